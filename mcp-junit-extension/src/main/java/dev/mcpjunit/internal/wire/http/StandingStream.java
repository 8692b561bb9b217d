/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.http;

import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.internal.framing.SseEvent;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.rpc.RpcMessages;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.internal.wire.Inbox;
import dev.mcpjunit.json.JsonObject;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Reads the answer to a GET: events for as long as the server has something to tell. */
final class StandingStream implements BodyHandler<JsonObject> {

    private final Cursor cursor;
    private final Inbox inbox;
    private final Findings findings;
    private final CompletableFuture<ResponseInfo> head = new CompletableFuture<>();
    private volatile boolean alive;

    /**
     * Wait for an answer.
     *
     * @param cursor follows the position in the stream
     * @param inbox takes what the server says
     * @param findings takes what is no message
     */
    StandingStream(Cursor cursor, Inbox inbox, Findings findings) {
        this.cursor = cursor;
        this.inbox = inbox;
        this.findings = findings;
    }

    /** The beginning of the answer. */
    CompletableFuture<ResponseInfo> head() {
        return head;
    }

    /** Whether the server has said anything. */
    boolean isAlive() {
        return alive;
    }

    @Override
    public BodySubscriber<JsonObject> apply(ResponseInfo response) {
        head.complete(response);
        if (!AnswerReader.isEventStream(response)) {
            return HttpResponse.BodySubscribers.replacing(JsonObject.EMPTY);
        }
        // No event is an answer, so none comes after it.
        return new EventStreamBody(cursor, this::event, data -> {}, StandingStream::ended);
    }

    private static McpProtocolException ended(long events) {
        return new McpProtocolException("the stream ended after " + events + " events", null);
    }

    private Optional<JsonObject> event(SseEvent event) {
        alive = true;
        RpcMessages messages = RpcMessages.in(event.data());
        if (messages.isEmpty()) {
            findings.add("GET stream: "
                    + RpcMessages.limitExceededBy(event.data()).orElse("not a JSON-RPC message")
                    + ": " + Findings.excerpt(event.data()));
        }
        messages.all().stream().filter(RpcMessage::isCall).forEach(inbox::take);
        return Optional.empty();
    }
}
