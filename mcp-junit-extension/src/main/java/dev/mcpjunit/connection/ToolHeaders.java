/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import dev.mcpjunit.internal.rpc.ArgumentHeaders;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows which arguments of which tools are repeated in HTTP headers.
 *
 * <p>Clients must not offer a tool to a model whose annotations the protocol forbids. A test wants to see it, so it is
 * listed all the same, and is a finding.
 */
final class ToolHeaders {

    private final Findings findings;
    private final Map<String, ArgumentHeaders> byTool = new ConcurrentHashMap<>();
    private volatile boolean listed;

    ToolHeaders(Findings findings) {
        this.findings = findings;
    }

    /** Whether the tools have not been listed yet. */
    boolean mustList() {
        return !listed;
    }

    /** Remember that listing was tried. */
    void listed() {
        listed = true;
    }

    /** Learn from a page of {@code tools/list}. */
    void learn(JsonObject page) {
        page.array(McpList.TOOLS.member()).orElse(JsonArray.EMPTY).objects().forEach(this::learnTool);
        if (!page.has("nextCursor")) {
            listed = true;
        }
    }

    private void learnTool(JsonObject tool) {
        String name = tool.string("name").orElse("");
        var headers = ArgumentHeaders.in(tool.object("inputSchema").orElse(JsonObject.EMPTY));
        headers.problem()
                .ifPresent(problem -> findings.add(
                        "tools/list: tool '" + name + "' " + problem + "; clients on HTTP must not offer such a tool"));
        byTool.put(name, headers);
    }

    /** The headers of a call, given its parameters. */
    Map<String, String> of(JsonObject params) {
        return Optional.ofNullable(byTool.get(params.string("name").orElse("")))
                .map(headers -> headers.of(params.object("arguments").orElse(JsonObject.EMPTY)))
                .orElse(Map.of());
    }
}
