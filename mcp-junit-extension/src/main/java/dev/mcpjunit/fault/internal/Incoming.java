/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal;

import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Something that the server has sent: what it says, and its bytes as they came.
 *
 * @param message the message; an object that stands for it where it is not JSON-RPC
 * @param bytes the body, the event with the empty line behind it, or the line
 * @param eventId the id of the event, if it was one and had one
 */
@API(status = API.Status.INTERNAL, since = "0.1")
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed on, never compared
public record Incoming(JsonObject message, byte[] bytes, Form form, Optional<String> eventId) {

    private static final byte[] NO_BYTES = {};

    private static final JsonObject NOT_RPC =
            JsonObject.builder().put("", "not JSON-RPC").build();

    /** What it was. */
    public enum Form {
        /** Nothing: there is no message, or none will come. */
        NOTHING,
        /** A message that is a body. */
        BODY,
        /** A message that is an event of a stream. */
        EVENT,
        /** A message that is a line. */
        LINE,
        /** A body that is not JSON-RPC. */
        OTHER_BODY,
        /** An event or a comment that is not JSON-RPC. */
        OTHER_EVENT
    }

    /** Nothing: the server has sent nothing, or sends no more. */
    public static Incoming nothing() {
        return new Incoming(NOT_RPC, NO_BYTES, Form.NOTHING, Optional.empty());
    }

    /** A message that is a body. */
    public static Incoming body(JsonObject message, byte[] bytes) {
        return new Incoming(message, bytes, Form.BODY, Optional.empty());
    }

    /** A message that is an event of a stream. */
    public static Incoming event(JsonObject message, byte[] bytes, Optional<String> id) {
        return new Incoming(message, bytes, Form.EVENT, id);
    }

    /** A message that is a line. */
    public static Incoming line(JsonObject message, byte[] bytes) {
        return new Incoming(message, bytes, Form.LINE, Optional.empty());
    }

    /** A body that is not JSON-RPC. */
    public static Incoming otherBody(byte[] bytes) {
        return new Incoming(NOT_RPC, bytes, Form.OTHER_BODY, Optional.empty());
    }

    /** An event or a comment that is not JSON-RPC. */
    public static Incoming otherEvent(byte[] bytes) {
        return new Incoming(NOT_RPC, bytes, Form.OTHER_EVENT, Optional.empty());
    }

    /** Whether it came on a stream. */
    public boolean fromStream() {
        return form == Form.EVENT || form == Form.OTHER_EVENT;
    }

    /** Whether it is a message of JSON-RPC. */
    public boolean isMessage() {
        return form == Form.BODY || form == Form.EVENT || form == Form.LINE;
    }

    /** Whether it is a response. */
    public boolean isResponse() {
        return isMessage() && RpcMessage.isResponse(message);
    }
}
