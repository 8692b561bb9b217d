/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.remote;

import dev.mcpjunit.authorization.internal.TokenHeaders;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.server.ServerSource;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.internal.Launcher;
import dev.mcpjunit.server.internal.StartedServer;
import dev.mcpjunit.server.internal.process.StdioServer;
import java.util.LinkedHashMap;
import org.apiguardian.api.API;

/** Takes endpoints as they are. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RemoteLauncher implements Launcher {

    private final ServerSource.Remote source;

    /** Make a launcher. */
    public RemoteLauncher(ServerSource.Remote source) {
        this.source = source;
    }

    @Override
    public StartedServer launch(ServerSpec spec, Deadline deadline) {
        McpEndpoint endpoint = source.endpoint();
        if (endpoint instanceof McpEndpoint.Stdio stdio) {
            var environment = new LinkedHashMap<>(stdio.environment());
            environment.putAll(spec.env());
            return new StdioServer(spec.name(), new McpEndpoint.Stdio(stdio.command(), environment, stdio.directory()));
        }
        var http = (McpEndpoint.Http) endpoint;
        if (http.uri().getPort() == 0) {
            throw new ServerStartException(
                    "Server '" + spec.name() + "': " + http.describe()
                            + " has port 0, which stands for a port that is not"
                            + " yet known. If another extension starts the server, put its annotation above @McpServer.",
                    null);
        }
        var headers = new LinkedHashMap<>(http.headers());
        headers.putAll(new TokenHeaders(spec.headers()).at(http.uri()).headers());
        return new RemoteServer(spec.name(), new McpEndpoint.Http(http.uri(), headers));
    }

    private record RemoteServer(String name, McpEndpoint endpoint) implements StartedServer {

        @Override
        public boolean isAlive() {
            return true;
        }

        @Override
        public void kill() {
            throw outOfReach();
        }

        @Override
        public void restart() {
            throw outOfReach();
        }

        @Override
        public void pause() {
            throw outOfReach();
        }

        @Override
        public void resume() {
            throw outOfReach();
        }

        private IllegalStateException outOfReach() {
            return new IllegalStateException("Server '" + name + "' was not started by this test, so it can be neither"
                    + " ended nor frozen from here: " + endpoint.describe());
        }

        @Override
        public void close() {
            // The test did not start it.
        }
    }
}
