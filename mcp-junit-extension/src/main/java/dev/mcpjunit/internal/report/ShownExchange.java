/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.report;

import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.traffic.Outcome;
import dev.mcpjunit.transcript.Body;
import dev.mcpjunit.transcript.Direction;
import dev.mcpjunit.transcript.Event;
import dev.mcpjunit.transcript.Frame;
import dev.mcpjunit.transcript.Lane;
import dev.mcpjunit.transcript.Transcript;
import dev.mcpjunit.transcript.TranscriptExchange;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An exchange, whose frames are read once: a report asks each of many exchanges the same questions. */
final class ShownExchange {

    private final TranscriptExchange exchange;
    private @Nullable Part request;
    private @Nullable Part response;
    private @Nullable Frame firstFromServer;
    private @Nullable Frame end;

    /**
     * A message that is an object.
     *
     * @param object the message
     * @param bytes its size
     */
    record Part(JsonObject object, long bytes) {}

    private ShownExchange(TranscriptExchange exchange) {
        this.exchange = exchange;
        exchange.frames().forEach(this::read);
    }

    static List<ShownExchange> of(Transcript transcript) {
        return transcript.exchanges().stream().map(ShownExchange::new).toList();
    }

    private void read(Frame frame) {
        if (frame.event() instanceof Event.End && end == null) {
            end = frame;
        } else if (frame.event() instanceof Event.Message message) {
            read(frame, message);
        }
    }

    private void read(Frame frame, Event.Message message) {
        boolean fromServer = message.from() == Direction.FROM_SERVER;
        if (fromServer && firstFromServer == null) {
            firstFromServer = frame;
        }
        if (!(message.body() instanceof Body.Json json && json.value() instanceof JsonObject object)) {
            return;
        }
        if (!fromServer && request == null) {
            request = new Part(object, message.bytes());
        } else if (fromServer
                && response == null
                && request != null
                && RpcMessage.isResponseTo(request.object(), object)) {
            response = new Part(object, message.bytes());
        }
    }

    TranscriptExchange exchange() {
        return exchange;
    }

    long number() {
        return exchange.number();
    }

    Lane lane() {
        return exchange.lane();
    }

    String server() {
        return exchange.lane().server();
    }

    Optional<Part> request() {
        return Optional.ofNullable(request);
    }

    Optional<Part> response() {
        return Optional.ofNullable(response);
    }

    Optional<String> method() {
        return request().flatMap(part -> part.object().string("method"));
    }

    /** The tool that is called. */
    Optional<String> tool() {
        return request()
                .map(Part::object)
                .filter(message -> RpcMessage.isCall(message, Methods.CALL_TOOL))
                .flatMap(message -> RpcMessage.params(message).string("name"));
    }

    /** The first message of the server, which need not be the answer. */
    Optional<Frame> firstFromServer() {
        return Optional.ofNullable(firstFromServer);
    }

    Optional<Frame> end() {
        return Optional.ofNullable(end);
    }

    Outcome outcome() {
        return end != null && end.event() instanceof Event.End ended ? ended.outcome() : Outcome.IN_FLIGHT;
    }
}
