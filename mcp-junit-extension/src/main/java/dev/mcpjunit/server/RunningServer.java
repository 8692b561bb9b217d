/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server;

import dev.mcpjunit.endpoint.McpEndpoint;
import java.util.List;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * A server that was started for a test, and what can be done to it.
 *
 * <p>Not every server can do everything: what cannot be done throws {@link IllegalStateException} with the reason.
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
     * Get where the server can be reached now. A container may have another port after {@link #restart()} and after
     * {@link #reconnect()}; while it is disconnected, this is where it could be reached before.
     *
     * @return the endpoint; never {@code null}
     */
    McpEndpoint endpoint();

    /**
     * Get the last lines that the server wrote to its standard error or log.
     *
     * @return at most 500 lines, oldest first; empty for a server whose log is out of reach; never {@code null}
     */
    List<String> log();

    /**
     * Tell whether the server runs. A server on standard input and output runs while somebody is connected.
     *
     * @return whether it runs; {@code true} for a server that is out of reach
     */
    boolean isAlive();

    /**
     * Get the exit code.
     *
     * @return the code, once the process or container has ended; empty before, and for servers that are neither
     */
    OptionalInt exitCode();

    /**
     * End the server at once, without a chance to clean up.
     *
     * @throws IllegalStateException if this server cannot be ended from here
     */
    void kill();

    /**
     * End the server and start it anew. Connections do not survive it: those that this test was given are dead, and who
     * is given one later gets a new one.
     *
     * @throws IllegalStateException if this server cannot be started anew from here
     */
    void restart();

    /**
     * Freeze the server: connections stay open and nothing is answered.
     *
     * @throws IllegalStateException if this server cannot be frozen from here
     */
    void pause();

    /**
     * Let a frozen server go on.
     *
     * @throws IllegalStateException if this server cannot be frozen from here
     */
    void resume();

    /**
     * Get the instances that answer for this server. Each has its own endpoint, log and end.
     *
     * @return the replicas in their order; this server alone, where there are none; never {@code null}
     */
    default List<RunningServer> replicas() {
        return List.of(this);
    }

    /**
     * Take the server's container off its networks. The server runs on, but nobody reaches it and it reaches nobody;
     * whether open connections end or go silent is up to Docker.
     *
     * @throws IllegalStateException if the server is not reached over a container's network
     */
    default void disconnect() {
        throw new IllegalStateException(
                "Server '" + name() + "' is not reached over a container's network, so it cannot be"
                        + " taken off it. Run it from an image that listens on HTTP, or let a fault cut its connections.");
    }

    /**
     * Put the server's container back on the networks that {@link #disconnect()} took it off. Does nothing if it was
     * not disconnected.
     *
     * @throws IllegalStateException if the server is not reached over a container's network
     */
    default void reconnect() {
        throw new IllegalStateException("Server '" + name()
                + "' is not reached over a container's network, so it cannot be" + " put back on it.");
    }
}
