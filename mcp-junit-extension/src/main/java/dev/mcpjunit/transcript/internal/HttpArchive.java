/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript.internal;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.transcript.Body;
import dev.mcpjunit.transcript.Carrier;
import dev.mcpjunit.transcript.Direction;
import dev.mcpjunit.transcript.Event;
import dev.mcpjunit.transcript.Frame;
import dev.mcpjunit.transcript.Transcript;
import dev.mcpjunit.transcript.TranscriptExchange;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * The HTTP exchanges of a transcript as an HTTP archive (HAR 1.2), which browsers and HTTP tools can open. What is
 * masked in the transcript is masked here.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HttpArchive {

    private static final String VERSION = "1.2";
    private static final String HTTP = "HTTP/1.1";
    private static final int UNKNOWN = -1;

    private final Transcript transcript;
    private final Function<String, Optional<String>> addresses;

    private HttpArchive(Transcript transcript, Function<String, Optional<String>> addresses) {
        this.transcript = transcript;
        this.addresses = addresses;
    }

    /**
     * Convert a transcript.
     *
     * @param addresses the address of a server, without anything secret
     * @return empty if no exchange went over HTTP
     */
    public static Optional<JsonObject> of(Transcript transcript, Function<String, Optional<String>> addresses) {
        var archive = new HttpArchive(transcript, addresses);
        List<JsonObject> entries = transcript.exchanges().stream()
                .filter(exchange -> exchange.lane().carrier() != Carrier.STDIO)
                .map(archive::entry)
                .toList();
        return entries.isEmpty() ? Optional.empty() : Optional.of(log(transcript, entries));
    }

    private static JsonObject log(Transcript transcript, List<JsonObject> entries) {
        return JsonObject.builder()
                .put(
                        "log",
                        JsonObject.builder()
                                .put("version", VERSION)
                                .put(
                                        "creator",
                                        JsonObject.builder()
                                                .put("name", "mcp-junit")
                                                .put(
                                                        "version",
                                                        Optional.ofNullable(HttpArchive.class
                                                                        .getPackage()
                                                                        .getImplementationVersion())
                                                                .orElse("unknown"))
                                                .build())
                                .put("entries", entries)
                                .put(
                                        "comment",
                                        transcript.header().testClass() + " "
                                                + transcript.header().test())
                                .build())
                .build();
    }

    private JsonObject entry(TranscriptExchange exchange) {
        Duration began = exchange.frames().get(0).at();
        Duration answered = first(exchange).orElseGet(() -> last(exchange));
        Duration wait = answered.minus(began);
        Duration receive = first(exchange).isPresent() ? last(exchange).minus(answered) : Duration.ZERO;
        return JsonObject.builder()
                .put(
                        "startedDateTime",
                        transcript.header().startedAt().plus(began).toString())
                .put("time", millis(wait.plus(receive)))
                .put("request", request(exchange))
                .put("response", response(exchange))
                .put("cache", JsonObject.EMPTY)
                .put(
                        "timings",
                        JsonObject.builder()
                                .put("send", 0)
                                .put("wait", millis(wait))
                                .put("receive", millis(receive))
                                .build())
                .put("connection", String.valueOf(exchange.lane().connection()))
                .put("comment", exchange.title())
                .put("_server", exchange.lane().server())
                .put("_exchange", exchange.number())
                .put(
                        "_outcome",
                        exchange.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .putIfPresent("_faults", Optional.of(exchange.faults()).filter(faults -> !faults.isEmpty()))
                .build();
    }

    private JsonObject request(TranscriptExchange exchange) {
        Map<String, String> headers =
                exchange.requestHead().map(Event.HttpRequest::headers).orElse(Map.of());
        List<Event.Message> messages = messages(exchange, Direction.FROM_CLIENT);
        JsonObject.Builder request = JsonObject.builder()
                .put(
                        "method",
                        exchange.requestHead()
                                .map(Event.HttpRequest::method)
                                .orElse(messages.isEmpty() ? "GET" : "POST"))
                .put("url", addresses.apply(exchange.lane().server()).orElse("http://unknown.invalid/"))
                .put("httpVersion", HTTP)
                .put("cookies", List.of())
                .put("headers", headers(headers))
                .put("queryString", List.of())
                .put("headersSize", UNKNOWN)
                .put("bodySize", bytes(messages));
        if (!messages.isEmpty()) {
            request.put(
                    "postData",
                    JsonObject.builder()
                            .put("mimeType", headers.getOrDefault("content-type", "application/json"))
                            .put("params", List.of())
                            .put(
                                    "text",
                                    messages.stream().map(HttpArchive::text).collect(joining("\n")))
                            .build());
        }
        return request.build();
    }

    /** An answer that never came has the status 0, as browsers write it. */
    private static JsonObject response(TranscriptExchange exchange) {
        Map<String, String> headers =
                exchange.responseHead().map(Event.HttpResponse::headers).orElse(Map.of());
        List<Event.Message> messages = messages(exchange, Direction.FROM_SERVER);
        boolean answered = exchange.responseHead().isPresent() || !messages.isEmpty();
        return JsonObject.builder()
                .put("status", exchange.status().orElse(messages.isEmpty() ? 0 : 200))
                .put("statusText", "")
                .put("httpVersion", answered ? HTTP : "")
                .put("cookies", List.of())
                .put("headers", headers(headers))
                .put(
                        "content",
                        JsonObject.builder()
                                .put("size", bytes(messages))
                                .put("mimeType", headers.getOrDefault("content-type", mimeType(messages)))
                                .put(
                                        "text",
                                        messages.stream().map(HttpArchive::text).collect(joining("\n")))
                                .build())
                .put("redirectURL", "")
                .put("headersSize", UNKNOWN)
                .put("bodySize", answered ? bytes(messages) : UNKNOWN)
                .putIfPresent("_error", exchange.end().flatMap(Event.End::reason))
                .build();
    }

    private static String mimeType(List<Event.Message> messages) {
        if (messages.isEmpty()) {
            return "x-unknown";
        }
        return messages.get(0).sse().isPresent() ? "text/event-stream" : "application/json";
    }

    private static List<JsonObject> headers(Map<String, String> headers) {
        return headers.entrySet().stream()
                .map(header -> JsonObject.builder()
                        .put("name", header.getKey())
                        .put("value", header.getValue())
                        .build())
                .toList();
    }

    private static List<Event.Message> messages(TranscriptExchange exchange, Direction from) {
        return exchange.frames().stream()
                .map(Frame::event)
                .filter(Event.Message.class::isInstance)
                .map(Event.Message.class::cast)
                .filter(message -> message.from() == from)
                .toList();
    }

    private static String text(Event.Message message) {
        if (message.sse().isPresent()) {
            Event.SseFields sse = message.sse().get();
            return "event: " + sse.type() + "\n"
                    + sse.id().map(id -> "id: " + id + "\n").orElse("")
                    + body(message).lines().map(line -> "data: " + line + "\n").collect(joining());
        }
        return body(message);
    }

    private static String body(Event.Message message) {
        if (message.body() instanceof Body.Json json) {
            return Json.print(json.value());
        }
        return message.body() instanceof Body.Text text
                ? text.text()
                : "[not kept: " + ((Body.Omitted) message.body()).reason() + "]";
    }

    private static long bytes(List<Event.Message> messages) {
        return messages.stream().mapToLong(Event.Message::bytes).sum();
    }

    /** When the answer began. */
    private static Optional<Duration> first(TranscriptExchange exchange) {
        return exchange.frames().stream()
                .filter(frame -> frame.event() instanceof Event.HttpResponse
                        || (frame.event() instanceof Event.Message message && message.from() == Direction.FROM_SERVER))
                .map(Frame::at)
                .findFirst();
    }

    private static Duration last(TranscriptExchange exchange) {
        return exchange.frames().get(exchange.frames().size() - 1).at();
    }

    private static BigDecimal millis(Duration time) {
        return BigDecimal.valueOf(Math.max(0, time.toNanos() / 1_000), 3);
    }
}
