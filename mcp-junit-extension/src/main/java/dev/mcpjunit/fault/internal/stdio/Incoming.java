/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;

/** Something that the server has said, as it stood on its output. */
final class Incoming {

    private final JsonObject message;
    private final byte[] line;
    private final boolean end;

    private Incoming(JsonObject message, byte[] line, boolean end) {
        this.message = message;
        this.line = line;
        this.end = end;
    }

    /** A message and the bytes it came in. */
    static Incoming message(JsonObject message, byte[] line) {
        return new Incoming(message, line, false);
    }

    /** Nothing, and nothing will come. */
    static Incoming end() {
        return new Incoming(JsonObject.EMPTY, new byte[0], true);
    }

    JsonObject message() {
        return message;
    }

    byte[] line() {
        return line;
    }

    boolean isEnd() {
        return end;
    }

    boolean isAnswer() {
        return RpcMessage.isResponse(message);
    }
}
