/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.handshake;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.handshake.HandshakeSubject.Opened;
import dev.mcpjunit.contract.internal.server.peer.Pages;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.schema.InvalidSchemaException;
import dev.mcpjunit.json.schema.JsonSchema;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** Checks about the tools that a server lists. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HandshakeToolChecks {

    private static final Pattern TOOL_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

    private HandshakeToolChecks() {}

    public static void toolNames(HandshakeSubject subject) throws InterruptedException {
        if (subject.isBefore("2025-11-25")) {
            throw Finding.notApplicable("revision " + subject.revision() + " has no such rule");
        }
        subject.judge(HandshakeRules.TOOL_NAMES, (opened, check) -> {
            var names = new HashSet<String>();
            for (JsonObject tool : tools(opened)) {
                String name = tool.string("name").orElse("");
                check.violationIf(!TOOL_NAME.matcher(name).matches(), "It has a tool '" + name + "'.");
                check.violationIf(!names.add(name), "It has more than one tool '" + name + "'.");
            }
        });
    }

    private static List<JsonObject> tools(Opened opened) throws InterruptedException {
        HandshakeChecks.require(opened, "tools");
        Pages pages = opened.pages(McpList.TOOLS);
        List<JsonObject> tools = pages.readable().stream()
                .flatMap(page -> Opened.entriesOf(page, McpList.TOOLS))
                .toList();
        if (pages.read().isEmpty()) {
            throw Finding.hidden("tools/list has no result; see serves_what_it_declares");
        }
        if (tools.isEmpty()) {
            throw Finding.notApplicable("the server lists no tools");
        }
        return tools;
    }

    public static void schemas(HandshakeSubject subject) throws InterruptedException {
        subject.judge(HandshakeRules.SCHEMAS, (opened, check) -> {
            for (JsonObject tool : tools(opened)) {
                String name = "Tool '" + tool.string("name").orElse("") + "' ";
                requireSchema(name, tool, "inputSchema", check);
                if (tool.has("outputSchema")) {
                    requireSchema(name, tool, "outputSchema", check);
                }
            }
        });
    }

    private static void requireSchema(String name, JsonObject tool, String member, RuleCheck check) {
        JsonValue schema = tool.get(member);
        if (!(schema instanceof JsonObject object)) {
            check.violation(name + (schema == null ? "has no " + member : "has " + member + " " + schema));
            return;
        }
        check.violationIf(
                !object.string("type").orElse("").equals("object"),
                name + "has an " + member + " without type \"object\": " + Findings.excerpt(object.toString()));
        try {
            JsonSchema unused = JsonSchema.of(object);
        } catch (InvalidSchemaException invalid) {
            if (invalid.isUndecided()) {
                check.inconclusive(name + "has an " + member + " that mcp-junit cannot judge: " + invalid.getMessage());
            } else {
                check.violation(name + "has an invalid " + member + ": " + invalid.getMessage());
            }
        }
    }
}
