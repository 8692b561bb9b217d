/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import dev.mcpjunit.internal.wire.http.HeaderText;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.ProtocolRevision;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The HTTP headers in which a request of the stateless era repeats what proxies want to know. */
final class RequestHeaders {

    private RequestHeaders() {}

    static Map<String, String> of(JsonObject message, ProtocolRevision revision, ToolHeaders toolHeaders) {
        JsonObject params = message.object("params").orElse(JsonObject.EMPTY);
        var headers = new LinkedHashMap<String, String>();
        headers.put("MCP-Protocol-Version", written(params).orElse(revision.date()));
        String method = message.string("method").orElse("");
        headers.put("Mcp-Method", method);
        Optional<String> subject =
                switch (method) {
                    case "tools/call", "prompts/get" -> params.string("name");
                    case "resources/read" -> params.string("uri");
                    default -> Optional.empty();
                };
        subject.ifPresent(name -> headers.put("Mcp-Name", HeaderText.encode(name)));
        if (method.equals("tools/call")) {
            toolHeaders
                    .of(
                            params.string("name").orElse(""),
                            params.object("arguments").orElse(JsonObject.EMPTY))
                    .forEach((name, value) -> headers.put(name, HeaderText.encode(value)));
        }
        return headers;
    }

    /** A test may write a request in a revision of its own choice; header and body must agree even so. */
    private static Optional<String> written(JsonObject params) {
        return params.object("_meta").flatMap(meta -> meta.string("io.modelcontextprotocol/protocolVersion"));
    }
}
