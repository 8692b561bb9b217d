/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

import dev.mcpjunit.internal.masking.SecretMasking;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.snapshot.internal.KnownSecretMask;
import dev.mcpjunit.transcript.Body;
import dev.mcpjunit.transcript.Direction;
import dev.mcpjunit.transcript.Event;
import dev.mcpjunit.transcript.Frame;
import dev.mcpjunit.transcript.Transcript;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Masks secrets in cassettes as transcripts do. Declarations of the server, such as lists of tools, are no place for
 * secrets, and their texts would be damaged: in them, only values that are known to be secret are masked.
 *
 * @param masking finds secrets by their names, too
 */
record CassetteMask(SecretMasking masking) {

    /** Mask more than what is known to be secret, see {@link SecretMasking#of}. */
    static CassetteMask of(List<String> more) {
        return new CassetteMask(SecretMasking.of(more));
    }

    /** A message without its secrets. */
    JsonObject of(JsonObject message) {
        return (JsonObject) masking.mask((JsonValue) message);
    }

    /** A recording without its secrets. */
    Transcript of(Transcript recorded) {
        Set<Long> declaring = new HashSet<>();
        List<Frame> masked = recorded.frames().stream()
                .map(frame -> {
                    if (isDeclaring(frame.event())) {
                        frame.exchange().ifPresent(declaring::add);
                    }
                    return masked(
                            frame,
                            frame.exchange().isPresent()
                                    && declaring.contains(frame.exchange().getAsLong()));
                })
                .toList();
        return new Transcript(recorded.header(), masked);
    }

    private static boolean isDeclaring(Event event) {
        return event instanceof Event.Message message
                && message.from() == Direction.FROM_CLIENT
                && message.body() instanceof Body.Json json
                && json.value() instanceof JsonObject call
                && call.string("method")
                        .filter(method -> method.endsWith("/list") || Methods.isHandshake(method))
                        .isPresent();
    }

    private Frame masked(Frame frame, boolean declares) {
        if (!(frame.event() instanceof Event.Message message
                && message.body() instanceof Body.Json json
                && json.value() instanceof JsonObject object)) {
            return frame;
        }
        boolean declaration = declares && message.from() == Direction.FROM_SERVER && object.has("result");
        JsonValue masked = declaration ? KnownSecretMask.of(object) : of(object);
        return Frame.on(
                frame.lane().orElseThrow(),
                frame.number(),
                frame.at(),
                frame.exchange(),
                frame.attribution(),
                new Event.Message(message.from(), new Body.Json(masked), message.bytes(), message.sse()));
    }
}
