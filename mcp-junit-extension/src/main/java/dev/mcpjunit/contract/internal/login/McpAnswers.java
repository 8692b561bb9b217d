/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.login;

import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.MetaKeys;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.ProtocolRevision;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a small server of both eras answers: it has the tools that are declared. */
final class McpAnswers {

    private static final Map<String, String> INFO = Map.of("name", "mcp-junit-protected", "version", "1");
    private static final List<String> HANDSHAKE = ProtocolRevision.HANDSHAKE_REVISIONS.stream()
            .map(ProtocolRevision::date)
            .toList();

    private final List<String> tools;

    McpAnswers(List<String> tools) {
        this.tools = tools;
    }

    /** The answer to a request, and its status. */
    record Answer(int status, JsonObject message) {}

    /** Answer a request. */
    Answer to(JsonObject request) {
        String method = request.string("method").orElse("");
        JsonObject params = request.object("params").orElse(JsonObject.EMPTY);
        boolean isStateless = params.object("_meta")
                .filter(meta -> meta.has(MetaKeys.REVISION))
                .isPresent();
        Optional<JsonObject.Builder> result = result(method, params);
        JsonObject.Builder answer = JsonObject.builder().put("jsonrpc", "2.0").put("id", request.get("id"));
        if (result.isEmpty()) {
            var error = Map.of("code", RpcErrors.METHOD_NOT_FOUND, "message", "Method not found");
            return new Answer(
                    isStateless ? 404 : 200, answer.put("error", error).build());
        }
        return new Answer(
                200,
                answer.put("result", (isStateless ? stateless(result.get()) : result.get()).build())
                        .build());
    }

    private static JsonObject.Builder stateless(JsonObject.Builder result) {
        return result.put("resultType", "complete")
                .put("ttlMs", 0)
                .put("cacheScope", "private")
                .put("_meta", Map.of(MetaKeys.SERVER_INFO, INFO));
    }

    private Optional<JsonObject.Builder> result(String method, JsonObject params) {
        JsonObject.Builder result = JsonObject.builder();
        return Optional.ofNullable(
                switch (method) {
                    case Methods.INITIALIZE ->
                        result.put("protocolVersion", revision(params))
                                .put("capabilities", Map.of("tools", Map.of()))
                                .put("serverInfo", INFO);
                    case Methods.DISCOVER ->
                        result.put(
                                        "supportedVersions",
                                        List.of(ProtocolRevision.STATELESS_REVISIONS
                                                .get(0)
                                                .date()))
                                .put("capabilities", Map.of("tools", Map.of()));
                    case Methods.PING -> result;
                    case Methods.CALL_TOOL ->
                        result.put("content", List.of(Map.of("type", "text", "text", "Sunny, 21 °C")))
                                .put("isError", false);
                    default ->
                        method.equals(McpList.TOOLS.method())
                                ? result.put(
                                        "tools",
                                        tools.stream().map(McpAnswers::tool).toList())
                                : null;
                });
    }

    private static String revision(JsonObject params) {
        return params.string("protocolVersion").filter(HANDSHAKE::contains).orElse(HANDSHAKE.get(0));
    }

    private static Map<String, Object> tool(String name) {
        return Map.of("name", name, "description", "A tool of a check", "inputSchema", Map.of("type", "object"));
    }
}
