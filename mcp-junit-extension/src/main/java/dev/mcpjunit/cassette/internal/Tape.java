/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

import dev.mcpjunit.cassette.internal.TapedExchange.Await;
import dev.mcpjunit.cassette.internal.TapedExchange.Send;
import dev.mcpjunit.cassette.internal.TapedExchange.Step;
import dev.mcpjunit.internal.rpc.MetaKeys;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.transcript.Body;
import dev.mcpjunit.transcript.Carrier;
import dev.mcpjunit.transcript.Direction;
import dev.mcpjunit.transcript.Event;
import dev.mcpjunit.transcript.Frame;
import dev.mcpjunit.transcript.Transcript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A transcript, arranged for being replayed: what the server did about each message of the client.
 *
 * @param carrier what carried the messages
 * @param exchanges the requests and notifications of the client, in their order
 */
record Tape(Carrier carrier, List<TapedExchange> exchanges) {

    /** Arrange a transcript. */
    static Tape of(Transcript transcript) {
        var reading = new Reading();
        transcript.frames().forEach(reading::take);
        Carrier carrier = transcript.frames().stream()
                .flatMap(frame -> frame.lane().stream())
                .map(lane -> lane.carrier())
                .findFirst()
                .orElse(Carrier.HTTP);
        return new Tape(
                carrier,
                reading.open.values().stream().map(Reading.Open::exchange).toList());
    }

    private static final class Reading {

        private static final class Open {
            private final int number;
            private final JsonObject message;
            private final List<Step> steps = new ArrayList<>();
            private final List<JsonObject> after = new ArrayList<>();
            private final Optional<String> test;
            private OptionalInt status = OptionalInt.empty();

            Open(int number, JsonObject message, Optional<String> test) {
                this.number = number;
                this.test = test;
                this.message = message;
            }

            TapedExchange exchange() {
                return new TapedExchange(number, message, steps, status, after, test);
            }
        }

        private record Asked(Open exchange, JsonObject request) {}

        private final Map<Long, Open> open = new LinkedHashMap<>();
        private final Map<JsonValue, Asked> asked = new HashMap<>();
        private @Nullable Open last;
        private Optional<String> test = Optional.empty();

        void take(Frame frame) {
            if (frame.event() instanceof Event.Note note && note.text().startsWith(TapeRecorder.TEST)) {
                test = Optional.of(note.text().substring(TapeRecorder.TEST.length()))
                        .filter(name -> !name.isEmpty());
                return;
            }
            long number = frame.exchange().orElse(0);
            Open exchange = open.get(number);
            if (exchange != null && frame.event() instanceof Event.HttpResponse response) {
                exchange.status = OptionalInt.of(response.status());
            }
            if (frame.event() instanceof Event.Message message
                    && message.body() instanceof Body.Json json
                    && json.value() instanceof JsonObject object) {
                if (message.from() == Direction.FROM_CLIENT) {
                    fromClient(number, object);
                } else {
                    fromServer(number, object);
                }
            }
        }

        private void fromClient(long number, JsonObject message) {
            if (RpcMessage.isCall(message)) {
                var exchange = new Open(open.size() + 1, message, test);
                open.put(number, exchange);
                if (!RpcMessage.isCall(message, Methods.CANCELLED)) {
                    last = exchange;
                }
                return;
            }
            Asked request = asked.remove(message.get("id"));
            if (request != null) {
                request.exchange().steps.add(new Await(request.request(), message));
            }
        }

        private void fromServer(long number, JsonObject message) {
            Open exchange = open.get(number);
            boolean ofSubscription = RpcMessage.meta(message).has(MetaKeys.SUBSCRIPTION_ID)
                    && !RpcMessage.isCall(message, Methods.ACKNOWLEDGED);
            if (exchange == null || ofSubscription || !RpcMessage.isRequest(exchange.message)) {
                if (last != null) {
                    last.after.add(message);
                }
                return;
            }
            exchange.steps.add(new Send(message));
            JsonValue id = message.get("id");
            if (id != null && RpcMessage.isRequest(message)) {
                asked.put(id, new Asked(exchange, message));
            }
        }
    }
}
