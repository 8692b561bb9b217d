/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript.internal;

import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.failure.ServerDiedException;
import dev.mcpjunit.failure.ServerUnreachableException;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.traffic.Outcome;
import dev.mcpjunit.transcript.Attribution;
import dev.mcpjunit.transcript.Body;
import dev.mcpjunit.transcript.Direction;
import dev.mcpjunit.transcript.Event;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** What one exchange writes to: a message of the client and what answers it. Thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ExchangeTape {

    /** Records nothing. */
    public static final ExchangeTape OFF = new ExchangeTape("", null, Audience.NONE);

    private static final int FIRST_ERROR = 400;

    /** A longer text is not copied to count its bytes. */
    private static final int LONG_TEXT = 1 << 16;

    private final String server;
    private final RawFrame.@Nullable RawLane lane;
    private final Audience audience;
    private final long began = System.nanoTime();
    private volatile int status;
    private boolean over;

    ExchangeTape(String server, RawFrame.@Nullable RawLane lane, Audience audience) {
        this.server = server;
        this.lane = lane;
        this.audience = audience;
    }

    /** Whether anything is recorded. */
    public boolean isOn() {
        return this != OFF;
    }

    void record(Event event) {
        if (isOn()) {
            audience.hear(new RawFrame(System.nanoTime(), server, lane, this, Attribution.THIS_TEST, event));
        }
    }

    /** The client sends the head of an HTTP request. */
    public void httpRequest(String method, Map<String, String> headers) {
        record(new Event.HttpRequest(method, headers));
    }

    /**
     * The client sends a message.
     *
     * @param bytes its size
     */
    public void fromClient(JsonValue message, long bytes) {
        record(new Event.Message(Direction.FROM_CLIENT, new Body.Json(message), bytes, Optional.empty()));
    }

    /** The head of the HTTP response has come. */
    public void httpResponse(int code, Map<String, String> headers) {
        status = code;
        record(new Event.HttpResponse(code, headers));
    }

    /** The server has sent a message, or some other text. */
    public void fromServer(String text, Optional<Event.SseFields> sse) {
        if (isOn()) {
            record(message(text, sse));
        }
    }

    /** A fault was injected. */
    public void fault(String words) {
        record(new Event.Fault(words));
    }

    /** Something else happened. */
    public void note(String text) {
        record(new Event.Note(text));
    }

    /** It has ended for the client; the first end counts. */
    public void end(Outcome outcome, Optional<String> reason) {
        synchronized (this) {
            if (over || !isOn()) {
                return;
            }
            over = true;
        }
        record(new Event.End(outcome, RunClock.micros(System.nanoTime() - began), reason));
    }

    /** Send a request and record how that ends for the caller. */
    public JsonObject call(Supplier<JsonObject> request) {
        try {
            JsonObject result = request.get();
            end(result.bool("isError").orElse(false) ? Outcome.TOOL_ERROR : Outcome.RESULT, Optional.empty());
            return result;
        } catch (RuntimeException failure) {
            failed(failure);
            throw failure;
        }
    }

    /** Send a message that has no answer and record how that ends for the caller. */
    public void post(Runnable message) {
        try {
            message.run();
            end(Outcome.ACCEPTED, Optional.empty());
        } catch (RuntimeException failure) {
            failed(failure);
            throw failure;
        }
    }

    private void failed(RuntimeException failure) {
        boolean answered = failure instanceof McpErrorException;
        end(
                answered ? Outcome.RPC_ERROR : outcome(failure),
                answered ? Optional.empty() : Optional.ofNullable(failure.getMessage()));
    }

    private Outcome outcome(RuntimeException failure) {
        if (failure instanceof McpTimeoutException) {
            return Outcome.CLIENT_GONE;
        }
        if (status >= FIRST_ERROR) {
            return Outcome.HTTP_ERROR;
        }
        boolean gone = failure instanceof ServerDiedException || failure instanceof ServerUnreachableException;
        return gone || !(failure instanceof McpException) ? Outcome.SERVER_GONE : Outcome.INVALID;
    }

    static Event.Message message(String text, Optional<Event.SseFields> sse) {
        return new Event.Message(Direction.FROM_SERVER, new Body.Text(text), utf8Length(text), sse);
    }

    private static long utf8Length(String text) {
        if (text.length() < LONG_TEXT) {
            // The JDK copies ASCII as a block, which is many times as fast as a loop over the characters.
            return text.getBytes(StandardCharsets.UTF_8).length;
        }
        long length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit >= 0x80) {
                // Each half of a surrogate pair has two bytes of four.
                length += unit < 0x800 || Character.isSurrogate(unit) ? 1 : 2;
            }
        }
        return length;
    }
}
