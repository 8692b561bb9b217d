/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.schema;

import dev.harrel.jsonschema.EvaluationContext;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.JsonNode;
import dev.mcpjunit.json.JsonNumber;

/** {@code multipleOf}; exact, and quick for numbers of any exponent. */
final class MultipleOfEvaluator implements Evaluator {

    private final JsonNumber factor;

    MultipleOfEvaluator(JsonNode argument) {
        this.factor = new JsonNumber(argument.asNumber());
    }

    @Override
    public Result evaluate(EvaluationContext context, JsonNode node) {
        return !node.isNumber() || new JsonNumber(node.asNumber()).isMultipleOf(factor)
                ? Result.success()
                : Result.formattedFailure("multipleOf", node.asNumber(), factor.value());
    }
}
