/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript.internal;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.MalformedJsonException;
import dev.mcpjunit.transcript.Attribution;
import dev.mcpjunit.transcript.Body;
import dev.mcpjunit.transcript.Event;
import dev.mcpjunit.transcript.Frame;
import dev.mcpjunit.transcript.Lane;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes the frames of a transcript: numbers connections and exchanges, parses messages, and masks secrets. */
final class FrameAssembler {

    private final List<RawFrame> first;
    private final long dropped;
    private final List<RawFrame> last;
    private final IdentityHashMap<Object, Long> exchanges = new IdentityHashMap<>();
    private final Map<String, Map<Object, Integer>> connections = new HashMap<>();

    FrameAssembler(List<RawFrame> first, long dropped, List<RawFrame> last) {
        this.first = first;
        this.dropped = dropped;
        this.last = last;
    }

    /** The frames in the order of time: lines of a server are recorded later than they were written. */
    List<Frame> assemble(Masking masking) {
        var frames = new ArrayList<RawFrame>(first);
        if (dropped > 0) {
            frames.add(new RawFrame(timeOfGap(), "", null, null, Attribution.THIS_TEST, new Event.Dropped(dropped)));
        }
        frames.addAll(last);
        frames.sort((one, other) -> Long.signum(one.nanoTime() - other.nanoTime()));
        var numbered = new ArrayList<Frame>();
        long number = 0;
        for (RawFrame frame : frames) {
            number += frame.event() instanceof Event.Dropped gap ? gap.frames() : 1;
            numbered.add(frame(number, frame, masking));
        }
        return numbered;
    }

    private long timeOfGap() {
        if (!first.isEmpty()) {
            return first.get(first.size() - 1).nanoTime();
        }
        return last.isEmpty() ? System.nanoTime() : last.get(0).nanoTime();
    }

    private Frame frame(long number, RawFrame raw, Masking masking) {
        OptionalLong exchange = raw.exchange() == null
                ? OptionalLong.empty()
                : OptionalLong.of(exchanges.computeIfAbsent(raw.exchange(), key -> exchanges.size() + 1L));
        return new Frame(
                number,
                RunClock.at(raw.nanoTime()),
                Optional.of(raw.server()).filter(server -> !server.isEmpty()),
                Optional.ofNullable(raw.lane()).map(lane -> lane(raw.server(), lane)),
                exchange,
                raw.attribution(),
                masking.mask(parsed(raw.event())));
    }

    private Lane lane(String server, RawFrame.RawLane lane) {
        Map<Object, Integer> known = connections.computeIfAbsent(server, name -> new HashMap<>());
        int connection = known.computeIfAbsent(lane.key(), key -> known.size() + 1);
        return new Lane(server, connection, lane.carrier(), lane.observer());
    }

    private static Event parsed(Event event) {
        if (!(event instanceof Event.Message message && message.body() instanceof Body.Text text)) {
            return event;
        }
        try {
            return new Event.Message(
                    message.from(), new Body.Json(Json.parse(text.text())), message.bytes(), message.sse());
        } catch (MalformedJsonException notJson) {
            return event;
        }
    }
}
