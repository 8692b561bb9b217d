/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.stateless;

import dev.mcpjunit.contract.StatelessServerContract;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.message.DeclaredCalls;
import dev.mcpjunit.contract.internal.server.message.MessageParts;
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
import org.apiguardian.api.API;

/** The checks of {@link StatelessServerContract} about what a server asks for, and about answers of other kinds. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class StatelessInputChecks {

    private static final JsonObject SURPLUS = MessageParts.object("{\"action\":\"accept\",\"content\":{}}");

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
        });
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
                check.violationIf(
                        !isHandled,
                        "It answered " + DeclaredCalls.describe(call) + " after '" + action + "' with "
                                + reply.describe());
            }
        });
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
