/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.connection.ClientProfile;
import dev.mcpjunit.internal.wire.http.HeaderText;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.ProtocolRevision;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a client of one revision words its messages. Nothing is sent here, and no more is done than the revision wants.
 *
 * @param revision the revision that the messages name
 * @param isStateless whether they are worded as in the revisions without a handshake
 * @param capabilities what the client declares
 */
record Speech(ProtocolRevision revision, boolean isStateless, JsonObject capabilities) {

    private static final String PREFIX = "io.modelcontextprotocol/";

    static Speech of(ProtocolRevision revision) {
        return new Speech(revision, Rule.isStateless(revision), JsonObject.EMPTY);
    }

    /** The same words in the name of another revision. */
    Speech claiming(ProtocolRevision other) {
        return new Speech(other, isStateless, capabilities);
    }

    /** The words of a client that can do more. */
    Speech declaring(JsonObject more) {
        return new Speech(revision, isStateless, more);
    }

    /** The request by which a client of this revision learns whom it talks to. */
    JsonObject opening(JsonValue id) {
        if (isStateless) {
            return request(id, "server/discover", JsonObject.EMPTY);
        }
        return request(
                id,
                "initialize",
                JsonObject.builder()
                        .put("protocolVersion", revision.date())
                        .put("capabilities", capabilities)
                        .put("clientInfo", ClientProfile.PLAIN.info())
                        .build());
    }

    /** The cheapest request that every server of this revision answers. */
    JsonObject ping(JsonValue id) {
        return request(id, isStateless ? "server/discover" : "ping", JsonObject.EMPTY);
    }

    JsonObject request(JsonValue id, String method, JsonObject params) {
        JsonObject stamped = stamped(params);
        var request = JsonObject.builder().put("jsonrpc", "2.0").put("id", id).put("method", method);
        return (stamped.isEmpty() ? request : request.put("params", stamped)).build();
    }

    JsonObject notification(String method) {
        return JsonObject.builder().put("jsonrpc", "2.0").put("method", method).build();
    }

    private JsonObject stamped(JsonObject params) {
        if (!isStateless) {
            return params;
        }
        JsonObject meta = params.object("_meta").orElse(JsonObject.EMPTY).toBuilder()
                .put(PREFIX + "protocolVersion", revision.date())
                .put(PREFIX + "clientInfo", ClientProfile.PLAIN.info())
                .put(PREFIX + "clientCapabilities", capabilities)
                .build();
        return params.toBuilder().put("_meta", meta).build();
    }

    /** The headers that go with a message on HTTP, besides those that every POST has. */
    Map<String, String> headers(JsonObject message) {
        var headers = new LinkedHashMap<String, String>();
        if (!isStateless) {
            if (!message.string("method").equals(Optional.of("initialize"))) {
                headers.put("MCP-Protocol-Version", revision.date());
            }
            return headers;
        }
        headers.put("MCP-Protocol-Version", revision.date());
        message.string("method").ifPresent(method -> headers.put("Mcp-Method", method));
        JsonObject params = message.object("params").orElse(JsonObject.EMPTY);
        JsonValue subject = params.has("name") ? params.get("name") : params.get("uri");
        if (subject instanceof JsonString text) {
            headers.put("Mcp-Name", HeaderText.encode(text.value()));
        }
        return headers;
    }
}
