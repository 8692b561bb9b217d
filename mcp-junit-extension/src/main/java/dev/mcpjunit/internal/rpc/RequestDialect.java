/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.rpc;

import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.ProtocolRevision;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What every message of a client carries in one revision: {@code _meta} and HTTP headers. The eras differ in it.
 *
 * @param era how messages are written; usually that of the revision
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record RequestDialect(
        ProtocolEra era, ProtocolRevision revision, JsonObject clientInfo, JsonObject capabilities) {

    /** From this revision on, every HTTP request names the revision that was agreed on. */
    private static final ProtocolRevision REVISION_HEADER_SINCE = new ProtocolRevision("2025-06-18");

    /** Write messages in the era of a revision. */
    public static RequestDialect of(ProtocolRevision revision, JsonObject clientInfo, JsonObject capabilities) {
        return new RequestDialect(ProtocolEra.of(revision), revision, clientInfo, capabilities);
    }

    /** The parameters of {@code initialize}. */
    public JsonObject initializeParams() {
        return JsonObject.builder()
                .put("protocolVersion", revision.date())
                .put("capabilities", capabilities)
                .put("clientInfo", clientInfo)
                .build();
    }

    /** The parameters of a request with what this era adds to each. What {@code params} already say is kept. */
    public JsonObject stamp(JsonObject params) {
        if (era == ProtocolEra.HANDSHAKE) {
            return params;
        }
        var meta = JsonObject.builder()
                .put(MetaKeys.REVISION, revision.date())
                .put(MetaKeys.CLIENT_INFO, clientInfo)
                .put(MetaKeys.CLIENT_CAPABILITIES, capabilities);
        params.object("_meta").ifPresent(own -> own.members().forEach(meta::put));
        return params.toBuilder().put("_meta", meta.build()).build();
    }

    /** The HTTP headers of a message, without those that repeat arguments. */
    public Map<String, String> headers(JsonObject message) {
        if (era == ProtocolEra.HANDSHAKE) {
            return RpcMessage.isCall(message, Methods.INITIALIZE) || revision.compareTo(REVISION_HEADER_SINCE) < 0
                    ? Map.of()
                    : Map.of(McpHeaders.REVISION, revision.date());
        }
        var headers = new LinkedHashMap<String, String>();
        // A test may write a request in a revision of its own choice; header and body must agree even so.
        headers.put(McpHeaders.REVISION, revisionIn(message).orElse(revision.date()));
        message.string("method").ifPresent(method -> headers.put(McpHeaders.METHOD, method));
        subject(message).ifPresent(name -> headers.put(McpHeaders.NAME, HeaderText.encode(name)));
        return headers;
    }

    /** The revision that a request names itself, as each does in the stateless era. */
    public static Optional<String> revisionIn(JsonObject request) {
        return RpcMessage.meta(request).string(MetaKeys.REVISION);
    }

    private static Optional<String> subject(JsonObject message) {
        JsonObject params = RpcMessage.params(message);
        return switch (message.string("method").orElse("")) {
            case Methods.CALL_TOOL, Methods.GET_PROMPT -> params.string("name");
            case Methods.READ_RESOURCE -> params.string("uri");
            case Methods.GET_TASK, Methods.UPDATE_TASK, Methods.CANCEL_TASK -> params.string("taskId");
            default -> Optional.empty();
        };
    }
}
