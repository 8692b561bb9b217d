/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.framing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Splits bytes into UTF-8 lines, however they are chunked. Lines end with {@code \n}, {@code \r\n} or {@code \r}, as an
 * event stream allows; on standard output a lone {@code \r} does not end a line, so that is a choice.
 *
 * <p>Not thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class LineSplitter {

    /** A larger buffer is not kept for the next line. */
    private static final int KEPT_BUFFER = 1 << 20;

    private final Consumer<String> lines;
    private final boolean carriageReturnEndsLine;
    private final int limit;
    private final @Nullable Runnable tooLong;
    private ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean afterCarriageReturn;
    private long dropped;

    private LineSplitter(
            Consumer<String> lines, boolean carriageReturnEndsLine, int limit, @Nullable Runnable tooLong) {
        this.lines = lines;
        this.carriageReturnEndsLine = carriageReturnEndsLine;
        this.limit = limit;
        this.tooLong = tooLong;
    }

    /** Split where an event stream does. A line that is longer than the limit is reported once and dropped. */
    public static LineSplitter ofEventStream(int limit, Consumer<String> lines, Runnable tooLong) {
        return new LineSplitter(lines, true, limit, tooLong);
    }

    /** Split at newlines; a carriage return before one is dropped. A line that is longer than the limit is cut. */
    public static LineSplitter ofNewlines(int limit, Consumer<String> lines) {
        return new LineSplitter(lines, false, limit, null);
    }

    /**
     * Split at newlines; a carriage return before one is dropped. A line that is longer than the limit is reported as
     * soon as it exceeds it, and dropped.
     */
    public static LineSplitter ofNewlines(int limit, Consumer<String> lines, Runnable tooLong) {
        return new LineSplitter(lines, false, limit, tooLong);
    }

    /** Take the next bytes. */
    public void feed(byte[] bytes, int from, int to) {
        int start = from;
        for (int i = from; i < to; i++) {
            byte next = bytes[i];
            boolean lineFeed = next == '\n';
            if (!lineFeed && next != '\r') {
                if (afterCarriageReturn) {
                    afterCarriageReturn = false;
                    keepLoneCarriageReturn();
                }
                continue;
            }
            append(bytes, start, i);
            start = i + 1;
            end(lineFeed);
        }
        append(bytes, start, to);
    }

    private void end(boolean lineFeed) {
        boolean pair = lineFeed && afterCarriageReturn;
        if (afterCarriageReturn && !lineFeed) {
            keepLoneCarriageReturn();
        }
        afterCarriageReturn = !lineFeed;
        // In an event stream the carriage return has ended the line already, elsewhere it waits for its newline.
        if (carriageReturnEndsLine ? !pair : lineFeed) {
            emit();
        }
    }

    private void keepLoneCarriageReturn() {
        if (!carriageReturnEndsLine) {
            append(new byte[] {'\r'}, 0, 1);
        }
    }

    private void append(byte[] bytes, int from, int to) {
        int room = dropped > 0 ? 0 : Math.max(0, Math.min(to - from, limit - line.size()));
        int over = to - from - room;
        boolean exceeds = over > 0 && dropped == 0;
        dropped += over;
        if (tooLong == null || dropped == 0) {
            line.write(bytes, from, room);
        } else if (exceeds) {
            line = new ByteArrayOutputStream();
            tooLong.run();
        }
    }

    private void emit() {
        boolean isDropped = tooLong != null && dropped > 0;
        String text = line.toString(StandardCharsets.UTF_8);
        if (dropped > 0) {
            text += "… (" + dropped + " more bytes)";
        }
        if (line.size() > KEPT_BUFFER) {
            line = new ByteArrayOutputStream();
        }
        line.reset();
        dropped = 0;
        if (!isDropped) {
            lines.accept(text);
        }
    }

    /** Hand out what stands after the last line end, if anything does. */
    public void end() {
        if (line.size() > 0 || dropped > 0) {
            emit();
        }
    }
}
