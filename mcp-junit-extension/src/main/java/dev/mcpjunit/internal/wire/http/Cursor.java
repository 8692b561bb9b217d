/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.http;

import dev.mcpjunit.internal.framing.SseParser;
import java.time.Duration;
import java.util.Optional;
import org.apiguardian.api.API;

/** How far an event stream was read, over all the connections that brought it, and when to ask for the rest. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Cursor {

    private static final Duration DEFAULT_RETRY = Duration.ofSeconds(1);

    /** A server that wants no pause at all gets one all the same: it would be asked in a loop. */
    private static final Duration LEAST_RETRY = Duration.ofMillis(100);

    private volatile Optional<String> lastId = Optional.empty();
    private volatile Duration retry = DEFAULT_RETRY;
    private volatile boolean cut;

    /** Note where the stream is now. */
    void follow(SseParser parser) {
        parser.lastEventId().ifPresent(id -> lastId = fitsHeader(id) ? Optional.of(id) : Optional.empty());
        parser.retry().ifPresent(wanted -> retry = wanted.compareTo(LEAST_RETRY) < 0 ? LEAST_RETRY : wanted);
    }

    /** An id that no header can hold cannot be sent back, so the stream cannot be resumed by it. */
    private static boolean fitsHeader(String id) {
        return !id.isEmpty() && id.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7F && c <= 0xFF));
    }

    /** Note that a connection has ended, and whether that was too early. */
    void end(boolean early) {
        cut = early;
    }

    /** Whether the last connection has ended before what it was to bring. */
    boolean isCut() {
        return cut;
    }

    /** The id of the last event, by which the stream can be resumed; empty when the server has given none. */
    Optional<String> lastId() {
        return lastId;
    }

    /** How long the server wants to be left alone before it is asked for the rest. */
    Duration retry() {
        return retry;
    }
}
