/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.framing;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a {@code text/event-stream} after each blank line, and keeps the bytes as they are: put together again, the
 * blocks are the stream. A block is one event, or has only comments. One that is larger than the limit is handed out in
 * pieces, and its event is not read.
 *
 * <p>Not thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SseFramer {

    /** Takes the blocks. */
    @FunctionalInterface
    public interface Blocks<X extends Exception> {
        /**
         * Take a block.
         *
         * @param bytes its bytes as they came
         * @param event what it says, if it is an event
         */
        void block(byte[] bytes, Optional<SseEvent> event) throws X;
    }

    private final ByteArrayOutputStream block = new ByteArrayOutputStream();
    private final SseParser parser;
    private @Nullable SseEvent event;
    private final int limit;
    private boolean isTooLarge;
    private boolean lineIsEmpty = true;
    private boolean afterCarriageReturn;

    /**
     * Start at the beginning of a stream.
     *
     * @param limit the largest block that events are read from, in bytes
     */
    public SseFramer(int limit) {
        this.limit = limit;
        this.parser = new SseParser(limit, each -> event = each);
    }

    /** Take the next bytes, and hand out each block that they complete. */
    public <X extends Exception> void feed(byte[] bytes, int from, int to, Blocks<X> blocks) throws X {
        int start = from;
        for (int i = from; i < to; i++) {
            byte next = bytes[i];
            boolean secondHalf = next == '\n' && afterCarriageReturn;
            afterCarriageReturn = next == '\r';
            if (next != '\n' && next != '\r') {
                lineIsEmpty = false;
            } else if (!secondHalf) {
                boolean ends = lineIsEmpty;
                lineIsEmpty = true;
                if (ends) {
                    // The line feed that follows belongs to this line end, when it is here already.
                    boolean pair = next == '\r' && i + 1 < to && bytes[i + 1] == '\n';
                    int end = pair ? i + 2 : i + 1;
                    block.write(bytes, start, end - start);
                    start = end;
                    emit(blocks);
                }
            }
        }
        if (start < to) {
            block.write(bytes, start, to - start);
        }
        if (block.size() > limit) {
            isTooLarge = true;
            blocks.block(rest(), Optional.empty());
        }
    }

    private <X extends Exception> void emit(Blocks<X> blocks) throws X {
        byte[] whole = rest();
        event = null;
        if (!isTooLarge) {
            parser.feed(whole, 0, whole.length);
        }
        isTooLarge = false;
        blocks.block(whole, Optional.ofNullable(event));
    }

    /** Take out what stands after the last blank line. */
    public byte[] rest() {
        byte[] bytes = block.toByteArray();
        block.reset();
        return bytes;
    }
}
