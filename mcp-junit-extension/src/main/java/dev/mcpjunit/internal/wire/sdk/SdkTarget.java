/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.sdk;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.transcript.Carrier;
import dev.mcpjunit.transcript.Observer;
import dev.mcpjunit.transcript.internal.ConnectionTape;
import dev.mcpjunit.transcript.internal.ServerTape;
import org.apiguardian.api.API;

/**
 * Where a client of the SDK connects to.
 *
 * @param server the name of the server, for messages
 * @param sse whether the server speaks the HTTP+SSE transport
 * @param tape records what the client sends and receives
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record SdkTarget(String server, McpEndpoint endpoint, boolean sse, ServerTape tape) {

    /** The recording of one connection. */
    ConnectionTape connection() {
        Carrier http = sse ? Carrier.HTTP_SSE : Carrier.HTTP;
        return tape.connection(endpoint instanceof McpEndpoint.Stdio ? Carrier.STDIO : http, Observer.SDK_CLIENT);
    }
}
