/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript.internal;

import dev.mcpjunit.internal.masking.SecretMasking;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.transcript.Body;
import dev.mcpjunit.transcript.Event;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Masks secrets in frames before anything is written or printed.
 *
 * @param secrets finds them
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Masking(SecretMasking secrets) {

    /**
     * Mask what is known to be secret, and more.
     *
     * @param more names of JSON members and headers, or JSON pointers into messages, see {@link SecretMasking#of}
     */
    public static Masking of(List<String> more) {
        return new Masking(SecretMasking.of(more));
    }

    /** A message without its secrets. */
    public JsonValue mask(JsonValue message) {
        return secrets.mask(message);
    }

    Event mask(Event event) {
        if (event instanceof Event.Message message) {
            return new Event.Message(message.from(), mask(message.body()), message.bytes(), message.sse());
        }
        if (event instanceof Event.HttpRequest request) {
            return new Event.HttpRequest(request.method(), secrets.headers(request.headers()));
        }
        if (event instanceof Event.HttpResponse response) {
            return new Event.HttpResponse(response.status(), secrets.headers(response.headers()));
        }
        if (event instanceof Event.End end) {
            return new Event.End(end.outcome(), end.duration(), end.reason().map(secrets::text));
        }
        if (event instanceof Event.ServerOutput output) {
            return new Event.ServerOutput(secrets.text(output.line()));
        }
        if (event instanceof Event.ServerEnded ended) {
            return new Event.ServerEnded(secrets.text(ended.report()));
        }
        if (event instanceof Event.Fault fault) {
            return new Event.Fault(secrets.text(fault.description()));
        }
        return event instanceof Event.Note note ? new Event.Note(secrets.text(note.text())) : event;
    }

    private Body mask(Body body) {
        if (body instanceof Body.Json json) {
            return new Body.Json(secrets.mask(json.value()));
        }
        return body instanceof Body.Text text ? new Body.Text(secrets.text(text.text())) : body;
    }
}
