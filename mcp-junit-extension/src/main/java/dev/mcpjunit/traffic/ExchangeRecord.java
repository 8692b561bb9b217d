/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.traffic;

import dev.mcpjunit.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The record of an exchange while it is under way. Thread-safe: both directions write to it. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ExchangeRecord {

    private static final int MOMENTS = 1_000;

    private final TrafficRecorder recorder;
    private final long number;
    private final String server;
    private final int connection;
    private final JsonObject message;
    private final Map<String, String> headers;
    private final Instant receivedAt;
    private final List<Moment> moments = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private @Nullable Instant forwardedAt;
    private @Nullable Instant answeredAt;
    private @Nullable Instant finishedAt;
    private @Nullable Integer status;
    private @Nullable Duration retryAfter;
    private Outcome outcome = Outcome.IN_FLIGHT;

    ExchangeRecord(
            TrafficRecorder recorder,
            long number,
            String server,
            int connection,
            JsonObject message,
            Map<String, String> headers) {
        this.recorder = recorder;
        this.number = number;
        this.server = server;
        this.connection = connection;
        this.message = message;
        this.headers = Map.copyOf(headers);
        this.receivedAt = recorder.now();
    }

    /** The message as the client sent it. */
    public JsonObject message() {
        return message;
    }

    /** The server has the whole message. */
    public synchronized void forwarded() {
        forwardedAt = recorder.now();
        add("forwarded");
    }

    /** The proxy has the server's answer, whether or not the client will get it. */
    public synchronized void answered() {
        if (answeredAt == null) {
            answeredAt = recorder.now();
            add("answered by the server");
        }
    }

    /** A fault is done to it. */
    public synchronized void fault(String words) {
        faults.add(words);
        add("fault: " + words);
    }

    /** Something else is worth a line. */
    public synchronized void note(String what) {
        add(what);
    }

    /** What the client got of HTTP. */
    public synchronized void status(int code, Optional<Duration> wait) {
        status = code;
        retryAfter = wait.orElse(null);
    }

    /** How it ended; the first end counts. */
    public synchronized void finished(Outcome how) {
        if (outcome == Outcome.IN_FLIGHT) {
            outcome = how;
            finishedAt = recorder.now();
        }
    }

    /** Whether it has ended. */
    public synchronized boolean isFinished() {
        return outcome != Outcome.IN_FLIGHT;
    }

    private void add(String what) {
        if (moments.size() < MOMENTS) {
            moments.add(new Moment(recorder.now(), what));
        }
    }

    synchronized Exchange snapshot() {
        return new Exchange(
                number,
                server,
                connection,
                message,
                headers,
                receivedAt,
                Optional.ofNullable(forwardedAt),
                Optional.ofNullable(answeredAt),
                Optional.ofNullable(finishedAt),
                status == null ? OptionalInt.empty() : OptionalInt.of(status),
                Optional.ofNullable(retryAfter),
                List.copyOf(moments),
                List.copyOf(faults),
                outcome);
    }
}
