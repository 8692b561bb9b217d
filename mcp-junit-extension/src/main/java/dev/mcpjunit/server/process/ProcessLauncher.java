/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.process;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.server.Launcher;
import dev.mcpjunit.server.Ports;
import dev.mcpjunit.server.ServerSource;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.StartedServer;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.time.Deadline;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/** Runs commands. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ProcessLauncher implements Launcher {

    @Override
    public StartedServer launch(ServerSpec spec, Deadline deadline) {
        var source = (ServerSource.Command) spec.source();
        var words = new ArrayList<>(source.words());
        words.addAll(spec.args());
        if (spec.transport() != Transport.STREAMABLE_HTTP) {
            return new StdioServer(spec.name(), new McpEndpoint.Stdio(words, spec.env(), Path.of("")));
        }
        spec.port().ifPresent(port -> rejectTaken(spec.name(), port));
        int port = spec.port().orElseGet(Ports::free);
        List<String> told = words.stream().map(word -> tell(word, port)).toList();
        Map<String, String> environment = new LinkedHashMap<>();
        spec.env().forEach((variable, value) -> environment.put(variable, tell(value, port)));
        return new HttpProcessServer(
                spec.name(),
                new McpEndpoint.Stdio(told, environment, Path.of("")),
                new McpEndpoint.Http(URI.create("http://localhost:" + port + spec.path()), spec.headers()));
    }

    /** Whoever listens there already would be tested instead. */
    private static void rejectTaken(String server, int port) {
        if (!Ports.isFree(port)) {
            throw new ServerStartException(
                    "Server '" + server + "' is to listen at port " + port
                            + ", but something else listens there already."
                            + " Stop that, or leave out 'port' and tell the server ${mcp.port}.",
                    null);
        }
    }

    private static String tell(String text, int port) {
        return text.replace(Ports.PLACEHOLDER, Integer.toString(port));
    }
}
