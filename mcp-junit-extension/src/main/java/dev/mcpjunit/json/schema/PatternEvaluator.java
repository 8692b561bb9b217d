/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.schema;

import dev.harrel.jsonschema.EvaluationContext;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.JsonNode;

/** {@code pattern}, in the syntax of ECMA-262 and without endless backtracking. */
final class PatternEvaluator implements Evaluator {

    private final SchemaPattern pattern;

    PatternEvaluator(SchemaPattern pattern) {
        this.pattern = pattern;
    }

    @Override
    public Result evaluate(EvaluationContext context, JsonNode node) {
        return !node.isString() || pattern.matches(node.asString(), Evaluators.effort(node))
                ? Result.success()
                : Result.formattedFailure("pattern", node.asString(), pattern);
    }
}
