/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/** What a client gets from a stub, and not from the server. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface StubAnswer {

    /** Which stub answers, in words for the traffic. */
    String stub();

    /** How long the client waits first. */
    Duration delay();

    /**
     * A response of HTTP.
     *
     * @param status from 200 on, up to 999
     * @param reason the words after it; empty for the usual ones
     * @param headers in order; {@code Content-Length} is the proxy's business
     * @param body in the parts in which it is sent
     */
    record Response(
            String stub,
            Duration delay,
            int status,
            String reason,
            List<Map.Entry<String, String>> headers,
            List<byte[]> body,
            Duration pause)
            implements StubAnswer {

        public Response {
            headers = List.copyOf(headers);
            body = List.copyOf(body);
        }
    }

    /** No response, but something else. */
    record Broken(String stub, Duration delay, Breakage how) implements StubAnswer {}

    /** What can happen instead of a response. */
    enum Breakage {
        /** The connection is reset. */
        RESET,
        /** The connection is closed without a byte. */
        CLOSE,
        /** A status of 200 and garbage where a chunk should be, then the connection is closed. */
        BAD_CHUNK,
        /** Garbage instead of HTTP, then the connection is closed. */
        GARBAGE
    }
}
