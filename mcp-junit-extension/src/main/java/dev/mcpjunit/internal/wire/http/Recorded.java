/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.http;

import dev.mcpjunit.internal.framing.SseEvent;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.transcript.Event;
import dev.mcpjunit.transcript.internal.ExchangeTape;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/** Writes HTTP messages to a transcript. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Recorded {

    private Recorded() {}

    /** A request, and the message in it unless it is a GET. */
    public static void request(JsonObject message, HttpRequest request, ExchangeTape tape) {
        if (!tape.isOn()) {
            return;
        }
        tape.httpRequest(request.method(), joined(request.headers()));
        request.bodyPublisher()
                .map(BodyPublisher::contentLength)
                .filter(bytes -> bytes > 0)
                .ifPresent(bytes -> tape.fromClient(message, bytes));
    }

    /** The head of a response. */
    static void head(ResponseInfo response, ExchangeTape tape) {
        response(response.statusCode(), response.headers(), tape);
    }

    /** The head of a response. */
    public static void response(int status, HttpHeaders headers, ExchangeTape tape) {
        if (tape.isOn()) {
            tape.httpResponse(status, joined(headers));
        }
    }

    /** A body that is not an event stream. */
    static void body(String body, ExchangeTape tape) {
        if (!body.isEmpty()) {
            tape.fromServer(body, Optional.empty());
        }
    }

    /** An event of an event stream. */
    static void event(SseEvent event, ExchangeTape tape) {
        tape.fromServer(event.data(), Optional.of(new Event.SseFields(event.id(), event.type(), Optional.empty())));
    }

    /** Read a body as text, and record head and body. */
    public static BodyHandler<String> text(ExchangeTape tape) {
        return response -> {
            head(response, tape);
            return BodySubscribers.mapping(LimitedBody.text(), body -> {
                body(body, tape);
                return body;
            });
        };
    }

    private static Map<String, String> joined(HttpHeaders headers) {
        var joined = new LinkedHashMap<String, String>();
        headers.map().forEach((name, values) -> joined.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        return joined;
    }
}
