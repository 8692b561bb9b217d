/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.stateless;

import dev.mcpjunit.contract.StatelessServerContract;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.message.DeclaredCalls;
import dev.mcpjunit.contract.internal.server.message.Difference;
import dev.mcpjunit.contract.internal.server.message.MessageParts;
import dev.mcpjunit.contract.internal.server.message.ToolSchemas;
import dev.mcpjunit.contract.internal.server.peer.HttpReply;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.peer.Pages;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.contract.server.SampleCall;
import dev.mcpjunit.internal.rpc.ArgumentHeaders;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** The checks of {@link StatelessServerContract} about what a server lists. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class StatelessListChecks {

    /** Clients that servers know. */
    private static final List<String> CLIENT_NAMES = List.of("claude-ai", "Visual Studio Code", "another-client");

    private final StatelessChecks checks;

    public StatelessListChecks(StatelessChecks checks) {
        this.checks = checks;
    }

    private static List<JsonObject> tools(StatelessSubject subject) throws InterruptedException {
        subject.require("tools");
        Pages pages = Replica.pages(McpList.TOOLS, List.of(subject.first()));
        List<JsonObject> tools = pages.readable().stream()
                .flatMap(page -> page.array("tools").orElse(JsonArray.EMPTY).objects())
                .toList();
        if (pages.read().isEmpty()) {
            throw Finding.hidden("tools/list has no result; see answers_its_lists");
        }
        if (tools.isEmpty()) {
            throw Finding.notApplicable("the server lists no tools");
        }
        return tools;
    }

    private static String name(JsonObject tool) {
        return tool.string("name").orElse("");
    }

    public void schemas() throws InterruptedException {
        checks.judge(StatelessRules.SCHEMAS, (subject, check) -> tools(subject)
                .forEach(tool -> ToolSchemas.judge(tool, false, check)));
    }

    public void toolNames() throws InterruptedException {
        checks.judge(StatelessRules.TOOL_NAMES, (subject, check) -> {
            var names = new HashSet<String>();
            for (JsonObject tool : tools(subject)) {
                check.violationIf(
                        !ToolSchemas.isName(name(tool)), "It has a tool with the invalid name '" + name(tool) + "'.");
                check.violationIf(
                        !names.add(name(tool)), "It has more than one tool with the name '" + name(tool) + "'.");
            }
        });
    }

    public void argumentHeaders() throws InterruptedException {
        checks.judge(StatelessRules.ARGUMENT_HEADERS, (subject, check) -> {
            boolean isUsed = false;
            for (JsonObject tool : tools(subject)) {
                ArgumentHeaders headers =
                        ArgumentHeaders.in(tool.object("inputSchema").orElse(JsonObject.EMPTY));
                isUsed |= !headers.paths().isEmpty();
                headers.problem().ifPresent(problem -> check.violation("Tool '" + name(tool) + "' " + problem + "."));
            }
            check.conclude();
            if (!isUsed) {
                throw Finding.notApplicable("no tool of the server has an x-mcp-header");
            }
        });
    }

    public void declaresServed(List<SampleCall> calls) throws InterruptedException {
        checks.judge(StatelessRules.DECLARES_SERVED, (subject, check) -> {
            boolean isTried = false;
            for (McpList list : McpList.values()) {
                if (!subject.offers(list.capability())) {
                    isTried = true;
                    HttpReply reply = subject.first().post(list.method(), JsonObject.EMPTY);
                    JsonArray entries = reply.result()
                            .flatMap(result -> result.array(list.member()))
                            .orElse(JsonArray.EMPTY);
                    check.violationIf(
                            !entries.items().isEmpty(),
                            "It does not declare " + list.capability() + ", but answered " + list.method() + " with "
                                    + Findings.excerpt(entries.toString()));
                }
            }
            if (!subject.offers("completions")) {
                isTried |= requireNoCompletions(subject, check);
            }
            if (!subject.offers("resources")) {
                for (SampleCall call : calls) {
                    requireNoResources(call, subject.first().postCall(DeclaredCalls.params(call)), check);
                }
            }
            check.conclude();
            if (!isTried) {
                throw Finding.notApplicable(
                        subject.offers("completions")
                                ? "the server declares all capabilities that have lists, and completions"
                                : "the server declares all lists, and no prompt has an argument to complete");
            }
        });
    }

    private static void requireNoResources(SampleCall call, HttpReply reply, RuleCheck check) {
        boolean embeds = reply.result().filter(MessageParts::embedsResource).isPresent();
        check.violationIf(
                embeds,
                "It does not declare resources, but " + DeclaredCalls.describe(call) + " returned one: "
                        + reply.describe());
    }

    /** Whether there was a completion to ask for. */
    private static boolean requireNoCompletions(StatelessSubject subject, RuleCheck check)
            throws NoAnswerException, InterruptedException {
        boolean isTried = false;
        for (JsonObject prompt : subject.entries(McpList.PROMPTS)) {
            Optional<String> argument = prompt.array("arguments")
                    .orElse(JsonArray.EMPTY)
                    .objects()
                    .flatMap(entry -> entry.string("name").stream())
                    .findFirst();
            if (argument.isPresent()) {
                isTried = true;
                JsonObject reference = JsonObject.builder()
                        .put("type", "ref/prompt")
                        .put("name", prompt.string("name").orElse(""))
                        .build();
                JsonObject value = JsonObject.builder()
                        .put("name", argument.get())
                        .put("value", "")
                        .build();
                HttpReply reply = subject.first()
                        .post(
                                Methods.COMPLETE,
                                JsonObject.builder()
                                        .put("ref", reference)
                                        .put("argument", value)
                                        .build());
                boolean completes = reply.result()
                        .flatMap(result -> result.object("completion"))
                        .flatMap(completion -> completion.array("values"))
                        .filter(values -> !values.items().isEmpty())
                        .isPresent();
                check.violationIf(
                        completes,
                        "It does not declare completions, but answered completion/complete with " + reply.describe());
            }
        }
        return isTried;
    }

    public void clientNames() throws InterruptedException {
        checks.judge(StatelessRules.CLIENT_NAMES, (subject, check) -> {
            if (subject.lists().isEmpty()) {
                throw Finding.notApplicable("the server declares no lists");
            }
            for (McpList list : subject.lists()) {
                // Another check is about lists that are not there.
                List<JsonValue> own = values(list, subject.first());
                for (String name : CLIENT_NAMES) {
                    List<JsonValue> others = values(list, subject.first().asClientNamed(name));
                    Optional<String> difference =
                            Difference.between(own, "one client", others, "a client with the name '" + name + "'");
                    if (difference.isPresent()) {
                        if (Difference.between(own, "first", values(list, subject.first()), "then")
                                .isPresent()) {
                            throw Finding.inconclusive(list.method() + " changes by itself");
                        }
                        check.violation(list.method() + ": " + difference.get());
                    }
                }
            }
        });
    }

    private static List<JsonValue> values(McpList list, Replica replica) throws InterruptedException {
        return Replica.pages(list, List.of(replica)).readable().stream()
                .flatMap(page -> page.array(list.member()).orElse(JsonArray.EMPTY).items().stream())
                .toList();
    }
}
