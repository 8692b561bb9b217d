/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.schema;

import dev.harrel.jsonschema.EvaluationContext;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SchemaParsingContext;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** {@code patternProperties}, in the syntax of ECMA-262 and without endless backtracking. */
final class PatternPropertiesEvaluator implements Evaluator {

    private final Map<SchemaPattern, String> schemas = new LinkedHashMap<>();

    PatternPropertiesEvaluator(
            SchemaParsingContext context, JsonNode argument, Function<String, SchemaPattern> patterns) {
        argument.asObject()
                .forEach((source, schema) -> schemas.put(patterns.apply(source), context.getAbsoluteUri(schema)));
    }

    @Override
    public Result evaluate(EvaluationContext context, JsonNode node) {
        if (!node.isObject()) {
            return Result.success();
        }
        Set<String> evaluated = new HashSet<>();
        boolean valid = true;
        for (var member : node.asObject().entrySet()) {
            for (var schema : schemas.entrySet()) {
                if (schema.getKey().matches(member.getKey(), Evaluators.effort(node))) {
                    evaluated.add(member.getKey());
                    valid &= context.resolveInternalRefAndValidate(schema.getValue(), member.getValue());
                }
            }
        }
        return valid ? Result.success(evaluated) : Result.failure();
    }
}
