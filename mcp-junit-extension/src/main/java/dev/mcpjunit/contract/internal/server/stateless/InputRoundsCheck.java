/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.stateless;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.message.DeclaredCalls;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.contract.server.AskingCall;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
            params = first.toBuilder()
                    .put(
                            "inputResponses",
                            responses(call, result.object("inputRequests").orElse(JsonObject.EMPTY)))
                    .putIfPresent("requestState", result.string("requestState"))
                    .build();
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

    /** What a call returns round by round if the model, when it is given tools, uses one at first. */
    static List<JsonObject> withToolUse(Replica replica, AskingCall call) throws InterruptedException {
        var results = new ArrayList<JsonObject>();
        JsonObject first = DeclaredCalls.params(call);
        JsonObject params = first;
        boolean isUsed = false;
        try {
            for (int round = 0; round < ROUNDS; round++) {
                JsonObject result = replica.asNewClient(ABLE_WITH_TOOLS).call(params);
                results.add(result);
                JsonObject questions = result.object("inputRequests").orElse(JsonObject.EMPTY);
                if (!StatelessCallChecks.isAsking(result)) {
                    break;
                }
                var responses = responses(call, questions).toBuilder();
                if (!isUsed) {
                    questions.names().forEach(name -> toolUse(
                                    questions.object(name).orElse(JsonObject.EMPTY))
                            .ifPresent(use -> responses.put(name, use)));
                    isUsed = true;
                }
                params = first.toBuilder()
                        .put("inputResponses", responses.build())
                        .putIfPresent("requestState", result.string("requestState"))
                        .build();
            }
        } catch (NoAnswerException refused) {
            // Other checks are about calls that do not end.
        }
        return results;
    }

    /** What a model answers that wants to use the first tool it is given. */
    private static Optional<JsonObject> toolUse(JsonObject question) {
        return RpcMessage.params(question).array("tools").stream()
                .flatMap(JsonArray::objects)
                .flatMap(tool -> tool.string("name").stream())
                .findFirst()
                .map(tool -> JsonObject.builder()
                        .put("type", "tool_use")
                        .put("id", "mcp-junit-use-1")
                        .put("name", tool)
                        .put("input", JsonObject.EMPTY)
                        .build())
                .map(use -> JsonObject.builder()
                        .put("role", "assistant")
                        .put("model", "mcp-junit")
                        .put("stopReason", "toolUse")
                        .put("content", List.of(use))
                        .build());
    }

    /** The answers to the questions of a round. */
    static JsonObject responses(AskingCall call, JsonObject requests) {
        var responses = JsonObject.builder();
        requests.members().forEach((name, request) -> {
            if (request instanceof JsonObject question) {
                responses.put(name, call.answers().apply(question));
            }
        });
        return responses.build();
    }
}
