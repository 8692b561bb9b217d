/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.http;

import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.internal.framing.ContentDecoder;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a compressed body on its way to its reader. The client of the JDK does not do that; servers and gateways
 * compress now and then although no client has asked for it.
 *
 * @param <T> what the reader makes of the body
 */
final class DecodedBody<T> implements BodySubscriber<T> {

    private final BodySubscriber<T> reader;
    private final ContentDecoder decoder;
    private final String encoding;
    private final String answer;
    private Flow.@Nullable Subscription subscription;
    private boolean ended;

    private DecodedBody(BodySubscriber<T> reader, ContentDecoder decoder, String encoding, String answer) {
        this.reader = reader;
        this.answer = answer;
        this.decoder = decoder;
        this.encoding = encoding;
    }

    /**
     * Decode what is compressed.
     *
     * @param answer the beginning of a message: which server answered what, such as "Server 'weather' answered ping"
     */
    static <T> BodyHandler<T> around(String answer, BodyHandler<T> reader) {
        return head -> {
            String encoding = head.headers().firstValue("Content-Encoding").orElse("");
            if (ContentDecoder.isPlain(encoding)) {
                return reader.apply(head);
            }
            ContentDecoder decoder = ContentDecoder.of(encoding)
                    .orElseThrow(() -> new McpProtocolException(
                            answer + " with a body that is compressed by '" + encoding + "', which the client"
                                    + " did not ask for and cannot read. Send gzip, deflate, or no compression.",
                            null));
            return new DecodedBody<>(reader.apply(head), decoder, encoding, answer);
        };
    }

    @Override
    public CompletionStage<T> getBody() {
        return reader.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription body) {
        subscription = body;
        reader.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long count) {
                body.request(count);
            }

            @Override
            public void cancel() {
                // What is still to be decoded would only fill the memory.
                decoder.stop();
                body.cancel();
            }
        });
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        try {
            for (ByteBuffer buffer : buffers) {
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                decoder.feed(bytes, 0, bytes.length, content -> reader.onNext(List.of(ByteBuffer.wrap(content))));
            }
        } catch (DataFormatException notEncoded) {
            end();
            reader.onError(new McpProtocolException(
                    answer + " with a body that is not compressed by '" + encoding + "', as its Content-Encoding says: "
                            + notEncoded.getMessage() + ". Send the body as the header says, or without the header.",
                    notEncoded));
        }
    }

    private void end() {
        ended = true;
        decoder.close();
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public void onError(Throwable failure) {
        decoder.close();
        if (!ended) {
            reader.onError(failure);
        }
    }

    @Override
    public void onComplete() {
        decoder.close();
        if (!ended) {
            reader.onComplete();
        }
    }
}
