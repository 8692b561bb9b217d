/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript.internal;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.traffic.Outcome;
import dev.mcpjunit.traffic.internal.TrafficListener;
import dev.mcpjunit.transcript.Attribution;
import dev.mcpjunit.transcript.Carrier;
import dev.mcpjunit.transcript.Event;
import dev.mcpjunit.transcript.Observer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Records what the proxies of one test see. */
final class ProxyTape implements TrafficListener {

    private final Map<Lane, RawFrame.RawLane> lanes = new ConcurrentHashMap<>();
    private final Audience audience;

    ProxyTape(Audience audience) {
        this.audience = audience;
    }

    private record Lane(String server, int connection, Carrier carrier) {}

    @Override
    public ExchangeListener begun(
            String server, int connection, JsonObject message, int size, Map<String, String> headers) {
        // Only HTTP has headers, and always has some.
        Carrier carrier = headers.isEmpty() ? Carrier.STDIO : Carrier.HTTP;
        var tape = new ExchangeTape(server, lane(server, connection, carrier), audience);
        if (carrier == Carrier.HTTP) {
            tape.httpRequest("POST", headers);
        }
        tape.fromClient(message, size);
        return new Listener(tape);
    }

    @Override
    public void unasked(String server, int connection, JsonObject message) {
        Carrier carrier = lanes.containsKey(new Lane(server, connection, Carrier.STDIO)) ? Carrier.STDIO : Carrier.HTTP;
        Event event = ExchangeTape.message(Json.print(message), Optional.empty());
        audience.hear(new RawFrame(
                System.nanoTime(), server, lane(server, connection, carrier), null, Attribution.THIS_TEST, event));
    }

    @Override
    public void note(String server, long nanoTime, String what) {
        audience.hear(new RawFrame(nanoTime, server, null, null, Attribution.THIS_TEST, new Event.Note(what)));
    }

    private RawFrame.RawLane lane(String server, int connection, Carrier carrier) {
        return lanes.computeIfAbsent(
                new Lane(server, connection, carrier), key -> new RawFrame.RawLane(key, carrier, Observer.PROXY));
    }

    private record Listener(ExchangeTape tape) implements ExchangeListener {

        @Override
        public void fromServer(JsonObject message) {
            tape.fromServer(Json.print(message), Optional.empty());
        }

        @Override
        public void otherBody(String text) {
            tape.fromServer(text, Optional.empty());
        }

        @Override
        public void status(int code, Map<String, String> headers) {
            tape.httpResponse(code, headers);
        }

        @Override
        public void fault(String words) {
            tape.fault(words);
        }

        @Override
        public void note(String what) {
            tape.note(what);
        }

        @Override
        public void finished(Outcome outcome) {
            tape.end(outcome, Optional.empty());
        }
    }
}
