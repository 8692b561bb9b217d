/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.schema;

import dev.harrel.jsonschema.EvaluationContext;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.JsonNode;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code enum} and {@code const}: the listed values may be of any shape, even one that looks like a schema. */
final class ListedEvaluator implements Evaluator {

    private final String keyword;
    private final Set<JsonValue> values;

    private ListedEvaluator(String keyword, Set<JsonValue> values) {
        this.keyword = keyword;
        this.values = values;
    }

    static Evaluator ofConst(ValidatorNode argument) {
        return new ListedEvaluator("const", Set.of(argument.value()));
    }

    static @Nullable Evaluator ofEnum(ValidatorNode argument) {
        return argument.value() instanceof JsonArray array
                ? new ListedEvaluator("enum", new LinkedHashSet<>(array.items()))
                : null;
    }

    @Override
    public Result evaluate(EvaluationContext context, JsonNode node) {
        // The name of a property comes as a node of the library's own.
        JsonValue value = node instanceof ValidatorNode ours ? ours.value() : new JsonString(node.asString());
        return values.contains(value) ? Result.success() : Result.formattedFailure(keyword, value, values);
    }
}
