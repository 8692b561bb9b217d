/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript.internal;

import dev.mcpjunit.transcript.Attribution;
import dev.mcpjunit.transcript.Body;
import dev.mcpjunit.transcript.Carrier;
import dev.mcpjunit.transcript.Event;
import dev.mcpjunit.transcript.Observer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A frame as it is recorded: neither masked nor parsed, because most transcripts are never read.
 *
 * @param nanoTime when, as {@link System#nanoTime()} says it
 * @param server the name of the server; empty for none
 * @param lane the connection; null for none
 * @param exchange identifies the exchange; null for none
 */
record RawFrame(
        long nanoTime,
        String server,
        @Nullable RawLane lane,
        @Nullable Object exchange,
        Attribution attribution,
        Event event) {

    private static final int OVERHEAD = 200;

    /** How much larger parsed JSON is than its text. */
    private static final int PARSED = 4;

    /**
     * A connection.
     *
     * @param key identifies the connection
     */
    record RawLane(Object key, Carrier carrier, Observer observer) {}

    RawFrame with(Attribution other) {
        return new RawFrame(nanoTime, server, lane, exchange, other, event);
    }

    RawFrame with(Event other) {
        return new RawFrame(nanoTime, server, lane, exchange, attribution, other);
    }

    /** About how many bytes of memory it keeps. */
    long size() {
        if (event instanceof Event.Message message) {
            if (message.body() instanceof Body.Omitted) {
                return OVERHEAD;
            }
            return OVERHEAD + (message.body() instanceof Body.Json ? PARSED : 1) * message.bytes();
        }
        if (event instanceof Event.HttpRequest request) {
            return OVERHEAD + size(request.headers());
        }
        return event instanceof Event.HttpResponse response ? OVERHEAD + size(response.headers()) : OVERHEAD;
    }

    private static long size(Map<String, String> headers) {
        long size = 0;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            size += header.getKey().length() + header.getValue().length();
        }
        return size;
    }
}
