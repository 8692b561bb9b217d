/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.app;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.message.DeclaredCalls;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.contract.server.SampleCall;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.model.Tool;
import dev.mcpjunit.model.ToolResult;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Judges the results of tools that have pages. */
record AppResults(RuleCheck check, List<SampleCall> calls) {

    /** Judge what a host with pages gets. */
    void content(McpConnection host, List<Tool> tools) {
        for (Tool tool : tools) {
            for (SampleCall call : samples(tool)) {
                ToolResult result = host.callTool(call.tool(), call.arguments());
                if (result.isError()) {
                    check.inconclusive("the sample call of '" + call.tool() + "' fails: " + result.text());
                } else {
                    check.violationIf(
                            !hasContent(result),
                            "The result of " + DeclaredCalls.describe(call) + " has no content for the model.");
                }
            }
        }
        check.conclude();
    }

    /** Judge what a host without pages gets. */
    void fallback(McpConnection plain, List<Tool> tools) {
        var others = new HashMap<String, Tool>();
        plain.listTools().forEach(tool -> others.put(tool.name(), tool));
        boolean hasSame = false;
        for (Tool tool : tools) {
            // A server may have other tools for such hosts, or other arguments.
            Tool other = others.get(tool.name());
            if (other != null && other.inputSchema().equals(tool.inputSchema()) && !isForPagesOnly(tool)) {
                hasSame = true;
                samples(tool).forEach(call -> fallback(plain, call));
            }
        }
        check.conclude();
        if (!hasSame) {
            throw Finding.notApplicable("a client without the extension gets other tools");
        }
    }

    private void fallback(McpConnection plain, SampleCall call) {
        String what = DeclaredCalls.describe(call) + " of a client without the extension ";
        try {
            ToolResult result = plain.callTool(call.tool(), call.arguments());
            check.violationIf(result.isError(), what + "failed: " + result.text());
            check.violationIf(!result.isError() && !hasContent(result), what + "has no content.");
        } catch (McpErrorException refused) {
            check.violation(what + "was answered with an error: " + refused.getMessage());
        }
    }

    private static boolean isForPagesOnly(Tool tool) {
        return AppChecks.meta(tool)
                .object("ui")
                .flatMap(ui -> ui.array("visibility"))
                .filter(visibility -> !visibility.items().contains(new JsonString("model")))
                .isPresent();
    }

    private List<SampleCall> samples(Tool tool) {
        List<SampleCall> own =
                calls.stream().filter(call -> call.tool().equals(tool.name())).toList();
        if (own.isEmpty()) {
            check.inconclusive("tool '" + tool.name() + "' has no sample call; see sampleCalls()");
        }
        return own;
    }

    private static boolean hasContent(ToolResult result) {
        return result.content().stream()
                .anyMatch(block -> !block.string("type").equals(Optional.of("text"))
                        || block.string("text").filter(text -> !text.isBlank()).isPresent());
    }
}
