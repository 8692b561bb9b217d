/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.load.internal;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.McpException;
import java.time.Duration;
import java.util.Set;
import org.apiguardian.api.API;

/** A server that calls can be sent to. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface LoadTarget {

    /**
     * The connection of the test.
     *
     * @throws McpException if the server could not be started
     */
    McpConnection connection();

    /**
     * Open a further connection, to be closed by the caller.
     *
     * @throws McpException if it cannot be opened
     */
    McpConnection open();

    /** How long the server may take to answer a call. */
    Duration requestTimeout();

    /** Where clients connect. */
    McpEndpoint endpoint();

    /** The names of the capabilities that connections declare. */
    Set<String> clientCapabilities();

    /** What the server takes of its machine now. */
    Footprint footprint();
}
