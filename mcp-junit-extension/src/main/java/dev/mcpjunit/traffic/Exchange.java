/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.traffic;

import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * One JSON-RPC message of the client, and its outcome.
 *
 * @param number its place in the traffic, from 1
 * @param server the name of the server it was for
 * @param connection which connection or process of the client carried it, from 1
 * @param message the message as the client sent it
 * @param headers the HTTP headers it came with, names in lower case; empty on standard input
 * @param receivedAt when the proxy received it
 * @param forwardedAt when it was sent on to the server; empty if it never was
 * @param answeredAt when the proxy received the server's answer; empty if there was none
 * @param finishedAt when the client had its answer, or when it was clear that there will be none
 * @param status the HTTP status that the client got, if any
 * @param retryAfter how long the client was asked to wait before it tries again, if it was
 * @param moments what happened in between, in order; bounded
 * @param faults the faults that were injected into it, in words
 * @param outcome how it ended for the client
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Exchange(
        long number,
        String server,
        int connection,
        JsonObject message,
        Map<String, String> headers,
        Instant receivedAt,
        Optional<Instant> forwardedAt,
        Optional<Instant> answeredAt,
        Optional<Instant> finishedAt,
        OptionalInt status,
        Optional<Duration> retryAfter,
        List<Moment> moments,
        List<String> faults,
        Outcome outcome) {

    /**
     * Get the JSON-RPC method.
     *
     * @return for example {@code tools/call}; empty text for a response of the client; never {@code null}
     */
    public String method() {
        return message.string("method").orElse("");
    }

    /**
     * Get the id of a request.
     *
     * @return the id in the JSON type it was sent in; empty for a notification
     */
    public Optional<JsonValue> id() {
        return Optional.ofNullable(message.get("id"));
    }

    /**
     * Get the parameters.
     *
     * @return the parameters; empty when there are none; never {@code null}
     */
    public JsonObject params() {
        return message.object("params").orElse(JsonObject.EMPTY);
    }

    /**
     * Get the tool that is called.
     *
     * @return the tool's name, for {@code tools/call} only
     */
    public Optional<String> tool() {
        return method().equals(Methods.CALL_TOOL) ? params().string("name") : Optional.empty();
    }

    /**
     * Get the arguments of a tool call.
     *
     * @return the arguments; empty when there are none; never {@code null}
     */
    public JsonObject arguments() {
        return params().object("arguments").orElse(JsonObject.EMPTY);
    }

    /**
     * Get the trace that it belongs to, as {@code _meta} says.
     *
     * @return the values of {@code traceparent}, {@code tracestate} and {@code baggage}; never {@code null}
     */
    public TraceContext traceContext() {
        return TraceContext.in(params().object("_meta").orElse(JsonObject.EMPTY));
    }

    /**
     * Get the trace that it belongs to, as the headers of its HTTP request say.
     *
     * @return the values of {@code traceparent}, {@code tracestate} and {@code baggage}; never {@code null}
     */
    public TraceContext headerTraceContext() {
        return TraceContext.in(headers);
    }

    /**
     * Get a title for messages.
     *
     * @return the method, the tool and the id: {@code tools/call 'get-forecast' #3}; never {@code null}
     */
    public String title() {
        return (method().isEmpty() ? "(response)" : method())
                + tool().map(tool -> " '" + tool + "'").orElse("")
                + id().map(id -> " #" + id).orElse("");
    }

    /**
     * Say in words how it ended.
     *
     * @return the outcome, and the HTTP status unless it is 200: {@code http error (HTTP 503)}; never {@code null}
     */
    public String ending() {
        String how = outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return status.isPresent() && status.getAsInt() != 200 ? how + " (HTTP " + status.getAsInt() + ")" : how;
    }

    /**
     * Check whether the message reached the server.
     *
     * @return whether it was forwarded
     */
    public boolean reachedServer() {
        return forwardedAt.isPresent();
    }

    /**
     * Check whether the server carried it out.
     *
     * @return yes, no or unknown, as far as the traffic shows; never {@code null}
     */
    public Executed executed() {
        if (answeredAt.isPresent()) {
            return Executed.YES;
        }
        return reachedServer() ? Executed.UNKNOWN : Executed.NO;
    }
}
