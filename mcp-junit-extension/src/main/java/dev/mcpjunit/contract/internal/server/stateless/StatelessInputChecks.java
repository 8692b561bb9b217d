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
            if (!StatelessCallChecks.isContinued(answered(subject, call, Asked::answers))) {
                throw Finding.inconclusive(what + " is not continued with the answers of askingCall(), either");
            }
            HttpReply surplus = answered(subject, call, asked -> asked.answers().toBuilder()
                    .put("mcp-junit-no-such-question", SURPLUS)
                    .build());
            check.violationIf(
                    !StatelessCallChecks.isContinued(surplus),
                    "It did not continue " + what + " with an answer to no question beside the others: "
                            + surplus.describe());
            HttpReply missing = answered(subject, call, asked -> JsonObject.EMPTY);
            check.violationIf(
                    missing.error().isPresent(),
                    "It did not ask again when an answer to " + what + " was missing: " + missing.describe());
            HttpReply malformed = answered(subject, call, asked -> asked.all(Json.parse("5")));
            boolean isTaken = malformed
                    .result()
                    .filter(result -> !StatelessCallChecks.isAsking(result))
                    .filter(result -> !result.bool("isError").orElse(false))
                    .isPresent();
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
            for (String action : List.of("decline", "cancel")) {
                JsonObject refusal = JsonObject.builder().put("action", action).build();
                HttpReply reply = answered(subject, call, asked -> asked.all(refusal));
                boolean isHandled = reply.result().isPresent()
                        || (reply.error().isPresent() && StatelessErrorChecks.code(reply) != RpcErrors.INTERNAL_ERROR);
                check.violationIf(
                        !isHandled,
                        "It answered " + DeclaredCalls.describe(call) + " after '" + action + "' with "
                                + reply.describe());
            }
        });
    }

    private static void requireForms(Asked asked) {
        boolean isOther = asked.questions().members().values().stream()
                .anyMatch(question -> !(question instanceof JsonObject object)
                        || !object.string("method").orElse("").equals(Methods.ELICIT));
        if (isOther) {
            throw Finding.notApplicable(asked.describe() + " asks for more than elicitation");
        }
    }
}
