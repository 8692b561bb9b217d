/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.http;

import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.failure.ServerUnreachableException;
import dev.mcpjunit.internal.framing.SseEvent;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.rpc.RpcMessages;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.internal.wire.Inbox;
import dev.mcpjunit.internal.wire.MessageTooLargeException;
import dev.mcpjunit.internal.wire.RequestName;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.transcript.internal.ConnectionTape;
import dev.mcpjunit.transcript.internal.ExchangeTape;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The stream of a session for what the server says outside any answer. No call waits for it: it is opened beside the
 * calls, without a thread of its own, and opened again when it ends. A server that has none answers 405, and is not
 * asked again.
 */
final class GetStream {

    /** How often in a row a stream may fail, or end without an event, before it is left alone. */
    private static final int ATTEMPTS = 3;

    private final HttpChannel channel;
    private final HttpSession session;
    private final Inbox inbox;
    private final Findings findings;
    private final ConnectionTape tape;
    private final Cursor cursor = new Cursor();
    private final CompletableFuture<Integer> firstStatus = new CompletableFuture<>();
    private volatile @Nullable CompletableFuture<?> current;
    private volatile boolean wasOpen;
    private volatile boolean over;
    private final AtomicInteger idle = new AtomicInteger();

    /** Prepare a stream. */
    GetStream(HttpChannel channel, HttpSession session, Inbox inbox, Findings findings, ConnectionTape tape) {
        this.tape = tape;
        this.channel = channel;
        this.session = session;
        this.inbox = inbox;
        this.findings = findings;
    }

    /** Ask for the stream. */
    void open() {
        if (over) {
            return;
        }
        ExchangeTape exchange = tape.stream();
        var reader = new StandingStream(cursor, inbox, findings, exchange);
        Optional<String> before = cursor.lastId();
        HttpRequest get = session.get(before);
        Recorded.request(RequestName.GET, get, exchange);
        CompletableFuture<?> stream = channel.send(RequestName.GET, get, reader);
        keep(stream);
        CompletableFuture<?> unused = reader.head().thenAccept(head -> firstStatus.complete(head.statusCode()));
        unused = stream.whenComplete((end, failed) -> {
            if (failed != null) {
                firstStatus.completeExceptionally(failed);
            }
            if (reader.isAlive() || !cursor.lastId().equals(before)) {
                idle.set(0);
            }
            ended(reader.head().getNow(null), failed);
        });
    }

    private void keep(CompletableFuture<?> standing) {
        current = standing;
        channel.keep(standing);
        if (over) {
            standing.cancel(true);
        }
    }

    private void ended(@Nullable ResponseInfo head, @Nullable Throwable failed) {
        if (head == null || AnswerReader.isEventStream(head)) {
            wasOpen = wasOpen || head != null;
            McpException reason = channel.failure(RequestName.GET, failed);
            MessageTooLargeException.in(failed).ifPresent(limit -> findings.add("GET stream: " + limit));
            // That a stream ends is a server's good right; that its connection breaks is not.
            again(
                    reason instanceof ServerUnreachableException
                            ? Optional.ofNullable(reason.getMessage())
                            : Optional.empty());
        } else if (AnswerReader.isGatewayError(head.statusCode())) {
            again(Optional.of("HTTP " + head.statusCode()));
        } else {
            refused(head);
        }
    }

    private void again(Optional<String> failure) {
        if (over || channel.isClosed()) {
            return;
        }
        if (idle.incrementAndGet() > ATTEMPTS) {
            failure.ifPresent(reason -> findings.add("the GET stream broke " + idle
                    + " times in a row and is not opened again, so the server's own messages are lost: " + reason));
            return;
        }
        var pause = new CompletableFuture<Void>()
                .completeOnTimeout(null, cursor.retry().toMillis(), TimeUnit.MILLISECONDS);
        keep(pause);
        CompletableFuture<Void> unused = pause.thenRun(this::open);
    }

    /** A 404 does not end the session: servers without the stream answer so as well. The next call will find out. */
    private void refused(ResponseInfo head) {
        int status = head.statusCode();
        if (status == 404 && wasOpen) {
            findings.add("the GET stream ended and is gone: HTTP 404, as when a server has ended the session");
        } else if (status != 405) {
            findings.add("GET was answered with HTTP " + status + " "
                    + head.headers().firstValue("Content-Type").orElse("without a content type")
                    + ", where an event stream is due, or 405 if there is none");
        }
    }

    /** Wait until the server has said whether it has such a stream. */
    void await(Deadline deadline) {
        // A copy, because a caller that gives up must not cancel the stream of the others.
        CompletableFuture<Integer> status = firstStatus.copy();
        int answered = channel.awaitGet(status, status, deadline);
        if (answered / 100 != 2) {
            throw new McpProtocolException(
                    channel.subject() + " has no stream for its own messages: it answered GET with HTTP " + answered
                            + ".",
                    null);
        }
    }

    /** Leave it; another one takes its place. */
    void close() {
        over = true;
        CompletableFuture<?> standing = current;
        if (standing != null) {
            standing.cancel(true);
        }
    }

    /** Reads the answer to a GET: events for as long as the server sends some. */
    private static final class StandingStream implements BodyHandler<JsonObject> {

        private final Cursor cursor;
        private final Inbox inbox;
        private final Findings findings;
        private final ExchangeTape tape;
        private final CompletableFuture<ResponseInfo> head = new CompletableFuture<>();
        private volatile boolean alive;

        /**
         * Wait for an answer.
         *
         * @param cursor follows the position in the stream
         */
        StandingStream(Cursor cursor, Inbox inbox, Findings findings, ExchangeTape tape) {
            this.tape = tape;
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
            Recorded.head(response, tape);
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
            Recorded.event(event, tape);
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
}
