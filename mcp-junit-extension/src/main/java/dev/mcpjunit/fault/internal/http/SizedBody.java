/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import java.io.IOException;

/** A body whose length is known from the start. */
final class SizedBody implements BodyDecoder {

    private long left;

    SizedBody(long length) {
        this.left = length;
    }

    @Override
    public int feed(byte[] bytes, int from, int to, ByteSink content) throws IOException {
        int taken = (int) Math.min(left, to - from);
        left -= taken;
        if (taken > 0) {
            content.accept(bytes, from, from + taken);
        }
        return from + taken;
    }

    @Override
    public boolean isComplete() {
        return left == 0;
    }
}
