/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apiguardian.api.API;

/**
 * Cuts bytes into lines, each with the line end it came with. A line that is too long to be kept is handed out in
 * pieces, so that it passes all the same. Not thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class LineCutter {

    /** Takes what was cut. */
    public interface Taker {

        /** A whole line; without a line end when the stream ended in it. */
        void line(byte[] line) throws IOException;

        /** A piece of a line that is too long, and whether it is the last one. */
        void piece(byte[] piece, boolean last) throws IOException;
    }

    /** As much as is read of a message anywhere in this library. */
    static final int LIMIT = 64 << 20;

    /** A larger buffer is not kept for the next line. */
    private static final int KEPT = 1 << 20;

    private final int limit;
    private final Taker taker;
    private ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean tooLong;

    LineCutter(Taker taker) {
        this(LIMIT, taker);
    }

    public LineCutter(int limit, Taker taker) {
        this.limit = limit;
        this.taker = taker;
    }

    /** Take the next bytes. */
    public void feed(byte[] bytes, int count) throws IOException {
        int start = 0;
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n') {
                line.write(bytes, start, i + 1 - start);
                start = i + 1;
                emit(true);
            }
        }
        line.write(bytes, start, count - start);
        if (tooLong || line.size() > limit) {
            emit(false);
        }
    }

    /** The stream has ended. */
    public void end() throws IOException {
        if (tooLong || line.size() > 0) {
            emit(true);
        }
    }

    private void emit(boolean last) throws IOException {
        byte[] bytes = line.toByteArray();
        if (bytes.length > KEPT) {
            line = new ByteArrayOutputStream();
        } else {
            line.reset();
        }
        boolean piece = tooLong || !last;
        tooLong = !last;
        if (piece) {
            taker.piece(bytes, last);
        } else {
            taker.line(bytes);
        }
    }
}
