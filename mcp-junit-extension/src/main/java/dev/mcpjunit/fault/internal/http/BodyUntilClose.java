/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import java.io.IOException;

/** A body that ends with its connection. */
final class BodyUntilClose implements BodyDecoder {

    private boolean closed;

    @Override
    public int feed(byte[] bytes, int from, int to, ByteSink content) throws IOException {
        content.accept(bytes, from, to);
        return to;
    }

    /** The connection has been closed in order. */
    void close() {
        closed = true;
    }

    @Override
    public boolean isComplete() {
        return closed;
    }
}
