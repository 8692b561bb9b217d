/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.traffic.internal;

import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.traffic.Exchange;
import dev.mcpjunit.traffic.Moment;
import dev.mcpjunit.traffic.Outcome;
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
    private static final int LONGEST_MOMENT = 500;

    private final TrafficRecorder recorder;
    private final long number;
    private final String server;
    private final int connection;
    private final JsonObject message;
    private final Map<String, String> headers;
    private final Instant receivedAt;
    private final TrafficListener.ExchangeListener listener;
    private final List<Moment> moments = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private @Nullable Instant forwardedAt;
    private @Nullable Instant answeredAt;
    private @Nullable Instant finishedAt;
    private @Nullable Integer status;
    private @Nullable Duration retryAfter;
    private boolean listed;
    private Outcome outcome = Outcome.IN_FLIGHT;

    ExchangeRecord(
            TrafficRecorder recorder,
            long number,
            String server,
            int connection,
            JsonObject message,
            Map<String, String> headers,
            TrafficListener.ExchangeListener listener) {
        this.listener = listener;
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

    /** Whether the client expects an answer. */
    public boolean isRequest() {
        return RpcMessage.isRequest(message);
    }

    /** Whether a message from the server is the answer. */
    public boolean isAnsweredBy(JsonObject fromServer) {
        return isRequest() && RpcMessage.isResponseTo(message, fromServer);
    }

    /** The server has sent a message that belongs to this one. */
    public void sentByServer(JsonObject fromServer) {
        listener.fromServer(fromServer);
        if (isAnsweredBy(fromServer)) {
            if (listsTools()) {
                recorder.tools().answered(server, message, fromServer);
                change(() -> listed = true);
            }
            answered();
        } else {
            recorder.fromServer(server, fromServer);
            change(() -> add(fromServer.string("method").orElse("?")));
        }
    }

    /** The server has sent a body that is not JSON-RPC. */
    public void otherBody(String text) {
        listener.otherBody(text);
    }

    /** The server has taken a message that has no answer. */
    public void accepted() {
        if (!isRequest()) {
            finished(Outcome.ACCEPTED);
        }
    }

    /** The server has the whole message; the first time counts. */
    public void forwarded() {
        change(() -> {
            if (forwardedAt == null) {
                forwardedAt = recorder.now();
                add("forwarded");
            }
        });
    }

    /** The proxy has the server's answer, whether or not the client will get it; the first one counts. */
    public void answered() {
        change(() -> {
            if (answeredAt == null) {
                answeredAt = recorder.now();
                add("answered by the server");
            }
        });
    }

    /** A fault happens to it. */
    public void fault(String words) {
        change(() -> {
            faults.add(words);
            noteAltered();
            listener.fault(words);
            add("fault: " + words);
        });
    }

    /** Something else happened that is worth a line. */
    public void note(String what) {
        listener.note(what);
        change(() -> add(what));
    }

    /** The HTTP status that the client gets. */
    public void status(int code, Map<String, String> responseHeaders, Optional<Duration> wait) {
        listener.status(code, responseHeaders);
        change(() -> {
            status = code;
            retryAfter = wait.orElse(null);
        });
    }

    /** How it ended; the first end counts. */
    public void finished(Outcome how) {
        change(() -> {
            if (outcome == Outcome.IN_FLIGHT) {
                outcome = how;
                finishedAt = recorder.now();
                if (how == Outcome.RESULT && !listed) {
                    noteAltered();
                }
                listener.finished(how);
            }
        });
    }

    /** Whether it has ended. */
    public synchronized boolean isFinished() {
        return outcome != Outcome.IN_FLIGHT;
    }

    private boolean listsTools() {
        return message.string("method").filter(McpList.TOOLS.method()::equals).isPresent();
    }

    /** The client gets something else than what was read from the server. */
    private void noteAltered() {
        if (listsTools()) {
            recorder.tools().altered(server);
        }
    }

    private void change(Runnable change) {
        synchronized (this) {
            change.run();
        }
        recorder.changed();
    }

    private void add(String what) {
        String kept = what.length() <= LONGEST_MOMENT ? what : what.substring(0, LONGEST_MOMENT) + "…";
        if (moments.size() < MOMENTS && recorder.hasRoomFor(kept.length())) {
            moments.add(new Moment(recorder.now(), kept));
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
