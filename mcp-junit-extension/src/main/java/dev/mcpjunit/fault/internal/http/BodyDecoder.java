/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.Optional;
import java.util.Set;

/** Finds the content and the end of a body in the bytes of a connection, however they are chunked. Pure. */
sealed interface BodyDecoder permits SizedBody, ChunkedBody, BodyUntilClose {

    /**
     * Take the next bytes.
     *
     * @param content takes what is content, as soon as it is there
     * @return where the body ends in them, or {@code to} when it does not yet
     */
    int feed(byte[] bytes, int from, int to, ByteSink content) throws IOException;

    /** Whether the last byte has come. */
    boolean isComplete();

    /** The body of a request. */
    static BodyDecoder of(RequestHead head) throws ProtocolException {
        Headers headers = head.headers();
        return headers.lists("Transfer-Encoding", "chunked") ? new ChunkedBody() : new SizedBody(length(headers, 0));
    }

    /** The body of a response to a method. */
    static BodyDecoder of(ResponseHead head, String method) throws ProtocolException {
        boolean none =
                method.equals("HEAD") || head.isInterim() || Set.of(204, 304).contains(head.status());
        if (none) {
            return new SizedBody(0);
        }
        if (head.headers().lists("Transfer-Encoding", "chunked")) {
            return new ChunkedBody();
        }
        return head.headers().has("Content-Length") ? new SizedBody(length(head.headers(), 0)) : new BodyUntilClose();
    }

    private static long length(Headers headers, long otherwise) throws ProtocolException {
        Optional<String> length = headers.first("Content-Length");
        if (length.isEmpty()) {
            return otherwise;
        }
        if (!length.get().matches("\\d{1,18}")) {
            throw new ProtocolException("Content-Length is no length: " + HeadReader.excerpt(length.get()));
        }
        return Long.parseLong(length.get());
    }
}
