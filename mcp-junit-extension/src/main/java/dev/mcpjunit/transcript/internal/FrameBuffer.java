/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript.internal;

import dev.mcpjunit.transcript.Body;
import dev.mcpjunit.transcript.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Keeps the first and the last frames within a limit. Not thread-safe. */
final class FrameBuffer {

    private final RecordingLimit limit;
    private final List<RawFrame> first = new ArrayList<>();
    private final Deque<RawFrame> last = new ArrayDeque<>();
    private boolean firstIsFull;
    private long firstBytes;
    private long lastBytes;
    private long dropped;

    FrameBuffer(RecordingLimit limit) {
        this.limit = limit;
    }

    void add(RawFrame frame) {
        RawFrame kept = withinLimit(frame);
        long size = kept.size();
        firstIsFull = firstIsFull || first.size() >= limit.firstFrames() || firstBytes + size > limit.bytes() / 4;
        if (!firstIsFull && limit.reserve(size)) {
            first.add(kept);
            firstBytes += size;
            return;
        }
        firstIsFull = true;
        while (!last.isEmpty() && (last.size() >= limit.lastFrames() || lastBytes + size > lastLimit())) {
            dropOldest();
        }
        while (!limit.reserve(size)) {
            if (last.isEmpty()) {
                dropped++;
                return;
            }
            dropOldest();
        }
        last.addLast(kept);
        lastBytes += size;
    }

    private long lastLimit() {
        return limit.bytes() - limit.bytes() / 4;
    }

    private void dropOldest() {
        long size = last.removeFirst().size();
        lastBytes -= size;
        limit.release(size);
        dropped++;
    }

    private RawFrame withinLimit(RawFrame frame) {
        return frame.event() instanceof Event.Message message && message.bytes() > limit.bodyBytes()
                ? frame.with(new Event.Message(
                        message.from(),
                        new Body.Omitted("larger than " + limit.bodyBytes() / 1024 + " KiB"),
                        message.bytes(),
                        message.sse()))
                : frame;
    }

    List<RawFrame> first() {
        return List.copyOf(first);
    }

    List<RawFrame> last() {
        return List.copyOf(last);
    }

    /** How many frames between the first and the last are not kept. */
    long dropped() {
        return dropped;
    }

    void clear() {
        limit.release(firstBytes + lastBytes);
        first.clear();
        last.clear();
        firstBytes = 0;
        lastBytes = 0;
    }
}
