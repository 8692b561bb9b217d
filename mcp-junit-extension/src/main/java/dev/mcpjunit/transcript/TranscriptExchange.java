/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript;

import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.traffic.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * A message of the client and everything that answers it, or an event stream that the client opened by GET.
 *
 * @param number its number, unique within the transcript
 * @param frames its frames, in the order of time; at least one
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record TranscriptExchange(long number, List<Frame> frames) {

    /** Copy the frames. */
    public TranscriptExchange {
        frames = List.copyOf(frames);
        if (frames.isEmpty() || frames.get(0).lane().isEmpty()) {
            throw new IllegalArgumentException("An exchange has at least one frame, and its frames have a lane");
        }
    }

    /**
     * Get the connection that carried it.
     *
     * @return the lane; never {@code null}
     */
    public Lane lane() {
        return frames.get(0).lane().orElseThrow();
    }

    private <T extends Event> Stream<T> events(Class<T> kind) {
        return frames.stream().map(Frame::event).filter(kind::isInstance).map(kind::cast);
    }

    /**
     * Get the message of the client.
     *
     * @return the message; empty for a GET, for a batch, and where it was not kept
     */
    public Optional<JsonObject> request() {
        return events(Event.Message.class)
                .filter(message -> message.from() == Direction.FROM_CLIENT)
                .flatMap(TranscriptExchange::object)
                .findFirst();
    }

    /**
     * Get everything that the server sent in it: the answer, notifications, requests of the server, and what is not
     * JSON.
     *
     * @return the messages, in their order; never {@code null}
     */
    public List<Event.Message> fromServer() {
        return events(Event.Message.class)
                .filter(message -> message.from() == Direction.FROM_SERVER)
                .toList();
    }

    /**
     * Get the answer to the message of the client.
     *
     * @return the JSON-RPC response; empty when there was none
     */
    public Optional<JsonObject> response() {
        Optional<JsonObject> request = request();
        return fromServer().stream()
                .flatMap(TranscriptExchange::object)
                .filter(message -> request.map(asked -> RpcMessage.isResponseTo(asked, message))
                        .orElse(false))
                .findFirst();
    }

    private static Stream<JsonObject> object(Event.Message message) {
        return message.body() instanceof Body.Json json && json.value() instanceof JsonObject object
                ? Stream.of(object)
                : Stream.empty();
    }

    /**
     * Get the head of the HTTP request.
     *
     * @return the head; empty where it was not seen
     */
    public Optional<Event.HttpRequest> requestHead() {
        return events(Event.HttpRequest.class).findFirst();
    }

    /**
     * Get the head of the HTTP response.
     *
     * @return the head; empty where it was not seen
     */
    public Optional<Event.HttpResponse> responseHead() {
        return events(Event.HttpResponse.class).findFirst();
    }

    /**
     * Get the HTTP status.
     *
     * @return the status; empty where it was not seen
     */
    public OptionalInt status() {
        return events(Event.HttpResponse.class)
                .mapToInt(Event.HttpResponse::status)
                .findFirst();
    }

    /**
     * Get the end.
     *
     * @return the end; empty while it is in flight
     */
    public Optional<Event.End> end() {
        return events(Event.End.class).findFirst();
    }

    /**
     * Get the outcome.
     *
     * @return how it ended; never {@code null}
     */
    public Outcome outcome() {
        return end().map(Event.End::outcome).orElse(Outcome.IN_FLIGHT);
    }

    /**
     * Get the faults that were injected into it.
     *
     * @return the faults in words; never {@code null}
     */
    public List<String> faults() {
        return events(Event.Fault.class).map(Event.Fault::description).toList();
    }

    /**
     * Get the tool that is called.
     *
     * @return the tool's name, for {@code tools/call} only
     */
    public Optional<String> tool() {
        return request()
                .filter(request -> RpcMessage.isCall(request, Methods.CALL_TOOL))
                .flatMap(request -> RpcMessage.params(request).string("name"));
    }

    /**
     * Get a title for people.
     *
     * @return the method, the tool and the id: {@code tools/call 'get-forecast' #3}; never {@code null}
     */
    public String title() {
        return request()
                .map(request -> request.string("method").orElse("(response)")
                        + tool().map(tool -> " '" + tool + "'").orElse("")
                        + Optional.ofNullable(request.get("id"))
                                .map(id -> " #" + id)
                                .orElse(""))
                .or(() -> requestHead().map(Event.HttpRequest::method))
                .orElse("(message)");
    }
}
