/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import java.util.Set;

/** How a response to a client ends. */
enum Framing {
    /** The connection stays open for the next request. */
    KEEPS_ALIVE,
    /** The connection ends with the response. */
    CLOSES,
    /** The connection ends with the response, and there are no chunks: the client speaks HTTP/1.0. */
    HTTP_1_0;

    static Framing of(RequestHead request) {
        if (request.isHttp10()) {
            return HTTP_1_0;
        }
        return request.wantsClose() ? CLOSES : KEEPS_ALIVE;
    }

    /** The head for a client of this kind. */
    ResponseHead fit(ResponseHead head) {
        return isChunked() ? head : head.with(head.headers().without(Set.of("transfer-encoding", "trailer")));
    }

    /** Whether a body of unknown length comes in chunks. */
    boolean isChunked() {
        return this != HTTP_1_0;
    }
}
