/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.http;

import dev.mcpjunit.authorization.internal.client.Attempts;
import dev.mcpjunit.transcript.internal.ExchangeTape;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Optional;

/** Reads an answer; empty if it is a refusal that another token may turn into an answer. */
final class RefusalReader<T> implements BodyHandler<Optional<T>> {

    private final BodyHandler<T> reader;
    private final ExchangeTape tape;

    RefusalReader(BodyHandler<T> reader, ExchangeTape tape) {
        this.reader = reader;
        this.tape = tape;
    }

    @Override
    public BodySubscriber<Optional<T>> apply(ResponseInfo response) {
        if (!Attempts.isAnswerable(response.statusCode(), response.headers())) {
            return BodySubscribers.mapping(reader.apply(response), Optional::of);
        }
        return BodySubscribers.mapping(Recorded.text(tape).apply(response), refusal -> Optional.empty());
    }
}
