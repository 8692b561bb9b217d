/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.handshake;

import dev.mcpjunit.contract.HandshakeServerContract;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.handshake.HandshakeSubject.Opened;
import dev.mcpjunit.contract.internal.server.message.Addresses;
import dev.mcpjunit.contract.internal.server.message.DeclaredCalls;
import dev.mcpjunit.contract.internal.server.message.MessageParts;
import dev.mcpjunit.contract.internal.server.message.MessageShapes;
import dev.mcpjunit.contract.internal.server.peer.HttpPeer;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.contract.server.AskingCall;
import dev.mcpjunit.contract.server.SampleCall;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The checks of {@link HandshakeServerContract} about the requests that a server sends during calls. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HandshakeAskingChecks {

    /** A client that can be asked for everything. */
    private static final JsonObject ABLE = MessageParts.object(
            "{\"elicitation\":{\"form\":{},\"url\":{}},\"sampling\":{\"tools\":{},\"context\":{}},\"roots\":{}}");

    /** The same client without the parts of capabilities that came last. */
    private static final JsonObject PLAIN =
            MessageParts.object("{\"elicitation\":{\"form\":{}},\"sampling\":{},\"roots\":{}}");

    private static final String ENDED = "notifications/elicitation/complete";

    private HandshakeAskingChecks() {}

    public static void questions(HandshakeSubject subject, Optional<AskingCall> asking) throws InterruptedException {
        RuleCheck check = subject.check(HandshakeRules.QUESTIONS);
        Opened opened = opened(subject, ABLE);
        AskingCall call = DeclaredCalls.required(asking);
        Optional<Opened> bystander = subject.isHttp() ? Optional.of(opened(subject, ABLE)) : Optional.empty();
        check.judgeIfAnswered(() -> {
            var conversation = new Conversation(opened, call);
            if (bystander.isPresent()) {
                bystander.get().peer().listen();
            }
            var responses = new ArrayList<JsonObject>();
            try {
                responses.add(conversation.play());
                responses.add(conversation.play());
            } finally {
                judge(subject, opened, responses, check);
                bystander.ifPresent(other -> ends(other, Set.of(), "of another client", check));
            }
            boolean isRequired = responses.stream().anyMatch(HandshakeAskingChecks::isRefusedForInput);
            if (conversation.asked() == 0 && !isRequired) {
                check.inconclusive(DeclaredCalls.describe(call)
                        + " did not ask for anything. Give a call that does: askingCall()");
            }
        });
    }

    private static boolean isRefusedForInput(JsonObject response) {
        return MessageParts.errorCode(response) == RpcErrors.URL_ELICITATION_REQUIRED;
    }

    /** Judge what has come, also if not everything has. */
    private static void judge(HandshakeSubject subject, Opened opened, List<JsonObject> responses, RuleCheck check) {
        Set<String> elicitations = new HashSet<>();
        var seen = new HashSet<JsonValue>();
        for (JsonObject request : questions(opened)) {
            judge(subject, request, check);
            JsonValue id = request.get("id");
            check.violationIf(
                    id != null && hasSession(opened) && !seen.add(id),
                    "It sent " + MessageParts.excerpt(request) + " with an id that it had used before.");
            RpcMessage.params(request).string("elicitationId").ifPresent(elicitations::add);
        }
        responses.stream()
                .filter(HandshakeAskingChecks::isRefusedForInput)
                .forEach(response -> elicitations.addAll(required(response, check)));
        ends(opened, elicitations, "that it had not created", check);
    }

    /** Without a session, each stream is a conversation of its own, with ids of its own. */
    private static boolean hasSession(Opened opened) {
        return !(opened.peer() instanceof HttpPeer http) || http.hasSession();
    }

    private static void judge(HandshakeSubject subject, JsonObject request, RuleCheck check) {
        String what = "It sent " + Findings.excerpt(request.toString());
        JsonValue id = request.get("id");
        check.violationIf(!isTextOrInteger(id), what + " whose id is neither a string nor an integer.");
        RpcMessage.progressToken(request)
                .filter(token -> !isTextOrInteger(token))
                .ifPresent(token -> check.violation(
                        what + " with progressToken " + token + ", which is neither a string nor an integer."));
        MessageShapes.ofMessage(request).forEach(problem -> check.violation(what + ", which is malformed: " + problem));
        JsonObject params = RpcMessage.params(request);
        check.violationIf(
                isAddress(request) && params.string("elicitationId").isEmpty() && !subject.isBefore("2025-11-25"),
                what + " without an elicitationId.");
    }

    /** The ids of the elicitations that an error lists. */
    private static Set<String> required(JsonObject response, RuleCheck check) {
        String what =
                "It sent error " + RpcErrors.URL_ELICITATION_REQUIRED + ", " + Findings.excerpt(response.toString());
        List<JsonObject> listed = response.object("error")
                .flatMap(error -> error.object("data"))
                .flatMap(data -> data.array("elicitations"))
                .orElse(JsonArray.EMPTY)
                .objects()
                .toList();
        check.violationIf(listed.isEmpty(), what + " without a list of elicitations.");
        var ids = new HashSet<String>();
        for (JsonObject elicitation : listed) {
            boolean isAddress = elicitation.string("mode").equals(Optional.of("url"))
                    && elicitation.string("url").filter(Addresses::isUri).isPresent();
            check.violationIf(!isAddress, what + ", with an elicitation without mode url and a valid address.");
            Optional<String> id = elicitation.string("elicitationId");
            check.violationIf(id.isEmpty(), what + ", with an elicitation without an elicitationId.");
            id.ifPresent(ids::add);
        }
        return ids;
    }

    private static void ends(Opened opened, Set<String> known, String other, RuleCheck check) {
        opened.peer().messages().stream()
                .filter(message -> RpcMessage.isCall(message, ENDED))
                .filter(message -> RpcMessage.params(message)
                        .string("elicitationId")
                        .filter(known::contains)
                        .isEmpty())
                .forEach(message -> check.violation("It reported the end of an elicitation " + other + ": "
                        + Findings.excerpt(message.toString())));
    }

    /** Judge what a call asks of a client that has declared no more than it had to. */
    static void onlyDeclared(HandshakeSubject subject, AskingCall call, RuleCheck check)
            throws NoAnswerException, InterruptedException {
        RuleCheck context = subject.check(HandshakeRules.CONTEXT);
        Opened opened = opened(subject, PLAIN);
        try {
            JsonObject unused = new Conversation(opened, call).play();
        } finally {
            for (JsonObject request : questions(opened)) {
                String what = ", but it sent " + Findings.excerpt(request.toString());
                check.violationIf(isAddress(request), "The client does not declare elicitation.url" + what);
                check.violationIf(
                        MessageParts.samplesWithTools(request), "The client does not declare sampling.tools" + what);
                // That capability is new in 2025-11-25.
                context.violationIf(
                        MessageParts.samplesWithContext(request) && !subject.isBefore("2025-11-25"),
                        "The client does not declare sampling.context" + what);
            }
        }
        if (check.isClean()) {
            context.conclude();
        }
    }

    public static void answers(HandshakeSubject subject, Optional<AskingCall> asking) throws InterruptedException {
        RuleCheck check = subject.check(HandshakeRules.ANSWERS);
        Opened opened = opened(subject, PLAIN);
        AskingCall call = DeclaredCalls.required(asking);
        String what = DeclaredCalls.describe(call);
        check.judgeIfAnswered(() -> {
            var good = new Conversation(opened, call);
            JsonObject accepted = good.play();
            if (!good.hasForms()) {
                throw Finding.notApplicable(what + " asks for no form with a required field that has no default");
            }
            if (isRefused(accepted)) {
                throw Finding.inconclusive(what + " does not end well even with the answers of askingCall(): "
                        + Findings.excerpt(accepted.toString()));
            }
            JsonObject declined =
                    new Conversation(opened(subject, PLAIN), call).declining().play();
            if (content(declined).equals(content(accepted))) {
                throw Finding.inconclusive(what + " ends the same after 'decline' as after an accepted form");
            }
            var bad = new Conversation(opened(subject, PLAIN), call).answeringWrongly(good.asked());
            JsonObject wrong;
            try {
                wrong = bad.play();
            } catch (NoAnswerException silent) {
                check.violation("With an object in each required field of the form, a request " + silent.how());
                return;
            }
            boolean isUsed = !isRefused(wrong) && bad.asked() == good.asked();
            check.violationIf(
                    isUsed && content(wrong).equals(content(accepted)),
                    "It continued " + what + " with an object in each required field of its form: "
                            + Findings.excerpt(wrong.toString()));
            if (isUsed
                    && !content(wrong).equals(content(accepted))
                    && !content(wrong).equals(content(declined))) {
                check.inconclusive(what + " ends with another result if each required field of its form is an object");
            }
        });
    }

    private static boolean isRefused(JsonObject response) {
        return RpcMessage.isToolError(response) || response.object("result").isEmpty();
    }

    /** What a tool returns, without what is about the message. */
    private static JsonObject content(JsonObject response) {
        JsonObject result = response.object("result").orElse(JsonObject.EMPTY);
        return JsonObject.builder()
                .putIfPresent("content", result.array("content"))
                .putIfPresent("structuredContent", result.object("structuredContent"))
                .build();
    }

    public static void cancels(HandshakeSubject subject, List<SampleCall> calls, Optional<AskingCall> asking)
            throws InterruptedException {
        RuleCheck check = subject.check(HandshakeRules.CANCELS);
        // Sample calls have no answers, so this client declares nothing that they could ask for.
        Opened opened = subject.opened();
        HandshakeChecks.require(opened, "tools");
        check.judgeIfAnswered(() -> {
            boolean cancels = false;
            try {
                opened.peer().listen();
                for (SampleCall call : DeclaredCalls.required(calls)) {
                    JsonObject unused = opened.ask(Methods.CALL_TOOL, DeclaredCalls.params(call));
                }
                opened.ask(Methods.PING, JsonObject.EMPTY);
            } finally {
                cancels = cancels(opened, check);
            }
            if (asking.isPresent()) {
                Opened able = opened(subject, PLAIN);
                try {
                    JsonObject unused = new Conversation(able, asking.get()).play();
                    able.ask(Methods.PING, JsonObject.EMPTY);
                } finally {
                    cancels |= cancels(able, check);
                }
            }
            if (!cancels) {
                throw Finding.notApplicable("the server canceled no request during the calls");
            }
        });
    }

    /** Judge the cancellations that came so far; whether there were any. */
    private static boolean cancels(Opened opened, RuleCheck check) {
        List<JsonObject> messages = opened.peer().messages();
        List<JsonValue> sent = messages.stream()
                .filter(RpcMessage::isRequest)
                .flatMap(request -> Optional.ofNullable(request.get("id")).stream())
                .toList();
        List<JsonObject> cancellations = messages.stream()
                .filter(message -> RpcMessage.isCall(message, Methods.CANCELLED))
                .toList();
        for (JsonObject message : cancellations) {
            JsonValue canceled = RpcMessage.params(message).get("requestId");
            check.violationIf(
                    canceled == null || !sent.contains(canceled),
                    "It canceled a request that it had not sent: " + MessageParts.excerpt(message));
        }
        return !cancellations.isEmpty();
    }

    private static Opened opened(HandshakeSubject subject, JsonObject capabilities) throws InterruptedException {
        return subject.opened(subject.dialect().declaring(capabilities), Conversation::withRoots);
    }

    private static List<JsonObject> questions(Opened opened) {
        return opened.peer().messages().stream().filter(RpcMessage::isRequest).toList();
    }

    private static boolean isAddress(JsonObject request) {
        JsonObject params = RpcMessage.params(request);
        return RpcMessage.isCall(request, Methods.ELICIT)
                && params.string("mode").equals(Optional.of("url"));
    }

    static boolean isTextOrInteger(@Nullable JsonValue value) {
        return value instanceof JsonString || (value instanceof JsonNumber number && number.isInteger());
    }
}
