/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.framing;

import java.time.Duration;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code text/event-stream} as the HTML standard says, however its bytes are chunked. An event that is not
 * ended by a blank line is discarded, as the standard asks.
 *
 * <p>Not thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SseParser {

    /** Digits only, says the standard; and no more of them than a number has. */
    private static final Pattern MILLIS = Pattern.compile("[0-9]{1,18}");

    private final Consumer<SseEvent> events;
    private final LineSplitter lines;
    private boolean atStart = true;
    private final int limit;
    private final Runnable tooLarge;
    private @Nullable StringJoiner data;
    private boolean isTooLarge;
    private @Nullable String type;
    private @Nullable String id;
    private @Nullable String lastEventId;
    private @Nullable Duration retry;

    /**
     * Start at the beginning of a stream whose larger events are dropped.
     *
     * @param limit the largest event, in bytes
     */
    public SseParser(int limit, Consumer<SseEvent> events) {
        this(limit, events, () -> {});
    }

    /**
     * Start at the beginning of a stream.
     *
     * @param limit the largest event, in bytes
     * @param tooLarge runs as soon as an event exceeds the limit; the event is dropped
     */
    public SseParser(int limit, Consumer<SseEvent> events, Runnable tooLarge) {
        this.limit = limit;
        this.events = events;
        this.tooLarge = tooLarge;
        this.lines = LineSplitter.ofEventStream(limit, this::line, this::exceed);
    }

    private void exceed() {
        data = null;
        if (!isTooLarge) {
            isTooLarge = true;
            tooLarge.run();
        }
    }

    /** Take the next bytes. */
    public void feed(byte[] bytes, int from, int to) {
        lines.feed(bytes, from, to);
    }

    private void line(String line) {
        if (atStart) {
            atStart = false;
            if (line.startsWith("\uFEFF")) {
                line = line.substring(1);
            }
        }
        if (line.isEmpty()) {
            dispatch();
            return;
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(line.startsWith(" ", colon + 1) ? colon + 2 : colon + 1);
        switch (field) {
            case "data" -> {
                if (data == null) {
                    data = new StringJoiner("\n");
                }
                if (isTooLarge || data.length() + value.length() > limit) {
                    exceed();
                } else if (data.add(value).length() > limit) {
                    // The line feed between two lines counts as well.
                    exceed();
                }
            }
            case "event" -> type = value;
            case "id" -> id = value.indexOf('\0') < 0 ? value : id;
            case "retry" -> retry = MILLIS.matcher(value).matches() ? Duration.ofMillis(Long.parseLong(value)) : retry;
            default -> {
                // A comment (no field name), or an unknown field: the standard says to ignore it.
            }
        }
    }

    private void dispatch() {
        if (data != null && !isTooLarge) {
            String kind = type == null || type.isEmpty() ? "message" : type;
            events.accept(new SseEvent(kind, data.toString(), Optional.ofNullable(id)));
        }
        if (id != null) {
            lastEventId = id;
        }
        data = null;
        type = null;
        id = null;
        isTooLarge = false;
    }

    /**
     * The id by which the stream can be resumed; empty until there was one. An event without data may have one, too.
     */
    public Optional<String> lastEventId() {
        return Optional.ofNullable(lastEventId);
    }

    /** How long the server wants clients to wait before they connect again; empty until it has said so. */
    public Optional<Duration> retry() {
        return Optional.ofNullable(retry);
    }
}
