/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.handshake;

import dev.mcpjunit.contract.HandshakeServerContract;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.handshake.HandshakeSubject.Opened;
import dev.mcpjunit.contract.internal.server.message.DeclaredCalls;
import dev.mcpjunit.contract.internal.server.message.Difference;
import dev.mcpjunit.contract.internal.server.message.MessageParts;
import dev.mcpjunit.contract.internal.server.message.MessageShapes;
import dev.mcpjunit.contract.internal.server.message.MetaNames;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.peer.Pages;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.contract.server.SampleCall;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** The checks of {@link HandshakeServerContract} about lists and what is in them. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HandshakeListChecks {

    private static final Pattern VARIABLE = Pattern.compile("\\{[?&/#.;+]?([A-Za-z0-9_]+)");
    private static final int COMPLETED = 3;
    private static final int MOST_VALUES = 100;

    private HandshakeListChecks() {}

    public static void foreignCursor(HandshakeSubject subject) throws InterruptedException {
        subject.judge(HandshakeRules.FOREIGN_CURSOR, (opened, check) -> {
            for (McpList list : lists(opened)) {
                JsonObject response = opened.ask(list.method(), MessageParts.object("{\"cursor\":\"no-such-cursor\"}"));
                int code = MessageParts.errorCode(response);
                // Other checks are about lists that are not there.
                check.violationIf(
                        code != RpcErrors.INVALID_PARAMS && code != RpcErrors.METHOD_NOT_FOUND,
                        "It answered " + list.method() + " with cursor 'no-such-cursor' with "
                                + Findings.excerpt(response.toString()));
            }
        });
    }

    private static List<McpList> lists(Opened opened) {
        if (opened.lists().isEmpty()) {
            throw Finding.notApplicable("the server declares no lists");
        }
        return opened.lists();
    }

    public static void pagesEnd(HandshakeSubject subject) throws InterruptedException {
        subject.judge(HandshakeRules.PAGES_END, (opened, check) -> {
            for (McpList list : lists(opened)) {
                Pages pages = opened.pages(list);
                try {
                    pages.all();
                } catch (Pages.BrokenListException broken) {
                    check.violation("A request " + broken.how());
                } catch (NoAnswerException refused) {
                    // Another check is about that.
                }
                var seen = new HashSet<JsonValue>();
                pages.read().stream()
                        .flatMap(page -> Opened.entriesOf(page, list))
                        .map(entry -> entry.get(list.key()))
                        .filter(key -> key != null && !seen.add(key))
                        .forEach(key -> check.violation(list.method() + " has " + key + " more than once."));
            }
        });
    }

    public static void stablePages(HandshakeSubject subject) throws InterruptedException {
        subject.judge(HandshakeRules.STABLE_PAGES, (opened, check) -> {
            boolean hasPages = false;
            for (McpList list : lists(opened)) {
                List<JsonObject> pages = opened.pages(list).readable();
                hasPages |= pages.size() > 1;
                for (int page = 1; page < pages.size(); page++) {
                    String cursor = pages.get(page - 1).string("nextCursor").orElse("");
                    JsonObject params =
                            JsonObject.builder().put("cursor", cursor).build();
                    JsonObject again = opened.result(list.method(), params);
                    Difference.between(entries(pages.get(page), list), "the first time", entries(again, list), "later")
                            .ifPresent(difference ->
                                    check.violation(list.method() + " with cursor '" + cursor + "': " + difference));
                }
            }
            if (!hasPages) {
                throw Finding.notApplicable("no list of the server has a second page");
            }
        });
    }

    private static List<JsonValue> entries(JsonObject page, McpList list) {
        return page.array(list.member()).orElse(JsonArray.EMPTY).items();
    }

    public static void metaKeys(HandshakeSubject subject) throws InterruptedException {
        if (subject.isBefore("2025-06-18")) {
            throw Finding.notApplicable("revision " + subject.revision() + " has no such rule");
        }
        subject.judge(HandshakeRules.META_KEYS, (opened, check) -> {
            boolean hasMeta = requireKeys("initialize", opened.initialized(), check);
            for (McpList list : opened.lists()) {
                for (JsonObject page : opened.pages(list).readable()) {
                    hasMeta |= requireKeys(list.method(), page, check);
                }
            }
            if (!hasMeta) {
                throw Finding.notApplicable("no list of the server, and no result of initialize, has _meta");
            }
        });
    }

    private static boolean requireKeys(String method, JsonObject result, RuleCheck check) {
        List<String> keys = MetaNames.in(result);
        keys.stream()
                .filter(key -> !MetaNames.isLawful(key))
                .forEach(key -> check.violation("The result of " + method + " has '" + key + "' in _meta."));
        return !keys.isEmpty();
    }

    public static void shapes(HandshakeSubject subject, List<SampleCall> calls) throws InterruptedException {
        subject.judge(HandshakeRules.SHAPES, (opened, check) -> {
            report("initialize", MessageShapes.ofResult(Methods.INITIALIZE, opened.initialized()), check);
            for (McpList list : opened.lists()) {
                for (JsonObject page : opened.pages(list).readable()) {
                    report(list.method(), MessageShapes.ofResult(list.method(), page), check);
                }
            }
            for (JsonObject resource : opened.entriesIfAny(McpList.RESOURCES)) {
                JsonObject params = JsonObject.builder()
                        .put("uri", resource.string("uri").orElse(""))
                        .build();
                report(Methods.READ_RESOURCE, Methods.READ_RESOURCE, opened.ask(Methods.READ_RESOURCE, params), check);
                break;
            }
            for (JsonObject prompt : opened.entriesIfAny(McpList.PROMPTS)) {
                if (HandshakeChecks.arguments(prompt).findAny().isEmpty()) {
                    JsonObject params = JsonObject.builder()
                            .put("name", prompt.string("name").orElse(""))
                            .build();
                    report(Methods.GET_PROMPT, Methods.GET_PROMPT, opened.ask(Methods.GET_PROMPT, params), check);
                }
            }
            for (SampleCall call : calls) {
                JsonObject response = opened.ask(Methods.CALL_TOOL, DeclaredCalls.params(call));
                DeclaredCalls.requireSuccess(call, subject.name(), response);
                report(DeclaredCalls.describe(call), Methods.CALL_TOOL, response, check);
            }
            for (JsonObject message : opened.peer().messages()) {
                MessageShapes.ofMessage(message)
                        .forEach(problem ->
                                check.violation(Findings.excerpt(message.toString()) + " is malformed: " + problem));
            }
        });
    }

    private static void report(String what, String method, JsonObject response, RuleCheck check) {
        response.object("result").ifPresent(result -> report(what, MessageShapes.ofResult(method, result), check));
    }

    private static void report(String method, List<String> problems, RuleCheck check) {
        problems.forEach(problem -> check.violation("The result of " + method + ": " + problem));
    }

    public static void completions(HandshakeSubject subject) throws InterruptedException {
        subject.judge(HandshakeRules.COMPLETIONS, (opened, check) -> {
            HandshakeChecks.require(opened, "completions");
            List<JsonObject> requests = completions(opened);
            if (requests.isEmpty()) {
                throw Finding.notApplicable("no prompt has arguments and no template has variables");
            }
            boolean isCompleted = false;
            for (JsonObject params : requests) {
                JsonObject response = opened.ask(Methods.COMPLETE, params);
                Optional<JsonArray> values = response.object("result")
                        .flatMap(result -> result.object("completion"))
                        .flatMap(completion -> completion.array("values"));
                String what = "It answered completion/complete for " + params.get("argument") + " of "
                        + params.get("ref") + " with ";
                int size = values.map(array -> array.items().size()).orElse(0);
                check.violationIf(size > MOST_VALUES, what + size + " values.");
                check.violationIf(
                        values.isEmpty() && response.has("result"), what + Findings.excerpt(response.toString()));
                isCompleted |= response.has("result");
            }
            check.conclude();
            // No server has to complete each argument.
            if (!isCompleted) {
                throw Finding.notApplicable(
                        "the server completes neither the first arguments of its prompts nor the variables of its"
                                + " templates");
            }
        });
    }

    private static List<JsonObject> completions(Opened opened) throws InterruptedException {
        var requests = new ArrayList<JsonObject>();
        for (JsonObject prompt : opened.entriesIfAny(McpList.PROMPTS)) {
            HandshakeChecks.arguments(prompt)
                    .findFirst()
                    .ifPresent(argument -> requests.add(completion(
                            JsonObject.builder()
                                    .put("type", "ref/prompt")
                                    .put("name", prompt.string("name").orElse(""))
                                    .build(),
                            argument.string("name").orElse(""))));
        }
        for (JsonObject template : opened.entriesIfAny(McpList.RESOURCE_TEMPLATES)) {
            String uri = template.string("uriTemplate").orElse("");
            Matcher variable = VARIABLE.matcher(uri);
            if (variable.find()) {
                JsonObject reference = JsonObject.builder()
                        .put("type", "ref/resource")
                        .put("uri", uri)
                        .build();
                requests.add(completion(reference, variable.group(1)));
            }
        }
        return requests.stream().limit(COMPLETED).toList();
    }

    private static JsonObject completion(JsonObject reference, String argument) {
        return JsonObject.builder()
                .put("ref", reference)
                .put(
                        "argument",
                        JsonObject.builder()
                                .put("name", new JsonString(argument))
                                .put("value", "")
                                .build())
                .build();
    }
}
