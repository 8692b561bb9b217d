/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.server.HandshakeSubject.Opened;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.ProtocolRevision;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The checks of {@link HandshakeServerContract} about the lifecycle and about errors. */
final class HandshakeChecks {

    private static final ProtocolRevision UNKNOWN = new ProtocolRevision("1900-01-01");

    private HandshakeChecks() {}

    static void revision(HandshakeSubject subject) throws InterruptedException {
        RuleCheck check = subject.check(HandshakeRules.REVISION);
        Opened unused = subject.opened();
        try {
            requireSame(subject, subject.revision(), check);
            JsonObject response = initialize(subject, UNKNOWN);
            Optional<String> named = response.object("result").flatMap(result -> result.string("protocolVersion"));
            if (named.isPresent() && !named.get().equals(UNKNOWN.date())) {
                requireSame(subject, new ProtocolRevision(named.get()), check);
            } else {
                // The page has an example of such an error next to the rule.
                check.violationIf(
                        code(response) != RpcErrors.INVALID_PARAMS,
                        "It answered initialize in revision " + UNKNOWN + " with "
                                + Findings.excerpt(response.toString()));
            }
        } catch (NoAnswerException silent) {
            check.violation("initialize " + silent.how());
        } catch (IllegalArgumentException noDate) {
            check.violation("It named a revision that is none: " + noDate.getMessage());
        }
        check.conclude();
    }

    private static void requireSame(HandshakeSubject subject, ProtocolRevision asked, RuleCheck check)
            throws NoAnswerException, InterruptedException {
        JsonObject response = initialize(subject, asked);
        Optional<String> named = response.object("result").flatMap(result -> result.string("protocolVersion"));
        check.violationIf(
                !named.equals(Optional.of(asked.date())),
                "It supports revision " + asked + ", but answered initialize in it with "
                        + Findings.excerpt(response.toString()));
    }

    private static JsonObject initialize(HandshakeSubject subject, ProtocolRevision revision)
            throws NoAnswerException, InterruptedException {
        Peer peer = subject.peer(subject.dialect().claiming(revision));
        return peer.ask(peer.dialect().opening(Ids.number(1)));
    }

    /** The code of an error response; 0 for any other. */
    static int code(JsonObject response) {
        return response.object("error").map(RpcErrors::code).stream()
                .flatMapToInt(code -> code.stream())
                .findFirst()
                .orElse(0);
    }

    static void servesDeclared(HandshakeSubject subject) throws InterruptedException {
        subject.judge(HandshakeRules.SERVES_DECLARED, (opened, check) -> {
            for (McpList list : opened.lists()) {
                // Resources without templates need no list of templates.
                if (list != McpList.RESOURCE_TEMPLATES) {
                    JsonObject response = opened.ask(11, list.method(), JsonObject.EMPTY);
                    boolean lists = response.object("result")
                            .flatMap(result -> result.array(list.member()))
                            .isPresent();
                    check.violationIf(!lists, declared(list.capability(), list.method(), response));
                }
            }
            if (opened.offers("logging")) {
                JsonObject response = opened.ask(12, Methods.SET_LOG_LEVEL, object("{\"level\":\"emergency\"}"));
                check.violationIf(
                        response.object("result").isEmpty(), declared("logging", Methods.SET_LOG_LEVEL, response));
            }
            if (opened.offers("completions")) {
                JsonObject response = opened.ask(13, Methods.COMPLETE, unknownReference());
                check.violationIf(
                        code(response) == RpcErrors.METHOD_NOT_FOUND,
                        declared("completions", Methods.COMPLETE, response));
            }
            if (opened.lists().isEmpty() && !opened.offers("logging") && !opened.offers("completions")) {
                throw Finding.notApplicable("the server declares no capability with requests");
            }
        });
    }

    private static String declared(String capability, String method, JsonObject response) {
        return "It declares " + capability + ", but answered " + method + " with "
                + Findings.excerpt(response.toString());
    }

