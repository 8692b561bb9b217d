/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import dev.mcpjunit.json.JsonObject;
import java.util.Optional;

/** Something that the server has sent: what it says, and its bytes as they came. */
final class Incoming {

    /** What is there before the server has sent anything. */
    static final Incoming NOTHING = other(new byte[0], false);

    private final JsonObject message;
    private final byte[] bytes;
    private final boolean fromStream;
    private final boolean isMessage;
    private final Optional<String> eventId;

    private Incoming(
            JsonObject message, byte[] bytes, boolean fromStream, boolean isMessage, Optional<String> eventId) {
        this.message = message;
        this.bytes = bytes;
        this.fromStream = fromStream;
        this.isMessage = isMessage;
        this.eventId = eventId;
    }

    /** A message that is a body. */
    static Incoming body(JsonObject message, byte[] bytes) {
        return new Incoming(message, bytes, false, true, Optional.empty());
    }

    /** A message that is an event of a stream. */
    static Incoming event(JsonObject message, byte[] bytes, Optional<String> id) {
        return new Incoming(message, bytes, true, true, id);
    }

    /** What is no JSON-RPC: a body, or an event or comment of a stream. */
    static Incoming other(byte[] bytes, boolean fromStream) {
        JsonObject standIn = JsonObject.builder().put("", "no JSON-RPC").build();
        return new Incoming(standIn, bytes, fromStream, false, Optional.empty());
    }

    /** What it says; for what is no JSON-RPC, an object that stands for it. */
    JsonObject message() {
        return message;
    }

    /** The body, or the event with the empty line behind it. */
    byte[] bytes() {
        return bytes;
    }

    boolean fromStream() {
        return fromStream;
    }

    boolean isMessage() {
        return isMessage;
    }

    Optional<String> eventId() {
        return eventId;
    }
}
