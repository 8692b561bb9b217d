/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

import dev.mcpjunit.cassette.internal.TapedExchange.After;
import dev.mcpjunit.cassette.internal.TapedExchange.Await;
import dev.mcpjunit.cassette.internal.TapedExchange.Ending;
import dev.mcpjunit.cassette.internal.TapedExchange.Send;
import dev.mcpjunit.cassette.internal.TapedExchange.Step;
import dev.mcpjunit.internal.rpc.MetaKeys;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.traffic.Outcome;
import dev.mcpjunit.transcript.Body;
import dev.mcpjunit.transcript.Carrier;
import dev.mcpjunit.transcript.Direction;
import dev.mcpjunit.transcript.Event;
import dev.mcpjunit.transcript.Frame;
import dev.mcpjunit.transcript.Transcript;
import dev.mcpjunit.transcript.internal.RecordedTests;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
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
            private final List<Said> after = new ArrayList<>();
            private final Optional<String> test;
            private OptionalInt status = OptionalInt.empty();
            private Ending ending = Ending.OPEN;
            private boolean answered;

            Open(int number, JsonObject message, Optional<String> test) {
                this.number = number;
                this.test = test;
                this.message = message;
            }

            TapedExchange exchange() {
                return new TapedExchange(
                        number,
                        message,
                        steps,
                        status,
                        ending,
                        after.stream()
                                .map(said -> new After(said.message, said.answer))
                                .toList(),
                        test);
            }
        }

        /** What the server sent by itself. */
        private static final class Said {
            private final JsonObject message;
            private Optional<JsonObject> answer = Optional.empty();

            Said(JsonObject message) {
                this.message = message;
            }
        }

        /**
         * A request of the server. Those of several clients may have the same id.
         *
         * @param connection what carried it; the answer may come on another one
         * @param answered gets the answer
         */
        private record Asked(int connection, JsonValue id, Consumer<JsonObject> answered) {}

        private final Map<Long, Open> open = new LinkedHashMap<>();
        private final List<Asked> asked = new ArrayList<>();
        private @Nullable Open last;
        private Optional<String> test = Optional.of(RecordedTests.NO_TEST);

        void take(Frame frame) {
            if (frame.event() instanceof Event.Note note && note.text().startsWith(RecordedTests.NOTE)) {
                test = Optional.of(note.text().substring(RecordedTests.NOTE.length()))
                        .filter(name -> !name.equals(RecordedTests.SEVERAL));
                return;
            }
            long number = frame.exchange().orElse(0);
            Open exchange = open.get(number);
            int connection = frame.lane().map(lane -> lane.connection()).orElse(0);
            if (exchange != null && frame.event() instanceof Event.HttpResponse response) {
                exchange.status = OptionalInt.of(response.status());
            }
            if (exchange != null && frame.event() instanceof Event.End end && end.outcome() == Outcome.SERVER_GONE) {
                exchange.ending = Ending.SERVER_GONE;
            }
            if (frame.event() instanceof Event.Message message
                    && message.body() instanceof Body.Json json
                    && json.value() instanceof JsonObject object) {
                if (message.from() == Direction.FROM_CLIENT) {
                    fromClient(number, connection, object);
                } else {
                    fromServer(number, connection, object);
                }
            }
        }

        private void fromClient(long number, int connection, JsonObject message) {
            if (RpcMessage.isCall(message)) {
                var exchange = new Open(open.size() + 1, message, test);
                open.put(number, exchange);
                if (!RpcMessage.isCall(message, Methods.CANCELLED)) {
                    last = exchange;
                }
                return;
            }
            List<Asked> possible = asked.stream()
                    .filter(each -> each.id().equals(message.get("id")))
                    .toList();
            possible.stream()
                    .filter(each -> each.connection() == connection)
                    .findFirst()
                    .or(() -> possible.stream().findFirst())
                    .ifPresent(each -> {
                        asked.remove(each);
                        each.answered().accept(message);
                    });
        }

        private void fromServer(long number, int connection, JsonObject message) {
            Open exchange = open.get(number);
            boolean ofSubscription = RpcMessage.meta(message).has(MetaKeys.SUBSCRIPTION_ID)
                    && !RpcMessage.isCall(message, Methods.ACKNOWLEDGED);
            if (exchange == null || exchange.answered || ofSubscription || !RpcMessage.isRequest(exchange.message)) {
                if (last != null) {
                    var said = new Said(message);
                    last.after.add(said);
                    asked(connection, message, answer -> said.answer = Optional.of(answer));
                }
                return;
            }
            exchange.steps.add(new Send(message));
            exchange.answered = RpcMessage.isResponseTo(exchange.message, message);
            asked(connection, message, answer -> exchange.steps.add(new Await(message, answer)));
        }

        private void asked(int connection, JsonObject message, Consumer<JsonObject> answered) {
            JsonValue id = message.get("id");
            if (id != null && RpcMessage.isRequest(message)) {
                asked.add(new Asked(connection, id, answered));
            }
        }
    }
}
