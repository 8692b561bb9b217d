/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.apiguardian.api.API;

/**
 * One line of a transcript: something that crossed the wire, or another event of the test.
 *
 * @param number its place in the transcript, from 1; numbers of dropped frames are missing
 * @param at when, since the start time in the header, in microseconds; one monotonic clock for all frames
 * @param server the name of the server; empty for events of no server
 * @param lane the connection that carried it; empty for events of the server itself
 * @param exchange the exchange that it belongs to, unique within a transcript: a message of the client and what answers
 *     it, or an event stream that the client opened by GET; empty for all others
 * @param attribution whether it belongs to this test
 * @param event what happened
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Frame(
        long number,
        Duration at,
        Optional<String> server,
        Optional<Lane> lane,
        OptionalLong exchange,
        Attribution attribution,
        Event event) {

    /** Check the parts. */
    public Frame {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(attribution, "attribution");
        Objects.requireNonNull(event, "event");
    }

    /**
     * Make a frame of a connection.
     *
     * @param number its place in the transcript
     * @param at when, since the start time
     * @param lane the connection
     * @param exchange the exchange that it belongs to, if any
     * @param attribution whether it belongs to this test
     * @param event what happened
     * @return the frame; never {@code null}
     */
    public static Frame on(
            Lane lane, long number, Duration at, OptionalLong exchange, Attribution attribution, Event event) {
        return new Frame(number, at, Optional.of(lane.server()), Optional.of(lane), exchange, attribution, event);
    }

    /**
     * Make a frame of a server, outside any connection.
     *
     * @param server the name of the server
     * @param number its place in the transcript
     * @param at when, since the start time
     * @param attribution whether it belongs to this test
     * @param event what happened
     * @return the frame; never {@code null}
     */
    public static Frame of(String server, long number, Duration at, Attribution attribution, Event event) {
        return new Frame(number, at, Optional.of(server), Optional.empty(), OptionalLong.empty(), attribution, event);
    }
}
