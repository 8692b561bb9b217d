/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.stateless;

import dev.mcpjunit.contract.server.AskingCall;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.math.BigDecimal;
import java.util.Optional;

/** Accepted forms with values that the requested schema forbids. Pure. */
final class WrongForms {

    private static final JsonValue TEXT = new JsonString("mcp-junit-no-such-choice");
    private static final JsonValue NUMBER = new JsonNumber(BigDecimal.valueOf(5));

    private WrongForms() {}

    /**
     * The answers to the questions of a round; those of a call, with each value changed that has a type in its form.
     *
     * @return empty if there is no such value
     */
    static Optional<JsonObject> of(JsonObject questions, AskingCall call) {
        JsonObject right = InputRoundsCheck.responses(call, questions);
        var answers = JsonObject.builder();
        boolean isChanged = false;
        for (String name : right.names()) {
            JsonObject answer = right.object(name).orElse(JsonObject.EMPTY);
            JsonObject properties = RpcMessage.params(questions.object(name).orElse(JsonObject.EMPTY))
                    .object("requestedSchema")
                    .flatMap(schema -> schema.object("properties"))
                    .orElse(JsonObject.EMPTY);
            var content = JsonObject.builder();
            for (String field :
                    answer.object("content").orElse(JsonObject.EMPTY).names()) {
                Optional<JsonValue> wrong = properties.object(field).flatMap(WrongForms::wrong);
                wrong.ifPresent(value -> content.put(field, value));
                isChanged |= wrong.isPresent();
            }
            answers.put(name, answer.toBuilder().put("content", content.build()).build());
        }
        return isChanged ? Optional.of(answers.build()) : Optional.empty();
    }

    private static Optional<JsonValue> wrong(JsonObject schema) {
        return schema.string("type").map(type -> type.equals("string") ? NUMBER : TEXT);
    }
}
