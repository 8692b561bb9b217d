/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.peer;

import dev.mcpjunit.internal.framing.SseEvent;
import dev.mcpjunit.internal.framing.SseParser;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.rpc.RpcMessages;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.wire.Limits;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The events of one HTTP answer, read in the background until it ends or this is closed. Thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class EventStream implements AutoCloseable {

    /** How an answer has ended. */
    public enum End {
        OPEN,
        ENDED,
        BROKEN
    }

    /** How long the end may take after the response; a server need not end the stream. */
    private static final Duration END = Duration.ofMillis(500);

    private final List<SseEvent> events = new ArrayList<>();
    private final SseParser parser = new SseParser(Limits.messageBytes(), events::add);
    private final CompletableFuture<HttpResponse<Void>> exchange;
    private @Nullable HttpReply head;
    private End end = End.OPEN;

    EventStream(HttpClient client, HttpRequest request) {
        this.exchange = client.sendAsync(request, answer -> {
            began(new HttpReply(answer.statusCode(), answer.headers(), ""));
            return BodySubscribers.ofByteArrayConsumer(part -> part.ifPresent(this::feed));
        });
        CompletableFuture<HttpResponse<Void>> unused =
                exchange.whenComplete((answer, failure) -> over(failure == null ? End.ENDED : End.BROKEN));
    }

    private synchronized void began(HttpReply reply) {
        head = reply;
        notifyAll();
    }

    private synchronized void feed(byte[] bytes) {
        parser.feed(bytes, 0, bytes.length);
        notifyAll();
    }

    private synchronized void over(End how) {
        end = how;
        notifyAll();
    }

    /** The events so far. */
    public synchronized List<SseEvent> events() {
        return List.copyOf(events);
    }

    /** Whether it is a stream, as far as is known. */
    public synchronized boolean isStream() {
        return head != null && head.status() == 200 && head.isStream();
    }

    /** The status of the answer, if it has begun. */
    public synchronized Optional<Integer> status() {
        return Optional.ofNullable(head).map(HttpReply::status);
    }

    /** Wait a moment for the end after the last message, and close the connection. */
    public void finish() throws InterruptedException {
        await(END, seen -> false);
        close();
    }

    public synchronized End end() {
        return end;
    }

    /** How long the server wants clients to wait before they connect again. */
    public synchronized Optional<Duration> retry() {
        return parser.retry();
    }

    /** The ids of events, in their order. */
    public List<String> ids() {
        return events().stream().flatMap(event -> event.id().stream()).toList();
    }

    /** Whether the response to a request has come. */
    public boolean hasResponse(JsonValue id) {
        return hasResponse(events(), id);
    }

    private static boolean hasResponse(List<SseEvent> events, JsonValue id) {
        return messages(events).anyMatch(message -> RpcMessage.isResponse(message) && id.equals(message.get("id")));
    }

    public Stream<JsonObject> messages() {
        return messages(events());
    }

    private static Stream<JsonObject> messages(List<SseEvent> events) {
        return events.stream()
                .filter(event -> !event.data().isEmpty())
                .flatMap(event -> RpcMessages.in(event.data()).all().stream());
    }

    /** Wait for the response to a request, for the end, or until the time is over. */
    public void awaitResponse(JsonValue id, Duration bound) throws InterruptedException {
        await(bound, seen -> hasResponse(seen, id));
    }

    /** Wait for events, for the end, or until the time is over. */
    public synchronized void await(Duration bound, Predicate<List<SseEvent>> wanted) throws InterruptedException {
        var deadline = Deadline.after(bound);
        while (end == End.OPEN && !wanted.test(events) && !deadline.isOver()) {
            TimeUnit.NANOSECONDS.timedWait(this, deadline.remainingNanos());
        }
    }

    CompletableFuture<?> exchange() {
        return exchange;
    }

    /** Close the connection, whatever the server still has to send. */
    @Override
    public void close() {
        exchange.cancel(true);
    }
}
