/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.http;

import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.internal.framing.SseEvent;
import dev.mcpjunit.internal.framing.SseParser;
import dev.mcpjunit.internal.wire.Limits;
import dev.mcpjunit.internal.wire.MessageTooLargeException;
import dev.mcpjunit.json.JsonObject;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Hands on each event of a stream as it arrives, and completes with the first one that is the answer. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class EventStreamBody implements BodySubscriber<JsonObject> {

    /** A server should end the stream after the answer; a server that does not loses the connection. */
    private static final long GRACE_MILLIS = 1_000;

    private final Function<SseEvent, Optional<JsonObject>> answerIn;
    private final Consumer<String> afterAnswer;
    private final LongFunction<McpException> noAnswer;
    private final CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    private final CompletableFuture<Void> streamEnd = new CompletableFuture<>();
    private final Cursor cursor;
    private final SseParser parser = new SseParser(Limits.messageBytes(), this::event, () -> {
        throw new MessageTooLargeException();
    });
    private Flow.@Nullable Subscription subscription;
    private long events;

    /**
     * Read a stream.
     *
     * @param cursor follows the position in the stream
     * @param answerIn deals with an event that is not empty; gives the answer if this was it
     * @param noAnswer makes the failure for a stream that ends after so many events
     */
    public EventStreamBody(
            Cursor cursor,
            Function<SseEvent, Optional<JsonObject>> answerIn,
            Consumer<String> afterAnswer,
            LongFunction<McpException> noAnswer) {
        this.cursor = cursor;
        this.answerIn = answerIn;
        this.afterAnswer = afterAnswer;
        this.noAnswer = noAnswer;
    }

    @Override
    public CompletionStage<JsonObject> getBody() {
        return answer;
    }

    @Override
    public void onSubscribe(Flow.Subscription stream) {
        subscription = stream;
        stream.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        boolean alreadyAnswered = answer.isDone();
        try {
            for (ByteBuffer buffer : buffers) {
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                parser.feed(bytes, 0, bytes.length);
            }
            cursor.follow(parser);
        } catch (McpException broken) {
            answer.completeExceptionally(broken);
        } catch (MessageTooLargeException | OutOfMemoryError limit) {
            giveUp(limit);
        }
        if (answer.isDone() && !alreadyAnswered) {
            cutAfterGrace();
        }
    }

    private void giveUp(Throwable reason) {
        answer.completeExceptionally(reason);
        if (subscription != null) {
            subscription.cancel();
        }
        streamEnd.complete(null);
    }

    private void cutAfterGrace() {
        Flow.Subscription stream = subscription;
        if (stream != null) {
            CompletableFuture<Void> unused = streamEnd
                    .orTimeout(GRACE_MILLIS, TimeUnit.MILLISECONDS)
                    .whenComplete((ended, stillOpen) -> stream.cancel());
        }
    }

    private void event(SseEvent event) {
        if (event.data().isBlank()) {
            return;
        }
        if (answer.isDone()) {
            afterAnswer.accept(event.data());
            return;
        }
        events++;
        answerIn.apply(event).ifPresent(answer::complete);
    }

    @Override
    public void onError(Throwable failure) {
        cursor.end(!answer.isDone());
        answer.completeExceptionally(failure);
        streamEnd.complete(null);
    }

    @Override
    public void onComplete() {
        cursor.end(!answer.isDone());
        answer.completeExceptionally(noAnswer.apply(events));
        streamEnd.complete(null);
    }
}
