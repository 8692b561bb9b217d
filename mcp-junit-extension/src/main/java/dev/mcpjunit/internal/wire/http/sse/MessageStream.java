/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.http.sse;

import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.failure.ServerUnreachableException;
import dev.mcpjunit.internal.framing.SseEvent;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.internal.wire.PendingRequests;
import dev.mcpjunit.internal.wire.http.Cursor;
import dev.mcpjunit.internal.wire.http.EventStreamBody;
import dev.mcpjunit.internal.wire.http.HttpChannel;
import dev.mcpjunit.internal.wire.http.RefusalHeaders;
import dev.mcpjunit.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Reads the answer to the GET: where to post first, and then everything that the server says. */
final class MessageStream implements BodyHandler<JsonObject> {

    private final String subject;
    private final URI uri;
    private final String adviceOnRefusal;
    private final PendingRequests answers;
    private final Findings findings;
    private final CompletableFuture<URI> address = new CompletableFuture<>();

    /**
     * Wait for an answer.
     *
     * @param channel knows who is asked, for messages
     */
    MessageStream(HttpChannel channel, PendingRequests answers, Findings findings) {
        this.subject = channel.subject();
        this.uri = channel.uri();
        this.adviceOnRefusal = channel.adviceOnRefusal();
        this.answers = answers;
        this.findings = findings;
    }

    /** Where to post; known with the first event. */
    CompletableFuture<URI> address() {
        return address;
    }

    @Override
    public BodySubscriber<JsonObject> apply(ResponseInfo response) {
        String type = response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (response.statusCode() / 100 != 2 || !type.startsWith("text/event-stream")) {
            address.completeExceptionally(noStream(response, type));
            return HttpResponse.BodySubscribers.replacing(JsonObject.EMPTY);
        }
        // No event ends the stream, so none comes after its end.
        return new EventStreamBody(new Cursor(), this::event, data -> {}, this::ended);
    }

    private McpException noStream(ResponseInfo response, String type) {
        int status = response.statusCode();
        String text = subject + " answered GET with HTTP " + status + RefusalHeaders.of(response.headers())
                + (status / 100 == 2 ? " " + (type.isEmpty() ? "without a content type" : type) : "")
                + ", where the HTTP+SSE transport opens an event stream.";
        return switch (status) {
            case 401, 403 -> new McpProtocolException(text + adviceOnRefusal, null);
            case 502, 503, 504 -> new ServerUnreachableException(text, null);
            default -> new McpProtocolException(text + "\nIs this the path of its stream, often /sse?", null);
        };
    }

    private Optional<JsonObject> event(SseEvent event) {
        if (event.type().equals("endpoint")) {
            if (address.isDone()) {
                findings.add("a second 'endpoint' event: " + Findings.excerpt(event.data()));
            } else {
                address.complete(PostAddress.in(subject, uri, event.data()));
            }
            return Optional.empty();
        }
        if (!address.isDone()) {
            throw new McpProtocolException(
                    subject + " began its event stream with an event '" + event.type()
                            + "', where the HTTP+SSE transport sends 'endpoint': " + Findings.excerpt(event.data()),
                    null);
        }
        if (event.type().equals("message")) {
            answers.take(event.data());
        }
        return Optional.empty();
    }

    private McpException ended(long events) {
        return new McpProtocolException(
                subject + " ended its event stream"
                        + (events == 0 ? " without the 'endpoint' event that must be its first." : "."),
                null);
    }
}
