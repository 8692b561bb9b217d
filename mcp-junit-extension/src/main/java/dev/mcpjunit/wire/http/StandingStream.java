/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.wire.http;

import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.framing.SseEvent;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.wire.Findings;
import dev.mcpjunit.wire.Inbox;
import dev.mcpjunit.wire.JsonRpc;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Reads the answer to a GET: events for as long as the server has something to tell. */
final class StandingStream implements BodyHandler<JsonObject> {

    private final CompletableFuture<ResponseInfo> head;
    private final Inbox inbox;
    private final Findings findings;

    /**
     * Wait for an answer.
     *
     * @param head is completed when the answer begins
     * @param inbox takes what the server says
     * @param findings takes what is no message
     */
    StandingStream(CompletableFuture<ResponseInfo> head, Inbox inbox, Findings findings) {
        this.head = head;
        this.inbox = inbox;
        this.findings = findings;
    }

    @Override
    public BodySubscriber<JsonObject> apply(ResponseInfo response) {
        head.complete(response);
        String type = response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.startsWith("text/event-stream")) {
            return HttpResponse.BodySubscribers.replacing(JsonObject.EMPTY);
        }
        // No event is an answer, so none comes after it.
        return new EventStreamBody(
                this::event,
                data -> {},
                events -> new McpProtocolException("The stream ended after " + events + " events", null));
    }

    private Optional<JsonObject> event(SseEvent event) {
        String data = event.data();
        JsonRpc.messages(data)
                .ifPresentOrElse(
                        messages -> messages.stream()
                                .filter(JsonRpc::isServerMessage)
                                .forEach(inbox::take),
                        () -> findings.add("GET stream: not a JSON-RPC message: " + Findings.excerpt(data)));
        return Optional.empty();
    }
}