    static void declaresServed(HandshakeSubject subject) throws InterruptedException {
        subject.judge(HandshakeRules.DECLARES_SERVED, (opened, check) -> {
            boolean isComplete = true;
            for (McpList list : McpList.values()) {
                if (!opened.offers(list.capability())) {
                    isComplete = false;
                    JsonObject response = opened.ask(14, list.method(), JsonObject.EMPTY);
                    JsonArray entries = response.object("result")
                            .flatMap(result -> result.array(list.member()))
                            .orElse(JsonArray.EMPTY);
                    check.violationIf(
                            !entries.items().isEmpty(),
                            "It does not declare " + list.capability() + ", but answered " + list.method() + " with "
                                    + Findings.excerpt(entries.toString()));
                }
            }
            if (isComplete) {
                throw Finding.notApplicable("the server declares all capabilities that have lists");
            }
        });
    }

    static void unknownMethod(HandshakeSubject subject) throws InterruptedException {
        subject.judge(HandshakeRules.UNKNOWN_METHOD, (opened, check) -> {
            JsonObject response = opened.ask(15, "no/such/method", JsonObject.EMPTY);
            boolean hasMessage = response.object("error")
                    .flatMap(error -> error.string("message"))
                    .isPresent();
            check.violationIf(
                    code(response) != RpcErrors.METHOD_NOT_FOUND || !hasMessage,
                    "It answered no/such/method with " + Findings.excerpt(response.toString()));
        });
    }

    static void ping(HandshakeSubject subject) throws InterruptedException {
        subject.judge(HandshakeRules.PING, (opened, check) -> {
            JsonObject response = opened.ask(16, Methods.PING, JsonObject.EMPTY);
            boolean isEmpty = response.object("result")
                    .map(result -> result.toBuilder().remove("_meta").build().isEmpty())
                    .orElse(false);
            check.violationIf(!isEmpty, "It answered ping with " + Findings.excerpt(response.toString()));
        });
    }

    static void unknownTool(HandshakeSubject subject) throws InterruptedException {
        subject.judge(HandshakeRules.UNKNOWN_TOOL, (opened, check) -> {
            require(opened, "tools");
            JsonObject response =
                    opened.ask(17, Methods.CALL_TOOL, object("{\"name\":\"no-such-tool\",\"arguments\":{}}"));
            check.violationIf(
                    response.object("error").isEmpty(),
                    "It answered a call of 'no-such-tool' with " + Findings.excerpt(response.toString()));
        });
    }

    static void unknownPrompt(HandshakeSubject subject) throws InterruptedException {
        subject.judge(HandshakeRules.UNKNOWN_PROMPT, (opened, check) -> {
            require(opened, "prompts");
            requireCode(
                    RpcErrors.INVALID_PARAMS,
                    "prompts/get for 'no-such-prompt'",
                    named("no-such-prompt"),
                    opened,
                    check);
            Optional<JsonObject> prompt = opened.entriesIfAny(McpList.PROMPTS).stream()
                    .filter(entry -> arguments(entry)
                            .anyMatch(argument -> argument.bool("required").orElse(false)))
                    .findFirst();
            if (prompt.isPresent()) {
                String name = prompt.get().string("name").orElse("");
                String what = "prompts/get for '" + name + "' without its required arguments";
                requireCode(RpcErrors.INVALID_PARAMS, what, named(name), opened, check);
            }
        });
    }

    private static void requireCode(int code, String what, JsonObject params, Opened opened, RuleCheck check)
            throws NoAnswerException, InterruptedException {
        JsonObject response = opened.ask(18, Methods.GET_PROMPT, params);
        check.violationIf(
                code(response) != code, "It answered " + what + " with " + Findings.excerpt(response.toString()));
    }

    static Stream<JsonObject> arguments(JsonObject prompt) {
        return prompt.array("arguments").orElse(JsonArray.EMPTY).objects();
    }

    private static JsonObject named(String name) {
        return JsonObject.builder().put("name", name).build();
    }

    static void unknownResource(HandshakeSubject subject) throws InterruptedException {
        subject.judge(HandshakeRules.UNKNOWN_RESOURCE, (opened, check) -> {
            require(opened, "resources");
            JsonObject params = object("{\"uri\":\"mcp-junit-no-such-scheme:/no-such-resource\"}");
            JsonObject response = opened.ask(19, Methods.READ_RESOURCE, params);
            check.violationIf(
                    code(response) != RpcErrors.RESOURCE_NOT_FOUND,
                    "It answered resources/read of an unknown address with " + Findings.excerpt(response.toString()));
        });
    }

