/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Writes chunks. Pure. */
final class Chunks {

    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] END = "0\r\n\r\n".getBytes(ISO_8859_1);

    private Chunks() {}

    /** One whole chunk. An empty one would end the body, so there must be content. */
    static byte[] of(byte[] bytes, int from, int to) {
        byte[] size = Integer.toHexString(to - from).getBytes(ISO_8859_1);
        byte[] chunk = new byte[size.length + LINE_END.length + to - from + LINE_END.length];
        System.arraycopy(size, 0, chunk, 0, size.length);
        System.arraycopy(LINE_END, 0, chunk, size.length, LINE_END.length);
        System.arraycopy(bytes, from, chunk, size.length + LINE_END.length, to - from);
        System.arraycopy(LINE_END, 0, chunk, chunk.length - LINE_END.length, LINE_END.length);
        return chunk;
    }

    /** What ends the body. */
    static byte[] end() {
        return END.clone();
    }
}
