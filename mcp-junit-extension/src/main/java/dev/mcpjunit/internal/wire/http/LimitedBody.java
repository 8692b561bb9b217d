/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.internal.wire.Limits;
import dev.mcpjunit.internal.wire.MessageTooLargeException;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Takes a whole body as UTF-8 text, but not more than a hostile server should be able to send. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class LimitedBody implements BodySubscriber<String> {

    private final int limit = Limits.messageBytes();
    private final CompletableFuture<String> text = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription subscription;

    private LimitedBody() {}

    /** Take a body. */
    public static BodySubscriber<String> text() {
        return new LimitedBody();
    }

    @Override
    public CompletionStage<String> getBody() {
        return text;
    }

    @Override
    public void onSubscribe(Flow.Subscription body) {
        subscription = body;
        body.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        try {
            for (ByteBuffer buffer : buffers) {
                byte[] chunk = new byte[buffer.remaining()];
                buffer.get(chunk);
                bytes.writeBytes(chunk);
            }
            if (bytes.size() > limit) {
                giveUp(new MessageTooLargeException());
            }
        } catch (OutOfMemoryError memory) {
            giveUp(memory);
        }
    }

    private void giveUp(Throwable reason) {
        text.completeExceptionally(reason);
        bytes.reset();
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public void onError(Throwable failure) {
        text.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        try {
            text.complete(bytes.toString(UTF_8));
        } catch (OutOfMemoryError memory) {
            giveUp(memory);
        }
    }
}
