/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.stateless;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.message.DeclaredCalls;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.contract.server.AskingCall;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers the rounds of a call that asks its user for input. */
final class InputRoundsCheck {

    /** A call that has lost the answers asks forever. */
    private static final int ROUNDS = 20;

    /** What a client can be asked for. */
    static final JsonObject ABLE =
            (JsonObject) Json.parse("{\"elicitation\":{\"form\":{},\"url\":{}},\"sampling\":{},\"roots\":{}}");

    private static final JsonObject ABLE_WITH_TOOLS =
            ABLE.toBuilder().put("sampling", Json.parse("{\"tools\":{}}")).build();

    private final AskingCall call;

    InputRoundsCheck(AskingCall call) {
        this.call = call;
    }

    /** Answer all rounds at one replica, to see that the call is good, and then each at the next one. */
    void check(List<Replica> replicas, RuleCheck check) throws InterruptedException {
        Played alone = alone(replicas.get(0));
        try {
            if (alone.rounds() == 0) {
                throw Finding.inconclusive(DeclaredCalls.describe(call)
                        + " did not ask for anything. Give a call that does: askingCall()");
            }
            Played inTurn = play(replicas);
            check.violationIf(
                    isError(inTurn.result()),
                    DeclaredCalls.describe(call) + " ended well at "
                            + replicas.get(0).name()
                            + " alone, but with each round at the next replica it ended with "
                            + Findings.excerpt(inTurn.result().toString()));
        } catch (NoAnswerException silent) {
            check.violation("A request " + silent.how());
        }
    }

    private Played alone(Replica replica) throws InterruptedException {
        try {
            Played alone = play(List.of(replica));
            if (isError(alone.result())) {
                throw useless("its result is " + Findings.excerpt(alone.result().toString()), null);
            }
            return alone;
        } catch (NoAnswerException bad) {
            throw useless("a request " + bad.how(), bad);
        }
    }

    private static IllegalStateException useless(String what, @Nullable Throwable cause) {
        return new IllegalStateException(
                "askingCall() does not end well at one replica alone, which says nothing about several: " + what,
                cause);
    }

    private static boolean isError(JsonObject result) {
        return result.bool("isError").orElse(false);
    }

    private record Played(JsonObject result, int rounds) {}

    private Played play(List<Replica> replicas) throws NoAnswerException, InterruptedException {
        JsonObject first = DeclaredCalls.params(call);
        JsonObject params = first;
        for (int round = 0; round < ROUNDS; round++) {
            Replica replica = replicas.get(round % replicas.size()).asNewClient(ABLE);
            JsonObject result = ask(replica, params, round);
            if (!result.string("resultType").orElse("").equals("input_required")) {
                return new Played(result, round);
            }
            params = next(first, result);
        }
        throw new NoAnswerException("(" + DeclaredCalls.describe(call) + ", each round at the next of "
                + replicas.size() + ") still asked for input after " + ROUNDS + " rounds");
    }

    private static JsonObject ask(Replica replica, JsonObject params, int round)
            throws NoAnswerException, InterruptedException {
        try {
            return replica.call(params);
        } catch (NoAnswerException refused) {
            throw new NoAnswerException("of round " + (round + 1) + " " + refused.how());
        }
    }

    /** What a call of a client with {@code sampling.tools} returns round by round. */
    List<JsonObject> withTools(Replica replica) throws InterruptedException {
        var results = new ArrayList<JsonObject>();
        JsonObject first = DeclaredCalls.params(call);
        JsonObject params = first;
        try {
            for (int round = 0; round < ROUNDS; round++) {
                JsonObject result = replica.asNewClient(ABLE_WITH_TOOLS).call(params);
                results.add(result);
                if (!StatelessCallChecks.isAsking(result)) {
                    break;
                }
                params = next(first, result);
            }
        } catch (NoAnswerException | RuntimeException refused) {
            // Other checks are about calls that do not end, and askingCall() need not know this question.
        }
        return results;
    }

    /** The call of the next round. */
    private JsonObject next(JsonObject first, JsonObject result) {
        return first.toBuilder()
                .put(
                        "inputResponses",
                        responses(call, result.object("inputRequests").orElse(JsonObject.EMPTY)))
                .putIfPresent("requestState", result.string("requestState"))
                .build();
    }

    /** The answers to the questions of a round. */
    static JsonObject responses(AskingCall call, JsonObject requests) {
        var responses = JsonObject.builder();
        requests.members().forEach((name, request) -> {
            if (request instanceof JsonObject question) {
                responses.put(name, DeclaredCalls.answer(call, question));
            }
        });
        return responses.build();
    }
}
