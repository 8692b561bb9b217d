/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wiring;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.server.RunningServer;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * The server that a test is given: what makes it answer again returns when it answers again, so that the next call of a
 * client is not reset.
 *
 * @param awaitAnswer waits until a server answers, and throws if it does not in time
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record AwaitedServer(RunningServer server, Consumer<RunningServer> awaitAnswer) implements RunningServer {

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
                        .<RunningServer>map(replica -> new AwaitedServer(replica, awaitAnswer))
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
