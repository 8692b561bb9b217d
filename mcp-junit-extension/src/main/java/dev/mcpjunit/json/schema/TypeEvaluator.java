/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.schema;

import dev.harrel.jsonschema.EvaluationContext;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.JsonNode;
import dev.mcpjunit.json.JsonNumber;
import java.util.List;

/** {@code type}; knows an integer of any size, where the library stops at those it can write out. */
final class TypeEvaluator implements Evaluator {

    private final List<String> types;

    TypeEvaluator(JsonNode argument) {
        this.types = argument.isArray()
                ? argument.asArray().stream().map(JsonNode::asString).toList()
                : List.of(argument.asString());
    }

    @Override
    public Result evaluate(EvaluationContext context, JsonNode node) {
        String found = name(node);
        return types.contains(found) || (found.equals("integer") && types.contains("number"))
                ? Result.success()
                : Result.formattedFailure("type", found, String.join(" or ", types));
    }

    private static String name(JsonNode node) {
        return node instanceof ValidatorNode ours && ours.value() instanceof JsonNumber number
                ? number.isInteger() ? "integer" : "number"
                : node.getNodeType().getName();
    }
}
