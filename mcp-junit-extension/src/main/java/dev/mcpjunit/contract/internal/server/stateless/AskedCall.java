/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.stateless;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.message.DeclaredCalls;
import dev.mcpjunit.contract.internal.server.message.MessageParts;
import dev.mcpjunit.contract.internal.server.message.WrongForms;
import dev.mcpjunit.contract.internal.server.peer.HttpReply;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.server.AskingCall;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A call that has asked for input, and how it can be answered.
 *
 * @param result what it answered
 * @param questions what it asks for
 */
record AskedCall(AskingCall call, JsonObject result, JsonObject questions) {

    private static final JsonObject DECLINE = MessageParts.object("{\"action\":\"decline\"}");

    interface Answers {
        JsonValue to(AskedCall asked);
    }

    static AskedCall of(StatelessSubject subject, AskingCall call) throws NoAnswerException, InterruptedException {
        JsonObject result = StatelessCallChecks.first(subject, call, InputRoundsCheck.ABLE)
                .result()
                .orElse(JsonObject.EMPTY);
        JsonObject questions = result.object("inputRequests").orElse(JsonObject.EMPTY);
        if (!StatelessCallChecks.isAsking(result) || questions.isEmpty()) {
            throw Finding.inconclusive(
                    DeclaredCalls.describe(call) + " did not ask for anything. Give a call that does: askingCall()");
        }
        return new AskedCall(call, result, questions);
    }

    /** Ask anew, because a state may be good only once, and answer. */
    static HttpReply answered(StatelessSubject subject, AskingCall call, Answers answers)
            throws NoAnswerException, InterruptedException {
        return of(subject, call).answered(subject, answers);
    }

    HttpReply answered(StatelessSubject subject, Answers answers) throws NoAnswerException, InterruptedException {
        JsonObject params = DeclaredCalls.params(call).toBuilder()
                .put("inputResponses", answers.to(this))
                .putIfPresent("requestState", result.string("requestState"))
                .build();
        return subject.first().asNewClient(InputRoundsCheck.ABLE).postCall(params);
    }

    JsonObject answers() {
        return InputRoundsCheck.responses(call, questions);
    }

    JsonObject all(JsonValue answer) {
        var all = JsonObject.builder();
        questions.names().forEach(name -> all.put(name, answer));
        return all.build();
    }

    /** The right answers, and others to forms with required fields that have no default. */
    JsonObject forms(BiFunction<JsonObject, JsonObject, JsonObject> others) {
        JsonObject right = answers();
        var all = right.toBuilder();
        questions.members().forEach((name, question) -> {
            if (question instanceof JsonObject request && WrongForms.isNeeding(request)) {
                all.put(name, others.apply(request, right.object(name).orElse(JsonObject.EMPTY)));
            }
        });
        return all.build();
    }

    /** The right answers, with each form declined. */
    JsonObject declined() {
        var all = answers().toBuilder();
        questions.members().forEach((name, question) -> {
            if (question instanceof JsonObject request && RpcMessage.isCall(request, Methods.ELICIT)) {
                all.put(name, DECLINE);
            }
        });
        return all.build();
    }

    boolean asksByForm() {
        return questions.members().values().stream()
                .anyMatch(question ->
                        question instanceof JsonObject request && RpcMessage.isCall(request, Methods.ELICIT));
    }

    boolean hasForms() {
        return questions.members().values().stream()
                .anyMatch(question -> question instanceof JsonObject request && WrongForms.isNeeding(request));
    }

    String describe() {
        return DeclaredCalls.describe(call);
    }

    /** What a tool returns, without what is about the message. */
    static JsonObject content(HttpReply reply) {
        JsonObject result = reply.result().orElse(JsonObject.EMPTY);
        return JsonObject.builder()
                .putIfPresent("content", result.array("content"))
                .putIfPresent("structuredContent", Optional.ofNullable(result.get("structuredContent")))
                .build();
    }
}
