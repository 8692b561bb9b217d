/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.sdk;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Turns the SDK's messages into ours and back. */
final class SdkMessages {

    private SdkMessages() {}

    static JsonObject toJson(JSONRPCMessage message) {
        try {
            return (JsonObject) Json.parse(McpJsonDefaults.getMapper().writeValueAsString(message));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Make a message for the SDK.
     *
     * @throws IOException if the SDK takes it for none
     */
    static JSONRPCMessage toSdk(JsonObject message) throws IOException {
        return McpSchema.deserializeJsonRpcMessage(McpJsonDefaults.getMapper(), Json.print(message));
    }
}
