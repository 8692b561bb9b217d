/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.schema;

import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.JsonNode;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keywords that look at one value alone. */
final class ValueEvaluators {

    private ValueEvaluators() {}

    /** {@code type}; knows an integer of any size, where the library stops at those it can write out. */
    static Evaluator type(JsonNode argument) {
        List<String> types = argument.isArray()
                ? argument.asArray().stream().map(JsonNode::asString).toList()
                : List.of(argument.asString());
        return (context, node) -> {
            String found = typeName(node);
            return types.contains(found) || (found.equals("integer") && types.contains("number"))
                    ? Evaluator.Result.success()
                    : Evaluator.Result.formattedFailure("type", found, String.join(" or ", types));
        };
    }

    private static String typeName(JsonNode node) {
        return node instanceof ValidatorNode ours && ours.value() instanceof JsonNumber number
                ? number.isInteger() ? "integer" : "number"
                : node.getNodeType().getName();
    }

    /** {@code multipleOf}; exact, and quick for numbers of any exponent. */
    static Evaluator multipleOf(JsonNode argument) {
        var factor = new JsonNumber(argument.asNumber());
        return (context, node) -> !node.isNumber() || new JsonNumber(node.asNumber()).isMultipleOf(factor)
                ? Evaluator.Result.success()
                : Evaluator.Result.formattedFailure("multipleOf", node.asNumber(), factor.value());
    }

    /** {@code pattern}, in the syntax of ECMA-262 and without endless backtracking. */
    static Evaluator pattern(SchemaPattern pattern) {
        return (context, node) -> !node.isString() || pattern.matches(node.asString(), Evaluators.effort(node))
                ? Evaluator.Result.success()
                : Evaluator.Result.formattedFailure("pattern", node.asString(), pattern);
    }

    static Evaluator constant(ValidatorNode argument) {
        return listed("const", Set.of(argument.value()));
    }

    static @Nullable Evaluator enumeration(ValidatorNode argument) {
        return argument.value() instanceof JsonArray array ? listed("enum", new LinkedHashSet<>(array.items())) : null;
    }

    /** {@code enum} and {@code const}: the listed values may be of any shape, even one that looks like a schema. */
    private static Evaluator listed(String keyword, Set<JsonValue> values) {
        return (context, node) -> {
            // The name of a property comes as a node of the library's own.
            JsonValue value = node instanceof ValidatorNode ours ? ours.value() : new JsonString(node.asString());
            return values.contains(value)
                    ? Evaluator.Result.success()
                    : Evaluator.Result.formattedFailure(keyword, value, values);
        };
    }
}
