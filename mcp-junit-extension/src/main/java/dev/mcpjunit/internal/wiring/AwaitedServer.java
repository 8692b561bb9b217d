/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wiring;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.server.RunningServer;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * The server that a test is given: what makes it answer again returns when it answers again, so that the next call of a
 * client is not reset.
 *
 * @param awaitAnswer waits until a server answers, and throws if it does not in time
 * @param clients opens further connections to an endpoint of the server
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record AwaitedServer(
        RunningServer server, Consumer<RunningServer> awaitAnswer, Function<McpEndpoint, McpConnection> clients)
        implements RunningServer {

    /**
     * Open a further connection as the server is declared: in its protocol, by its transport, with its capabilities. To
     * be closed by the caller.
     *
     * @param headers the headers to send besides those of the server; they replace headers of the same name
     */
    public McpConnection open(Map<String, String> headers) {
        if (!(server.endpoint() instanceof McpEndpoint.Http http)) {
            return clients.apply(server.endpoint());
        }
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(http.headers());
        all.putAll(headers);
        return clients.apply(new McpEndpoint.Http(http.uri(), all));
    }

    @Override
    public void restart() {
        server.restart();
        awaitReady();
    }

    @Override
    public void resume() {
        server.resume();
        awaitReady();
    }

    @Override
    public void reconnect() {
        server.reconnect();
        awaitReady();
    }

    @Override
    public void awaitReady() {
        for (RunningServer replica : server.replicas()) {
            awaitAnswer.accept(replica);
        }
    }

    @Override
    public List<RunningServer> replicas() {
        List<RunningServer> replicas = server.replicas();
        return replicas.equals(List.of(server))
                ? List.of(this)
                : replicas.stream()
                        .<RunningServer>map(replica -> new AwaitedServer(replica, awaitAnswer, clients))
                        .toList();
    }

    @Override
    public String name() {
        return server.name();
    }

    @Override
    public McpEndpoint endpoint() {
        return server.endpoint();
    }

    @Override
    public List<String> log() {
        return server.log();
    }

    @Override
    public boolean isAlive() {
        return server.isAlive();
    }

    @Override
    public OptionalInt exitCode() {
        return server.exitCode();
    }

    @Override
    public void kill() {
        server.kill();
    }

    @Override
    public void pause() {
        server.pause();
    }

    @Override
    public void disconnect() {
        server.disconnect();
    }
}
