/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.internal.rpc.MetaKeys;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.traffic.Outcome;
import dev.mcpjunit.traffic.internal.TrafficListener;
import dev.mcpjunit.transcript.Attribution;
import dev.mcpjunit.transcript.Body;
import dev.mcpjunit.transcript.Carrier;
import dev.mcpjunit.transcript.Direction;
import dev.mcpjunit.transcript.Event;
import dev.mcpjunit.transcript.Frame;
import dev.mcpjunit.transcript.Lane;
import dev.mcpjunit.transcript.Observer;
import dev.mcpjunit.transcript.Transcript;
import dev.mcpjunit.transcript.TranscriptHeader;
import dev.mcpjunit.transcript.internal.RecordedTests;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes what crosses the wire while a server is recorded. Times are left out, so that a new recording of the same
 * answers differs in nothing but the date. Thread-safe.
 */
final class TapeRecorder implements TrafficListener {

    private static final int FIRST_ERROR = 400;

    private final String server;
    private final Carrier carrier;
    private final RunningNow running;
    private final List<Frame> frames = new ArrayList<>();
    private final List<Taped> working = new ArrayList<>();
    private long begun;
    private long bytes;
    private Optional<String> test = Optional.of(RecordedTests.NO_TEST);
    private State state = State.RUNNING;

    private enum State {
        RUNNING,
        KILLED,
        STOPPED
    }

    /** A message of the client. */
    private final class Taped implements ExchangeListener {

        private final long number;
        private final int connection;
        private final JsonObject message;
        private boolean finished;

        Taped(long number, int connection, JsonObject message) {
            this.number = number;
            this.connection = connection;
            this.message = message;
        }

        @Override
        public void fromServer(JsonObject sent) {
            TapeRecorder.this.fromServer(this, sent);
        }

        @Override
        public void status(int code, Map<String, String> headers) {
            TapeRecorder.this.status(this, code);
        }

        @Override
        public void finished(Outcome how) {
            TapeRecorder.this.finished(this, how);
        }

        /** Whether a message that names no request may belong to this one, as far as anyone can tell. */
        boolean mayHave(JsonObject sent) {
            if (RpcMessage.isResponse(sent)) {
                return RpcMessage.isResponseTo(message, sent);
            }
            JsonValue subscription = RpcMessage.meta(sent).get(MetaKeys.SUBSCRIPTION_ID);
            return RpcMessage.isCall(message, Methods.LISTEN)
                    ? subscription != null && subscription.equals(message.get("id"))
                    : subscription == null && !finished;
        }
    }

    TapeRecorder(String server, Carrier carrier, RunningNow running) {
        this.server = server;
        this.carrier = carrier;
        this.running = running;
    }

    /** The recording so far. */
    synchronized Transcript transcript(Instant recordedAt) {
        return new Transcript(TranscriptHeader.of("", "", "", recordedAt).withFrames(frames.size()), numbered(frames));
    }

    /**
     * The server answers from now on. What was sent to it before and got lost says nothing about it: it was sent again
     * until the server listened.
     */
    synchronized void ready() {
        Set<Long> lost = working.stream()
                .filter(taped -> taped.finished)
                .map(taped -> taped.number)
                .collect(Collectors.toSet());
        frames.removeIf(frame ->
                frame.exchange().isPresent() && lost.contains(frame.exchange().getAsLong()));
        working.removeIf(taped -> lost.contains(taped.number));
    }

    /** Numbers without gaps, so that files do not differ in how often a client had to try. */
    private static List<Frame> numbered(List<Frame> frames) {
        Map<Long, Long> exchanges = new HashMap<>();
        Map<Integer, Integer> connections = new HashMap<>();
        var numbered = new ArrayList<Frame>();
        for (Frame frame : frames) {
            long number = frame.exchange().orElse(0);
            OptionalLong exchange = frame.exchange().isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(exchanges.computeIfAbsent(number, first -> exchanges.size() + 1L));
            Lane lane = frame.lane().orElseThrow();
            int connection = connections.computeIfAbsent(lane.connection(), first -> connections.size() + 1);
            numbered.add(Frame.on(
                    new Lane(lane.server(), connection, lane.carrier(), lane.observer()),
                    numbered.size() + 1L,
                    frame.at(),
                    exchange,
                    frame.attribution(),
                    frame.event()));
        }
        return numbered;
    }

