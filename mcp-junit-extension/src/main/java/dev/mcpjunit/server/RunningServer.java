/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server;

import dev.mcpjunit.endpoint.McpEndpoint;
import java.util.List;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * A server that was started for a test: its state, and methods that kill, restart, freeze or disconnect it.
 *
 * <p>Not every kind of server supports all of them: a method that is not supported throws {@link IllegalStateException}
 * with the reason.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface RunningServer {

    /**
     * Get the name that the test gave to the server.
     *
     * @return the name; never {@code null}
     */
    String name();

    /**
     * Get the current endpoint of the server. A container may have another port after {@link #restart()} and after
     * {@link #reconnect()}; while it is disconnected, this is its endpoint from before.
     *
     * @return the endpoint; never {@code null}
     */
    McpEndpoint endpoint();

    /**
     * Get the last lines that the server wrote to its standard error or log.
     *
     * @return at most 500 lines, oldest first, with secrets masked; empty for a server whose log cannot be read; never
     *     {@code null}
     */
    List<String> log();

    /**
     * Check whether the server runs. A server on standard input and output runs while a client is connected.
     *
     * @return whether it runs; {@code true} for a server that was not started by the test
     */
    boolean isAlive();

    /**
     * Get the exit code.
     *
     * @return the code, once the process or container has ended; empty before, and for servers that are neither
     */
    OptionalInt exitCode();

    /**
     * Kill the server immediately. It gets no chance to clean up.
     *
     * @throws IllegalStateException if this server was not started by the test
     */
    void kill();

    /**
     * Restart the server, and wait until it answers. Connections do not survive this: those that the test already has
     * are closed, and connections that are injected later are new.
     *
     * @throws IllegalStateException if this server cannot be restarted
     * @throws dev.mcpjunit.failure.ServerStartException if it does not answer within its {@code startupTimeout}
     */
    void restart();

    /**
     * Freeze the server: connections stay open, and it answers nothing.
     *
     * @throws IllegalStateException if this server cannot be frozen
     */
    void pause();

    /**
     * Unfreeze the server, and wait until it answers.
     *
     * @throws IllegalStateException if this server cannot be frozen
     * @throws dev.mcpjunit.failure.ServerStartException if it does not answer within its {@code startupTimeout}
     */
    void resume();

    /**
     * Wait until the server answers a client. {@link #restart()}, {@link #resume()} and {@link #reconnect()} do this
     * themselves; use it after a fault or the server itself has restarted it. Returns immediately for a server on
     * standard input and output, where each client starts a process of its own.
     *
     * @throws dev.mcpjunit.failure.ServerStartException if it does not answer within its {@code startupTimeout}
     */
    default void awaitReady() {
        throw new IllegalStateException("Server '" + name() + "' cannot be asked whether it is ready");
    }

    /**
     * Get the replicas of this server. Each has its own endpoint, log and exit code.
     *
     * @return the replicas in their order; this server alone if it has none; never {@code null}
     */
    default List<RunningServer> replicas() {
        return List.of(this);
    }

    /**
     * Disconnect the server's container from its networks. The server keeps running, but cannot be reached and reaches
     * nothing. Whether open connections end or go silent depends on Docker.
     *
     * @throws IllegalStateException if the server is not reached over a container's network
     */
    default void disconnect() {
        throw new IllegalStateException(
                "Server '" + name() + "' is not reached over a container's network, so it cannot be"
                        + " taken off it. Run it from an image that listens on HTTP, or let a fault cut its connections.");
    }

    /**
     * Connect the server's container again to the networks that {@link #disconnect()} removed it from, and wait until
     * it answers.
     *
     * @throws IllegalStateException if the server is not reached over a container's network
     * @throws dev.mcpjunit.failure.ServerStartException if it does not answer within its {@code startupTimeout}
     */
    default void reconnect() {
        throw new IllegalStateException("Server '" + name()
                + "' is not reached over a container's network, so it cannot be" + " put back on it.");
    }
}
