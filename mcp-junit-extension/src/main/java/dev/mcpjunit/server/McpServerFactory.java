/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server;

import java.net.URI;
import org.apiguardian.api.API;

/**
 * Makes a server in this JVM that listens on HTTP. Needs a constructor without parameters.
 *
 * <pre>{@code
 * final class WeatherInProcess implements McpServerFactory {
 *     public Started start() throws Exception {
 *         var server = WeatherServer.listen(0);
 *         return new Started(server.uri(), server::close);
 *     }
 * }
 * }</pre>
 *
 * <p>A server of the MCP Java SDK needs no such class: name any class with a method that takes one of the SDK's
 * transport providers and returns the SDK's server.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface McpServerFactory {

    /**
     * Start a server.
     *
     * @return where it listens and how to stop it; never {@code null}
     * @throws Exception if it cannot be started; the factory has then stopped whatever it had started
     */
    Started start() throws Exception;

    /**
     * A server that was started.
     *
     * @param uri the full address of its MCP endpoint
     * @param stop stops it; called once
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Started(URI uri, AutoCloseable stop) {}
}
