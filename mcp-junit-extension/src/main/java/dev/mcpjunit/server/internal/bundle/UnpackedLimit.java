/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.bundle;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Limits the bytes that are unpacked of one archive: the sizes that it states may be wrong. Not thread-safe. */
final class UnpackedLimit {

    private final long most;
    private long unpacked;

    UnpackedLimit(long most) {
        this.most = most;
    }

    /** The content of an entry, counted. Closing it does not close the archive. */
    InputStream of(InputStream entry) {
        return new FilterInputStream(entry) {
            @Override
            public int read() throws IOException {
                int one = super.read();
                if (one >= 0) {
                    count(1);
                }
                return one;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int read = super.read(target, offset, length);
                count(Math.max(0, read));
                return read;
            }

            @Override
            public void close() {
                // The archive is still read.
            }
        };
    }

    private void count(int more) {
        unpacked += more;
        if (unpacked > most) {
            throw new InvalidBundleException("its content is larger than " + most / 1024 / 1024
                    + " MiB, the most that mcp-junit unpacks of an archive of this size");
        }
    }
}
