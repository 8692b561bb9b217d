/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.stateless;

import dev.mcpjunit.contract.StatelessServerContract;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.message.CacheFields;
import dev.mcpjunit.contract.internal.server.message.DeclaredCalls;
import dev.mcpjunit.contract.internal.server.message.MessageParts;
import dev.mcpjunit.contract.internal.server.message.MessageShapes;
import dev.mcpjunit.contract.internal.server.message.MetaNames;
import dev.mcpjunit.contract.internal.server.peer.HttpPeer;
import dev.mcpjunit.contract.internal.server.peer.HttpReply;
import dev.mcpjunit.contract.internal.server.peer.Ids;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.server.AskingCall;
import dev.mcpjunit.contract.server.SampleCall;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.MetaKeys;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/** The checks of {@link StatelessServerContract} about single requests and their answers. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class StatelessMessageChecks {

    private static final Set<String> MAY_ASK = Set.of(Methods.CALL_TOOL, Methods.GET_PROMPT, Methods.READ_RESOURCE);

    private final StatelessChecks checks;

    public StatelessMessageChecks(StatelessChecks checks) {
        this.checks = checks;
    }

    /** Results of requests that do no harm, by what was asked. */
    private Map<String, JsonObject> results(StatelessSubject subject, List<SampleCall> calls)
            throws NoAnswerException, InterruptedException {
        Replica replica = subject.first();
        var results = new LinkedHashMap<String, JsonObject>();
        results.put(Methods.DISCOVER, subject.discovered());
        for (McpList list : subject.lists()) {
            replica.post(list.method(), JsonObject.EMPTY)
                    .result()
                    .ifPresent(result -> results.put(list.method(), result));
        }
        subject.firstResource().ifPresent(result -> results.put(Methods.READ_RESOURCE, result));
        subject.prompt().ifPresent(result -> results.put(Methods.GET_PROMPT, result));
        for (SampleCall call : calls) {
            JsonObject result = replica.call(DeclaredCalls.params(call));
            DeclaredCalls.requireSuccess(call, checks.server(), result);
            results.put(DeclaredCalls.describe(call), result);
        }
        return results;
    }

    public void resultType(List<SampleCall> calls) throws InterruptedException {
        checks.judge(StatelessRules.RESULT_TYPE, (subject, check) -> results(subject, calls)
                .forEach((asked, result) -> {
                    String method = asked.split(" ", 2)[0];
                    JsonValue type = result.get("resultType");
                    boolean isGood = new JsonString("complete").equals(type)
                            || (MAY_ASK.contains(method) && new JsonString("input_required").equals(type));
                    check.violationIf(
                            !isGood,
                            "The result of " + asked
                                    + (type == null ? " has no resultType." : " has resultType " + type));
                }));
    }

    public void shapes(List<SampleCall> calls, Optional<AskingCall> asking) throws InterruptedException {
        checks.judge(StatelessRules.SHAPES, (subject, check) -> {
            results(subject, calls).forEach((asked, result) -> MessageShapes.ofResult(asked.split(" ", 2)[0], result)
                    .forEach(problem -> check.violation("The result of " + asked + ": " + problem)));
            for (McpList list : subject.lists()) {
                List<JsonObject> pages =
                        Replica.pages(list, List.of(subject.first())).readable();
                for (JsonObject page : pages.subList(Math.min(1, pages.size()), pages.size())) {
                    MessageShapes.ofResult(list.method(), page)
                            .forEach(problem -> check.violation("A later page of " + list.method() + ": " + problem));
                }
            }
            if (asking.isPresent()) {
                StatelessCallChecks.first(subject, asking.get(), InputRoundsCheck.ABLE)
                        .result()
                        .ifPresent(result -> MessageShapes.ofResult(Methods.CALL_TOOL, result)
                                .forEach(problem -> check.violation(
                                        "What " + DeclaredCalls.describe(asking.get()) + " asks for: " + problem)));
                if (check.isClean()) {
                    for (JsonObject result : new InputRoundsCheck(asking.get()).withTools(subject.first())) {
                        MessageShapes.ofResult(Methods.CALL_TOOL, result)
                                .forEach(problem -> check.violation("What " + DeclaredCalls.describe(asking.get())
                                        + " asks for with sampling.tools: " + problem));
                    }
                }
            }
            for (JsonObject message : subject.first().peer().messages()) {
                MessageShapes.ofMessage(message)
                        .forEach(problem ->
                                check.violation(MessageParts.excerpt(message) + " is malformed: " + problem));
            }
        });
    }

    public void metaKeys(List<SampleCall> calls) throws InterruptedException {
        checks.judge(StatelessRules.META_KEYS, (subject, check) -> {
            results(subject, calls).forEach((asked, result) -> MetaNames.problems(result)
                    .forEach(problem -> check.violation("The result of " + asked + " has " + problem)));
            subject.capability("extensions").orElse(JsonObject.EMPTY).names().stream()
                    .filter(name -> !MetaNames.isLawful(name) || name.indexOf('/') < 0)
                    .forEach(name -> check.violation("It declares the extension '" + name
                            + "', whose identifier has no prefix or is malformed."));
        });
    }

    public void namesItself(List<SampleCall> calls) throws InterruptedException {
        checks.judge(StatelessRules.NAMES_ITSELF, (subject, check) -> results(subject, calls)
                .forEach((asked, result) -> check.violationIf(
                        result.object("_meta")
                                .flatMap(meta -> meta.object(MetaKeys.SERVER_INFO))
                                .flatMap(server -> server.string("name"))
                                .isEmpty(),
                        "The result of " + asked + " does not name the server.")));
    }

    private static HttpReply post(StatelessSubject subject, String method, JsonObject params)
            throws NoAnswerException, InterruptedException {
        return subject.first().post(method, params);
    }

    public void metadata() throws InterruptedException {
        checks.judge(StatelessRules.METADATA, (subject, check) -> {
            HttpPeer peer = subject.first().peer();
            JsonObject request = peer.dialect().ping(Ids.number(52));
            JsonObject params = request.object("params").orElse(JsonObject.EMPTY);
            JsonObject less = params.object("_meta").orElse(JsonObject.EMPTY).toBuilder()
                    .remove(MetaKeys.CLIENT_CAPABILITIES)
                    .build();
            HttpReply reply = peer.post(request.toBuilder()
                    .put("params", params.toBuilder().put("_meta", less).build())
                    .build());
            check.violationIf(
                    reply.status() != 400 || StatelessErrorChecks.code(reply) != RpcErrors.INVALID_PARAMS,
                    "It answered server/discover without " + MetaKeys.CLIENT_CAPABILITIES + " with "
                            + reply.describe());
        });
    }

    public void foreignCursors() throws InterruptedException {
        checks.judge(StatelessRules.FOREIGN_CURSOR, (subject, check) -> {
            for (McpList list : lists(subject)) {
                HttpReply reply = post(subject, list.method(), MessageParts.object("{\"cursor\":\"no-such-cursor\"}"));
                int code = StatelessErrorChecks.code(reply);
                // Another check is about lists that are not there.
                check.violationIf(
                        code != RpcErrors.INVALID_PARAMS && code != RpcErrors.METHOD_NOT_FOUND,
                        "It answered " + list.method() + " with cursor 'no-such-cursor' with " + reply.describe());
            }
        });
    }

    private static List<McpList> lists(StatelessSubject subject) {
        if (subject.lists().isEmpty()) {
            throw Finding.notApplicable("the server declares no lists");
        }
        return subject.lists();
    }

    public void answersLists() throws InterruptedException {
        checks.judge(StatelessRules.LISTS, (subject, check) -> {
            for (McpList list : lists(subject)) {
                // Resources without templates need no list of templates.
                if (list != McpList.RESOURCE_TEMPLATES) {
                    HttpReply reply = post(subject, list.method(), JsonObject.EMPTY);
                    check.violationIf(
                            reply.result()
                                    .flatMap(result -> result.array(list.member()))
                                    .isEmpty(),
                            "It declares " + list.capability() + ", but answered " + list.method() + " with "
                                    + reply.describe());
                }
            }
        });
    }

    public void headerNames() throws InterruptedException {
        checks.judge(StatelessRules.HEADER_NAMES, (subject, check) -> {
            HttpPeer peer = subject.first().peer();
            List<UnaryOperator<String>> cases =
                    List.of(name -> name.toLowerCase(Locale.ROOT), name -> name.toUpperCase(Locale.ROOT));
            for (UnaryOperator<String> names : cases) {
                HttpReply reply = peer.postWith(names, peer.dialect().ping(Ids.number(54)));
                check.violationIf(
                        reply.result().isEmpty(),
                        "It answered server/discover with " + names.apply("Mcp-Method") + " with " + reply.describe());
            }
        });
    }

    public void oneScope() throws InterruptedException {
        checks.judge(StatelessRules.ONE_SCOPE, (subject, check) -> {
            boolean hasPages = false;
            for (McpList list : lists(subject)) {
                List<String> scopes = scopes(subject.first(), list);
                hasPages |= scopes.size() > 1;
                check.violationIf(
                        new LinkedHashSet<>(scopes).size() > 1,
                        "The pages of " + list.method() + " have cacheScope " + scopes + ".");
            }
            if (!hasPages) {
                throw Finding.notApplicable("no list of the server has a second page");
            }
        });
    }

    /** Other checks are about lists and their cursors. */
    private static List<String> scopes(Replica replica, McpList list) throws InterruptedException {
        return Replica.pages(list, List.of(replica)).readable().stream()
                .map(page -> page.string("cacheScope").orElse("none"))
                .toList();
    }

    public void cacheFields() throws InterruptedException {
        checks.judge(StatelessRules.CACHE_FIELDS, (subject, check) -> {
            Replica replica = subject.first();
            CacheFields.problem(replica.discover()).ifPresent(problem -> check.violation("server/discover " + problem));
            for (McpList list : subject.lists()) {
                // Other checks are about lists that are not there or that break off.
                for (JsonObject page : Replica.pages(list, List.of(replica)).readable()) {
                    CacheFields.problem(page).ifPresent(problem -> check.violation(list.method() + " " + problem));
                }
            }
            subject.firstResource().ifPresent(result -> CacheFields.problem(result)
                    .ifPresent(problem -> check.violation("resources/read " + problem)));
        });
    }
}
