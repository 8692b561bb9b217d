/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.transcript.Body;
import dev.mcpjunit.transcript.Direction;
import dev.mcpjunit.transcript.Event;
import dev.mcpjunit.transcript.Frame;
import dev.mcpjunit.transcript.Transcript;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/** Finds what editing and merging do to a recording: its replay would be silent, or give the wrong answer. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class DamagedRecording {

    private final Map<Long, JsonObject> requests = new HashMap<>();
    private long frames;
    private boolean hasMessages;

    private DamagedRecording() {}

    /** What is wrong, as a sentence without its period; empty if nothing is. */
    public static Optional<String> problem(Transcript recording) {
        var check = new DamagedRecording();
        for (Frame frame : recording.frames()) {
            Optional<String> problem = check.look(frame);
            if (problem.isPresent()) {
                return problem;
            }
        }
        if (!check.hasMessages) {
            return Optional.of("It has no messages. Was it cut");
        }
        return recording.header().frames().stream()
                .filter(frames -> frames != check.frames)
                .mapToObj(frames -> "It has " + check.frames + " of " + frames + " frames. Was it cut")
                .findFirst();
    }

    private Optional<String> look(Frame frame) {
        frames++;
        if (frame.number() != frames) {
            return Optional.of("Frame " + frames + " is missing. Was it edited or merged");
        }
        if (!(frame.event() instanceof Event.Message message
                && message.body() instanceof Body.Json json
                && json.value() instanceof JsonObject object)) {
            return Optional.empty();
        }
        hasMessages = true;
        if (frame.exchange().isEmpty()) {
            return Optional.empty();
        }
        long exchange = frame.exchange().getAsLong();
        if (message.from() == Direction.FROM_CLIENT) {
            return RpcMessage.isCall(object) && requests.put(exchange, object) != null
                    ? Optional.of("Exchange " + exchange + " begins twice. Was it merged")
                    : Optional.empty();
        }
        JsonObject request = requests.get(exchange);
        return RpcMessage.isResponse(object)
                        && object.get("id") != null
                        && request != null
                        && RpcMessage.isRequest(request)
                        && !RpcMessage.isErrorWithoutId(object)
                        && !RpcMessage.isResponseTo(request, object)
                ? Optional.of("Frame " + frame.number() + " answers a request of another exchange. Was it" + " edited")
                : Optional.empty();
    }
}