    /** How many bytes of messages were recorded so far. */
    synchronized long bytes() {
        return bytes;
    }

    @Override
    public synchronized ExchangeListener begun(
            String name, int connection, JsonObject message, int size, Map<String, String> headers) {
        if (state == State.KILLED) {
            return ExchangeListener.NONE;
        }
        noteTest(connection);
        var taped = new Taped(++begun, connection, message);
        if (RpcMessage.isRequest(message)) {
            working.add(taped);
        } else if (RpcMessage.isCall(message, Methods.CANCELLED)) {
            JsonValue id = RpcMessage.params(message).get("requestId");
            working.removeIf(other -> Objects.equals(other.message.get("id"), id));
        }
        add(connection, OptionalLong.of(taped.number), message(Direction.FROM_CLIENT, message));
        return taped;
    }

    private void noteTest(int connection) {
        Optional<String> now = running.only();
        if (!now.equals(test)) {
            test = now;
            add(
                    connection,
                    OptionalLong.empty(),
                    new Event.Note(RecordedTests.NOTE + now.orElse(RecordedTests.SEVERAL)));
        }
    }

    private synchronized void fromServer(Taped taped, JsonObject message) {
        add(taped.connection, OptionalLong.of(taped.number), message(Direction.FROM_SERVER, message));
        if (RpcMessage.isResponseTo(taped.message, message)) {
            working.remove(taped);
        }
    }

    /** What the server sends while it works on a request belongs to that request, as far as anyone can tell. */
    @Override
    public synchronized void unasked(String name, int connection, JsonObject message) {
        Optional<Taped> about = working.stream()
                .filter(taped -> carrier == Carrier.HTTP || taped.connection == connection)
                .filter(taped -> taped.mayHave(message))
                .reduce((earlier, later) -> later);
        if (about.isPresent()) {
            fromServer(about.get(), message);
        } else {
            add(connection, OptionalLong.empty(), message(Direction.FROM_SERVER, message));
        }
    }

    /**
     * The server went away in the middle of a request. A server on stdio cannot be replayed like this, and a
     * subscription ends with its server in any case.
     */
    private synchronized void finished(Taped taped, Outcome how) {
        taped.finished = true;
        boolean gone = how == Outcome.SERVER_GONE
                && carrier == Carrier.HTTP
                && state == State.RUNNING
                && working.contains(taped)
                && !RpcMessage.isCall(taped.message, Methods.LISTEN);
        if (gone) {
            add(
                    taped.connection,
                    OptionalLong.of(taped.number),
                    new Event.End(Outcome.SERVER_GONE, Duration.ZERO, Optional.empty()));
        }
    }

    /** The test has killed the server. A replayed one that is killed gets no messages either. */
    synchronized void killed() {
        state = State.KILLED;
    }

    /** The test has started the server again. */
    synchronized void restarted() {
        state = State.RUNNING;
    }

    /** The recording ends, and everything with it. */
    synchronized void stopped() {
        state = State.STOPPED;
    }

    private synchronized void status(Taped taped, int code) {
        if (code >= FIRST_ERROR && RpcMessage.isCall(taped.message)) {
            add(taped.connection, OptionalLong.of(taped.number), new Event.HttpResponse(code, Map.of()));
        }
    }

    private Event.Message message(Direction from, JsonObject message) {
        int size = message.toString().getBytes(UTF_8).length;
        bytes += size;
        return new Event.Message(from, new Body.Json(message), size, Optional.empty());
    }

    private void add(int connection, OptionalLong exchange, Event event) {
        var lane = new Lane(server, connection, carrier, Observer.PROXY);
        frames.add(Frame.on(lane, frames.size() + 1L, Duration.ZERO, exchange, Attribution.THIS_TEST, event));
    }
}
