/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.handshake;

import dev.mcpjunit.contract.HandshakeServerContract;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.handshake.HandshakeSubject.Opened;
import dev.mcpjunit.contract.internal.server.message.Addresses;
import dev.mcpjunit.contract.internal.server.message.DeclaredCalls;
import dev.mcpjunit.contract.internal.server.message.MessageParts;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.peer.Peer;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.contract.server.SampleCall;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.rpc.TaskForm;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.ProtocolRevision;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The checks of {@link HandshakeServerContract} about the lifecycle and about errors. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HandshakeChecks {

    private static final ProtocolRevision UNKNOWN = new ProtocolRevision("1900-01-01");

    private HandshakeChecks() {}

    public static void revision(HandshakeSubject subject) throws InterruptedException {
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
                        MessageParts.errorCode(response) != RpcErrors.INVALID_PARAMS,
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
        return peer.begin();
    }

    public static void servesDeclared(HandshakeSubject subject) throws InterruptedException {
        subject.judge(HandshakeRules.SERVES_DECLARED, (opened, check) -> {
            for (McpList list : opened.lists()) {
                // Resources without templates need no list of templates.
                if (list != McpList.RESOURCE_TEMPLATES) {
                    JsonObject response = opened.ask(list.method(), JsonObject.EMPTY);
                    boolean lists = response.object("result")
                            .flatMap(result -> result.array(list.member()))
                            .isPresent();
                    check.violationIf(!lists, declared(list.capability(), list.method(), response));
                }
            }
            if (opened.offers("logging")) {
                JsonObject response =
                        opened.ask(Methods.SET_LOG_LEVEL, MessageParts.object("{\"level\":\"emergency\"}"));
                check.violationIf(
                        response.object("result").isEmpty(), declared("logging", Methods.SET_LOG_LEVEL, response));
            }
            if (opened.offers("completions")) {
                JsonObject response = opened.ask(Methods.COMPLETE, unknownReference());
                check.violationIf(
                        MessageParts.errorCode(response) == RpcErrors.METHOD_NOT_FOUND,
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

    public static void declaresServed(HandshakeSubject subject, List<SampleCall> calls) throws InterruptedException {
        subject.judge(HandshakeRules.DECLARES_SERVED, (opened, check) -> {
            boolean isComplete = true;
            for (McpList list : McpList.values()) {
                if (!opened.offers(list.capability())) {
                    isComplete = false;
                    JsonObject response = opened.ask(list.method(), JsonObject.EMPTY);
                    JsonArray entries = response.object("result")
                            .flatMap(result -> result.array(list.member()))
                            .orElse(JsonArray.EMPTY);
                    check.violationIf(
                            !entries.items().isEmpty(),
                            "It does not declare " + list.capability() + ", but answered " + list.method() + " with "
                                    + Findings.excerpt(entries.toString()));
                }
            }
            for (SampleCall call : opened.offers("tools") ? calls : List.<SampleCall>of()) {
                isComplete &= declaresParts(subject, opened, call, check);
            }
            if (isComplete) {
                throw Finding.notApplicable("the server declares all capabilities that have lists");
            }
        });
    }

    /** Judge what a call has in it that needs a capability. Whether the server declares all of that anyway. */
    private static boolean declaresParts(HandshakeSubject subject, Opened opened, SampleCall call, RuleCheck check)
            throws NoAnswerException, InterruptedException {
        boolean hasTasks = subject.isBefore("2025-11-25") || TaskForm.CORE.isOfferedBy(opened.capabilities());
        if (hasTasks && opened.offers("resources")) {
            return true;
        }
        JsonObject params = DeclaredCalls.params(call);
        JsonObject plain = opened.ask(Methods.CALL_TOOL, params);
        DeclaredCalls.requireSuccess(call, subject.name(), plain);
        String what = ", but answered " + DeclaredCalls.describe(call);
        boolean embeds =
                plain.object("result").filter(MessageParts::embedsResource).isPresent();
        check.violationIf(
                embeds && !opened.offers("resources"),
                "It does not declare resources" + what + " with a resource in " + MessageParts.excerpt(plain));
        if (!hasTasks) {
            JsonObject task = opened.ask(Methods.CALL_TOOL, TaskForm.CORE.requesting(params, Optional.empty()));
            boolean isPlain = task.object("result")
                    .filter(result -> !TaskForm.isInsteadOfResult(result))
                    .filter(result -> !RpcMessage.isToolError(task))
                    .isPresent();
            boolean isTask =
                    task.object("result").filter(TaskForm::isInsteadOfResult).isPresent();
            if (!isPlain && !isTask) {
                // A call that cannot be repeated fails anyway.
                DeclaredCalls.requireSuccess(call, subject.name(), opened.ask(Methods.CALL_TOOL, params));
            }
            check.violationIf(
                    !isPlain,
                    "It does not declare tasks" + what + " with a request for a task by " + MessageParts.excerpt(task));
        }
        return false;
    }

    public static void unknownMethod(HandshakeSubject subject) throws InterruptedException {
        subject.judge(HandshakeRules.UNKNOWN_METHOD, (opened, check) -> {
            JsonObject response = opened.ask("no/such/method", JsonObject.EMPTY);
            boolean hasMessage = response.object("error")
                    .flatMap(error -> error.string("message"))
                    .isPresent();
            check.violationIf(
                    MessageParts.errorCode(response) != RpcErrors.METHOD_NOT_FOUND || !hasMessage,
                    "It answered no/such/method with " + Findings.excerpt(response.toString()));
        });
    }

    public static void ping(HandshakeSubject subject) throws InterruptedException {
        subject.judge(HandshakeRules.PING, (opened, check) -> {
            JsonObject response = opened.ask(Methods.PING, JsonObject.EMPTY);
            boolean isEmpty = response.object("result")
                    .map(result -> result.toBuilder().remove("_meta").build().isEmpty())
                    .orElse(false);
            check.violationIf(!isEmpty, "It answered ping with " + Findings.excerpt(response.toString()));
        });
    }

    public static void unknownTool(HandshakeSubject subject) throws InterruptedException {
        subject.judge(HandshakeRules.UNKNOWN_TOOL, (opened, check) -> {
            require(opened, "tools");
            JsonObject response =
                    opened.ask(Methods.CALL_TOOL, MessageParts.object("{\"name\":\"no-such-tool\",\"arguments\":{}}"));
            check.violationIf(
                    response.object("error").isEmpty(),
                    "It answered a call of 'no-such-tool' with " + Findings.excerpt(response.toString()));
        });
    }

    public static void unknownPrompt(HandshakeSubject subject) throws InterruptedException {
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
        JsonObject response = opened.ask(Methods.GET_PROMPT, params);
        check.violationIf(
                MessageParts.errorCode(response) != code,
                "It answered " + what + " with " + Findings.excerpt(response.toString()));
    }

    public static Stream<JsonObject> arguments(JsonObject prompt) {
        return prompt.array("arguments").orElse(JsonArray.EMPTY).objects();
    }

    private static JsonObject named(String name) {
        return JsonObject.builder().put("name", name).build();
    }

    public static void unknownResource(HandshakeSubject subject) throws InterruptedException {
        subject.judge(HandshakeRules.UNKNOWN_RESOURCE, (opened, check) -> {
            require(opened, "resources");
            Optional<String> address = Addresses.unknownBeside(
                    opened.entriesIfAny(McpList.RESOURCES), opened.entriesIfAny(McpList.RESOURCE_TEMPLATES));
            JsonObject params = JsonObject.builder()
                    .put("uri", address.orElse(Addresses.OF_UNKNOWN_SCHEME))
                    .build();
            JsonObject response = opened.ask(Methods.READ_RESOURCE, params);
            // An address of another scheme may be an invalid parameter.
            boolean isRefused = MessageParts.errorCode(response) == RpcErrors.RESOURCE_NOT_FOUND
                    || (address.isEmpty() && MessageParts.errorCode(response) == RpcErrors.INVALID_PARAMS);
            check.violationIf(
                    !isRefused,
                    "It answered resources/read of the unknown address "
                            + params.string("uri").orElse("") + " with " + Findings.excerpt(response.toString()));
        });
    }

    public static void unknownLevel(HandshakeSubject subject) throws InterruptedException {
        subject.judge(HandshakeRules.UNKNOWN_LEVEL, (opened, check) -> {
            require(opened, "logging");
            JsonObject response =
                    opened.ask(Methods.SET_LOG_LEVEL, MessageParts.object("{\"level\":\"no-such-level\"}"));
            check.violationIf(
                    MessageParts.errorCode(response) != RpcErrors.INVALID_PARAMS,
                    "It answered logging/setLevel 'no-such-level' with " + Findings.excerpt(response.toString()));
        });
    }

    public static void unknownReference(HandshakeSubject subject) throws InterruptedException {
        subject.judge(HandshakeRules.UNKNOWN_REFERENCE, (opened, check) -> {
            require(opened, "completions");
            JsonObject response = opened.ask(Methods.COMPLETE, unknownReference());
            check.violationIf(
                    MessageParts.errorCode(response) != RpcErrors.INVALID_PARAMS,
                    "It answered completion/complete for 'no-such-prompt' with "
                            + Findings.excerpt(response.toString()));
        });
    }

    private static JsonObject unknownReference() {
        return MessageParts.object("{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"no-such-prompt\"},"
                + "\"argument\":{\"name\":\"no-such-argument\",\"value\":\"\"}}");
    }

    public static void require(Opened opened, String capability) {
        if (!opened.offers(capability)) {
            throw Finding.notApplicable("the server declares no " + capability);
        }
    }
}
