/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.process;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Copies what is read from it. Who takes the copy cannot spoil the reading. */
final class CopyingInputStream extends FilterInputStream {

    private final OutputStream copy;

    CopyingInputStream(InputStream original, OutputStream copy) {
        super(original);
        this.copy = copy;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int count = super.read(buffer, from, length);
        if (count > 0) {
            try {
                copy.write(buffer, from, count);
            } catch (IOException notTaken) {
                // Its taker has gone; the reader has not.
            }
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        try (copy) {
            super.close();
        }
    }
}
