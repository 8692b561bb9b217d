/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.stateless;

import dev.mcpjunit.contract.StatelessServerContract;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.message.DeclaredCalls;
import dev.mcpjunit.contract.internal.server.message.MessageParts;
import dev.mcpjunit.contract.internal.server.message.StackTraces;
import dev.mcpjunit.contract.internal.server.peer.HttpReply;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.contract.server.AskingCall;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
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

    /**
     * A call that has asked.
     *
     * @param result what it answered
     * @param questions what it asks for
     */
    private record Asked(AskingCall call, JsonObject result, JsonObject questions) {

        JsonObject answers() {
            return InputRoundsCheck.responses(call, questions);
        }

        JsonObject all(JsonValue answer) {
            var all = JsonObject.builder();
            questions.names().forEach(name -> all.put(name, answer));
            return all.build();
        }

        String describe() {
            return DeclaredCalls.describe(call);
        }
    }

    private static Asked asked(StatelessSubject subject, AskingCall call)
            throws NoAnswerException, InterruptedException {
        JsonObject result = StatelessCallChecks.first(subject, call, InputRoundsCheck.ABLE)
                .result()
                .orElse(JsonObject.EMPTY);
        JsonObject questions = result.object("inputRequests").orElse(JsonObject.EMPTY);
        if (!StatelessCallChecks.isAsking(result) || questions.isEmpty()) {
            throw Finding.inconclusive(
                    DeclaredCalls.describe(call) + " did not ask for anything. Give a call that does: askingCall()");
        }
        return new Asked(call, result, questions);
    }

    /** Ask anew, because a state may be good only once, and answer. */
    private static HttpReply answered(StatelessSubject subject, AskingCall call, Answers answers)
            throws NoAnswerException, InterruptedException {
        Asked asked = asked(subject, call);
        JsonObject params = DeclaredCalls.params(call).toBuilder()
                .put("inputResponses", answers.to(asked))
                .putIfPresent("requestState", asked.result().string("requestState"))
                .build();
        return subject.first().asNewClient(InputRoundsCheck.ABLE).postCall(params);
    }

    private interface Answers {
        JsonValue to(Asked asked);
    }

    public void onlyDeclared(Optional<AskingCall> asking) throws InterruptedException {
        RuleCheck check = checks.check(StatelessRules.ONLY_DECLARED);
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
                check.violationIf(
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
        });
    }

    public void answers(Optional<AskingCall> asking) throws InterruptedException {
        RuleCheck check = checks.check(StatelessRules.ANSWERS);
        StatelessSubject subject = checks.subject();
        AskingCall call = DeclaredCalls.required(asking);
        String what = DeclaredCalls.describe(call);
        check.judge(() -> {
            HttpReply accepted = answered(subject, call, Asked::answers);
            if (!StatelessCallChecks.isContinued(accepted)) {
                throw Finding.inconclusive(
                        what + " does not continue even with the answers of askingCall(). Correct the answers");
            }
            HttpReply surplus = answered(subject, call, asked -> asked.answers().toBuilder()
                    .put("mcp-junit-no-such-question", SURPLUS)
                    .build());
            if (!StatelessCallChecks.isContinued(surplus)
                    && !StatelessCallChecks.isContinued(answered(subject, call, Asked::answers))) {
                throw Finding.inconclusive(what + " continues only once");
            }
            check.violationIf(
                    !StatelessCallChecks.isContinued(surplus),
                    "It did not continue " + what + " when the answers included one that it had not requested: "
                            + surplus.describe());
            HttpReply missing = answered(subject, call, asked -> JsonObject.EMPTY);
            check.violationIf(
                    missing.response().isEmpty() || missing.error().isPresent(),
                    "It returned an error for " + what + " when all answers were missing: " + missing.describe());
            HttpReply malformed = answered(subject, call, asked -> asked.all(Json.parse("5")));
            boolean isTaken = malformed
                    .result()
                    .filter(result -> !StatelessCallChecks.isAsking(result))
                    .filter(result -> !result.bool("isError").orElse(false))
                    .isPresent();
            if (isTaken && !content(malformed).equals(content(accepted))) {
                // Not what the answers of askingCall() give: they may have been taken for a refusal.
                check.inconclusive(what + " ends with another result if each answer is the number 5");
                return;
            }
            check.violationIf(
                    isTaken, "It continued " + what + " with the number 5 as each answer: " + malformed.describe());
            wrongForms(subject, call, accepted, check);
        });
    }

    /** Fill in the forms with values that their schemas forbid. */
    private static void wrongForms(StatelessSubject subject, AskingCall call, HttpReply accepted, RuleCheck check)
            throws NoAnswerException, InterruptedException {
        if (WrongForms.of(asked(subject, call).questions(), call).isEmpty()) {
            return;
        }
        HttpReply wrong = answered(
                subject, call, asked -> WrongForms.of(asked.questions(), call).orElse(JsonObject.EMPTY));
        check.violationIf(
                StatelessCallChecks.isContinued(wrong) && content(wrong).equals(content(accepted)),
                "It continued " + DeclaredCalls.describe(call)
                        + " with forms whose values do not fit the requested schema: " + wrong.describe());
    }

    public void declined(Optional<AskingCall> asking) throws InterruptedException {
        RuleCheck check = checks.check(StatelessRules.DECLINED);
        StatelessSubject subject = checks.subject();
        AskingCall call = DeclaredCalls.required(asking);
        check.judge(() -> {
            requireForms(asked(subject, call));
            HttpReply accepted = answered(subject, call, Asked::answers);
            for (String action : List.of("decline", "cancel")) {
                JsonObject refusal = JsonObject.builder().put("action", action).build();
                HttpReply reply = answered(subject, call, asked -> asked.all(refusal));
                boolean isHandled = reply.result().isPresent()
                        || (reply.error().isPresent() && StatelessErrorChecks.code(reply) != RpcErrors.INTERNAL_ERROR);
                if (content(reply).equals(content(accepted)) && !content(reply).isEmpty()) {
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
                } else if (!content(reply).equals(content(accepted))) {
                    withContent(subject, call, action, accepted, check);
                }
            }
        });
    }

    /** A refusal usually has no content, but it may, and stays a refusal. */
    private static void withContent(
            StatelessSubject subject, AskingCall call, String action, HttpReply accepted, RuleCheck check)
            throws NoAnswerException, InterruptedException {
        HttpReply reply = answered(subject, call, asked -> {
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
                !content(reply).isEmpty() && content(reply).equals(content(accepted)),
                "It went on with " + DeclaredCalls.describe(call)
                        + " as after an accepted form although the user chose '" + action + "': " + reply.describe());
    }

    /** What a tool returns, without what is about the message. */
    private static JsonObject content(HttpReply reply) {
        JsonObject result = reply.result().orElse(JsonObject.EMPTY);
        return JsonObject.builder()
                .putIfPresent("content", result.array("content"))
                .putIfPresent("structuredContent", result.object("structuredContent"))
                .build();
    }

    private static void requireForms(Asked asked) {
        boolean isOther = asked.questions().members().values().stream()
                .anyMatch(question -> !(question instanceof JsonObject object)
                        || !object.string("method").orElse("").equals(Methods.ELICIT));
        if (isOther) {
            throw Finding.notApplicable(asked.describe() + " asks for something other than elicitation");
        }
    }
}