    static void unknownLevel(HandshakeSubject subject) throws InterruptedException {
        subject.judge(HandshakeRules.UNKNOWN_LEVEL, (opened, check) -> {
            require(opened, "logging");
            JsonObject response = opened.ask(20, Methods.SET_LOG_LEVEL, object("{\"level\":\"no-such-level\"}"));
            check.violationIf(
                    code(response) != RpcErrors.INVALID_PARAMS,
                    "It answered logging/setLevel 'no-such-level' with " + Findings.excerpt(response.toString()));
        });
    }

    static void unknownReference(HandshakeSubject subject) throws InterruptedException {
        subject.judge(HandshakeRules.UNKNOWN_REFERENCE, (opened, check) -> {
            require(opened, "completions");
            JsonObject response = opened.ask(21, Methods.COMPLETE, unknownReference());
            check.violationIf(
                    code(response) != RpcErrors.INVALID_PARAMS,
                    "It answered completion/complete for 'no-such-prompt' with "
                            + Findings.excerpt(response.toString()));
        });
    }

    private static JsonObject unknownReference() {
        return object("{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"no-such-prompt\"},"
                + "\"argument\":{\"name\":\"no-such-argument\",\"value\":\"\"}}");
    }

    static void notifications(HandshakeSubject subject) throws InterruptedException {
        subject.judge(HandshakeRules.NO_RESPONSE, (opened, check) -> {
            opened.peer().tell(opened.peer().dialect().notification("notifications/no-such-notification"));
            opened.ask(22, Methods.PING, JsonObject.EMPTY);
            // An HTTP error may have a body about it; that one has no id.
            opened.peer().messages().stream()
                    .filter(RpcMessage::isResponse)
                    .filter(message -> !isAmong(message, 1, 22))
                    .filter(message -> !subject.isHttp() || message.has("result"))
                    .forEach(message ->
                            check.violation("It answered a notification with " + Findings.excerpt(message.toString())));
        });
    }

    private static boolean isAmong(JsonObject message, long... ids) {
        return LongStream.of(ids).anyMatch(id -> Ids.number(id).equals(message.get("id")));
    }

    static void cancellations(HandshakeSubject subject) throws InterruptedException {
        subject.judge(HandshakeRules.CANCELLATIONS, (opened, check) -> {
            JsonObject params = object("{\"requestId\":987654,\"reason\":\"a check of mcp-junit\"}");
            opened.peer().tell(RpcMessage.notification(Methods.CANCELLED, params));
            try {
                opened.ask(23, Methods.PING, JsonObject.EMPTY);
            } catch (NoAnswerException silent) {
                check.violation("After a cancellation of an unknown request, ping " + silent.how());
            }
        });
    }

    static void batches(HandshakeSubject subject) throws InterruptedException {
        if (subject.isBefore("2025-06-18")) {
            throw Finding.notApplicable("revision " + subject.revision() + " does not exclude batches");
        }
        subject.judge(HandshakeRules.NO_BATCHES, (opened, check) -> {
            ClientDialect dialect = opened.peer().dialect();
            opened.peer().tellText("[" + dialect.ping(Ids.number(31)) + "," + dialect.ping(Ids.number(32)) + "]");
            try {
                // The answer to the batch may come first.
                opened.ask(33, Methods.PING, JsonObject.EMPTY);
                opened.ask(34, Methods.PING, JsonObject.EMPTY);
            } catch (NoAnswerException silent) {
                check.unclear("after a batch, ping " + silent.how());
            }
            boolean isProcessed = opened.peer().messages().stream()
                    .filter(message -> message.has("result"))
                    .anyMatch(message -> isAmong(message, 31, 32));
            check.violationIf(isProcessed, "It answered a batch of 2 pings with a result.");
        });
    }

    static void require(Opened opened, String capability) {
        if (!opened.offers(capability)) {
            throw Finding.notApplicable("the server declares no " + capability);
        }
    }

    static JsonObject object(String json) {
        return (JsonObject) Json.parse(json);
    }
}
