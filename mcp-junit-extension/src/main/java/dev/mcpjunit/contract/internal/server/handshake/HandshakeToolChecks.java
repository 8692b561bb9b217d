/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.handshake;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.handshake.HandshakeSubject.Opened;
import dev.mcpjunit.contract.internal.server.message.ToolSchemas;
import dev.mcpjunit.contract.internal.server.peer.Pages;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import org.apiguardian.api.API;

/** Checks about the tools that a server lists. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HandshakeToolChecks {

    private HandshakeToolChecks() {}

    public static void toolNames(HandshakeSubject subject) throws InterruptedException {
        if (subject.isBefore("2025-11-25")) {
            throw Finding.notApplicable("revision " + subject.revision() + " has no such rule");
        }
        subject.judge(HandshakeRules.TOOL_NAMES, (opened, check) -> {
            var names = new HashSet<String>();
            for (JsonObject tool : tools(opened)) {
                String name = tool.string("name").orElse("");
                check.violationIf(!ToolSchemas.isName(name), "It has a tool with the invalid name '" + name + "'.");
                check.violationIf(!names.add(name), "It has more than one tool with the name '" + name + "'.");
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
                ToolSchemas.judge(tool, true, check);
            }
        });
    }
}
