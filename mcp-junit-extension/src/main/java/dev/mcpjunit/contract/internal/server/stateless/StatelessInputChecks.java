/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.stateless;

import dev.mcpjunit.contract.StatelessServerContract;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.message.DeclaredCalls;
import dev.mcpjunit.contract.internal.server.message.MessageParts;
import dev.mcpjunit.contract.internal.server.message.StackTraces;
import dev.mcpjunit.contract.internal.server.message.WrongForms;
import dev.mcpjunit.contract.internal.server.peer.HttpReply;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.contract.server.AskingCall;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/** The checks of {@link StatelessServerContract} about what a server asks for, and about answers of other kinds. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class StatelessInputChecks {

    private static final JsonObject SURPLUS = MessageParts.object("{\"action\":\"accept\",\"content\":{}}");

    private static final Set<String> QUESTIONS = Set.of(Methods.ELICIT, Methods.SAMPLE, Methods.LIST_ROOTS);

    private final StatelessChecks checks;

    public StatelessInputChecks(StatelessChecks checks) {
        this.checks = checks;
    }

    public void onlyDeclared(Optional<AskingCall> asking) throws InterruptedException {
        RuleCheck check = checks.check(StatelessRules.ONLY_DECLARED);
        RuleCheck context = checks.check(StatelessRules.CONTEXT);
        StatelessSubject subject = checks.subject();
        AskingCall call = DeclaredCalls.required(asking);
        check.judge(() -> {
            HttpReply able = StatelessCallChecks.first(subject, call, InputRoundsCheck.ABLE);
            JsonObject asked = able.result().orElse(JsonObject.EMPTY);
            if (!StatelessCallChecks.isAsking(asked)) {
                throw Finding.inconclusive(DeclaredCalls.describe(call)
                        + " did not ask for anything. Give a call that does: askingCall()");
            }
            check.violationIf(
                    !asked.has("inputRequests") && !asked.has("requestState"),
                    "It asked with neither inputRequests nor requestState: " + able.describe());
            asked.object("inputRequests").orElse(JsonObject.EMPTY).members().forEach((name, question) -> {
                String method = question instanceof JsonObject object
                        ? object.string("method").orElse("")
                        : "";
                check.violationIf(!QUESTIONS.contains(method), "It asked for " + method + " in '" + name + "'.");
                // The client declares sampling, but not sampling.tools.
                check.violationIf(
                        question instanceof JsonObject sampling && MessageParts.samplesWithTools(sampling),
                        "It asked a client without sampling.tools for sampling with tools in '" + name + "'.");
                // Nor does it declare sampling.context.
                context.violationIf(
                        question instanceof JsonObject sampling && MessageParts.samplesWithContext(sampling),
                        "It asked a client without sampling.context to include context in '" + name + "'.");
            });
            HttpReply unable = StatelessCallChecks.first(subject, call, JsonObject.EMPTY);
            JsonObject required = unable.error()
                    .flatMap(error -> error.object("data"))
                    .flatMap(data -> data.object("requiredCapabilities"))
                    .orElse(JsonObject.EMPTY);
            boolean isRefused = unable.status() == 400
                    && StatelessErrorChecks.code(unable) == RpcErrors.MISSING_CAPABILITY
                    && !required.isEmpty();
            // A server may do without its question, or make the client come again without one. A report of an error
            // does not say whether it could.
            boolean asksNothing = unable.result()
                    .filter(result -> result.object("inputRequests")
                            .map(JsonObject::isEmpty)
                            .orElse(true))
                    .isPresent();
            check.violationIf(
                    !isRefused && !asksNothing,
                    "It answered " + DeclaredCalls.describe(call) + " of a client without capabilities with "
                            + unable.describe());
            if (check.isClean()) {
                context.conclude();
            }
        });
    }

    public void answers(Optional<AskingCall> asking) throws InterruptedException {
        RuleCheck check = checks.check(StatelessRules.ANSWERS);
        StatelessSubject subject = checks.subject();
        AskingCall call = DeclaredCalls.required(asking);
        String what = DeclaredCalls.describe(call);
        check.judge(() -> {
            HttpReply accepted = AskedCall.answered(subject, call, AskedCall::answers);
            if (!StatelessCallChecks.isContinued(accepted)) {
                throw Finding.inconclusive(
                        what + " does not continue even with the answers of askingCall(). Correct the answers");
            }
            HttpReply surplus = AskedCall.answered(subject, call, asked -> asked.answers().toBuilder()
                    .put("mcp-junit-no-such-question", SURPLUS)
                    .build());
            if (!StatelessCallChecks.isContinued(surplus)
                    && !StatelessCallChecks.isContinued(AskedCall.answered(subject, call, AskedCall::answers))) {
                throw Finding.inconclusive(what + " continues only once");
            }
            check.violationIf(
                    !StatelessCallChecks.isContinued(surplus),
                    "It did not continue " + what + " when the answers included one that it had not requested: "
                            + surplus.describe());
            HttpReply missing = AskedCall.answered(subject, call, asked -> JsonObject.EMPTY);
            check.violationIf(
                    missing.response().isEmpty() || missing.error().isPresent(),
                    "It returned an error for " + what + " when all answers were missing: " + missing.describe());
            requireOneRound(what, accepted);
            if (isEnd(missing) && AskedCall.content(missing).equals(AskedCall.content(accepted))) {
                throw Finding.inconclusive(what + " ends the same without answers as with those of askingCall()");
            }
            Optional<JsonObject> declined = declined(subject, call);
            if (declined.equals(Optional.of(AskedCall.content(accepted)))) {
                throw Finding.inconclusive(what + " ends the same after 'decline' as after an accepted form");
            }
            HttpReply malformed = AskedCall.answered(subject, call, asked -> asked.all(Json.parse("5")));
            if (isTaken(
                    malformed,
                    accepted,
                    declined,
                    what + " ends with another result if each answer is the number 5",
                    check)) {
                check.violation("It continued " + what + " with the number 5 as each answer: " + malformed.describe());
            }
            AskedCall fresh = AskedCall.of(subject, call);
            if (fresh.hasForms()) {
                HttpReply wrong = fresh.answered(
                        subject,
                        asked -> asked.forms((request, right) ->
                                WrongForms.answer(request, right).orElse(right)));
                if (isTaken(
                        wrong,
                        accepted,
                        declined,
                        what + " ends with another result if the values of its form do not fit the requested schema",
                        check)) {
                    check.violation("It continued " + what
                            + " with forms whose values do not fit the requested schema: " + wrong.describe());
                }
            }
        });
    }

    /** What a call returns after its forms were declined; empty if it asks by no form. */
    private static Optional<JsonObject> declined(StatelessSubject subject, AskingCall call)
            throws NoAnswerException, InterruptedException {
        AskedCall fresh = AskedCall.of(subject, call);
        return fresh.asksByForm()
                ? Optional.of(AskedCall.content(fresh.answered(subject, AskedCall::declined)))
                : Optional.empty();
    }

    /** Whether a call ends as with the right answers. A result of its own may be a refusal in other words. */
    private static boolean isTaken(
            HttpReply reply, HttpReply accepted, Optional<JsonObject> declined, String other, RuleCheck check) {
        JsonObject content = AskedCall.content(reply);
        if (isEnd(reply) && !content.equals(AskedCall.content(accepted)) && !declined.equals(Optional.of(content))) {
            check.inconclusive(other);
        }
        return isEnd(reply) && content.equals(AskedCall.content(accepted));
    }

    /** What a server makes of wrong answers may show only in a later round. */
    private static void requireOneRound(String what, HttpReply accepted) {
        if (!isEnd(accepted)) {
            throw Finding.inconclusive(what + " asks in several rounds, so malformed answers show nothing. Give a call"
                    + " that asks once: askingCall()");
        }
        if (AskedCall.content(accepted).isEmpty()) {
            throw Finding.inconclusive(what + " returns no content, so it does not show which answers it used");
        }
    }

    /** Whether a reply ends a call well. */
    private static boolean isEnd(HttpReply reply) {
        return StatelessCallChecks.isContinued(reply)
                && reply.result()
                        .filter(result -> !StatelessCallChecks.isAsking(result))
                        .isPresent();
    }

    public void declined(Optional<AskingCall> asking) throws InterruptedException {
        RuleCheck check = checks.check(StatelessRules.DECLINED);
        StatelessSubject subject = checks.subject();
        AskingCall call = DeclaredCalls.required(asking);
        check.judge(() -> {
            requireForms(AskedCall.of(subject, call));
            HttpReply accepted = AskedCall.answered(subject, call, AskedCall::answers);
            for (String action : List.of("decline", "cancel")) {
                JsonObject refusal = JsonObject.builder().put("action", action).build();
                HttpReply reply = AskedCall.answered(subject, call, asked -> asked.all(refusal));
                boolean isHandled = reply.result().isPresent()
                        || (reply.error().isPresent() && StatelessErrorChecks.code(reply) != RpcErrors.INTERNAL_ERROR);
                if (AskedCall.content(reply).equals(AskedCall.content(accepted))
                        && !AskedCall.content(reply).isEmpty()) {
                    check.inconclusive(DeclaredCalls.describe(call) + " ends the same after '" + action
                            + "' as after an accepted form");
                }
                String what = "It answered " + DeclaredCalls.describe(call) + " after '" + action + "' with "
                        + reply.describe();
                check.violationIf(!isHandled, what);
                if (reply.result().flatMap(result -> result.bool("isError")).orElse(false)) {
                    // A handler that breaks off and one that reports the refusal look the same, but for the trace.
                    check.violationIf(StackTraces.find(reply.body()).isPresent(), what);
                    check.inconclusive("the server reports an error: " + what);
                } else if (!AskedCall.content(reply).equals(AskedCall.content(accepted))) {
                    withContent(subject, call, action, accepted, check);
                }
            }
        });
    }

    /** A refusal usually has no content, but it may, and stays a refusal. */
    private static void withContent(
            StatelessSubject subject, AskingCall call, String action, HttpReply accepted, RuleCheck check)
            throws NoAnswerException, InterruptedException {
        HttpReply reply = AskedCall.answered(subject, call, asked -> {
            var refused = JsonObject.builder();
            asked.answers()
                    .members()
                    .forEach((name, answer) -> refused.put(
                            name,
                            answer instanceof JsonObject form
                                    ? form.toBuilder().put("action", action).build()
                                    : answer));
            return refused.build();
        });
        check.violationIf(
                !AskedCall.content(reply).isEmpty() && AskedCall.content(reply).equals(AskedCall.content(accepted)),
                "It went on with " + DeclaredCalls.describe(call)
                        + " as after an accepted form although the user chose '" + action + "': " + reply.describe());
    }

    private static void requireForms(AskedCall asked) {
        boolean isOther = asked.questions().members().values().stream()
                .anyMatch(question -> !(question instanceof JsonObject object)
                        || !object.string("method").orElse("").equals(Methods.ELICIT));
        if (isOther) {
            throw Finding.notApplicable(asked.describe() + " asks for something other than elicitation");
        }
    }
}
