/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.schema;

import dev.harrel.jsonschema.EvaluationContext;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SchemaParsingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * {@code additionalProperties}. The library's own asks what {@code patternProperties} noted, and ours cannot leave a
 * note when it fails; this one finds out for itself, and names the property that is too many.
 */
final class AdditionalPropertiesEvaluator implements Evaluator {

    private final Set<String> names;
    private final List<SchemaPattern> patterns;
    private final String schema;
    private final boolean closed;

    AdditionalPropertiesEvaluator(
            SchemaParsingContext context, JsonNode argument, Function<String, SchemaPattern> patterns) {
        this.names = members(context, "properties");
        this.patterns =
                members(context, "patternProperties").stream().map(patterns).toList();
        this.schema = context.getAbsoluteUri(argument);
        this.closed = argument.isBoolean() && !argument.asBoolean();
    }

    private static Set<String> members(SchemaParsingContext context, String keyword) {
        JsonNode beside = context.getCurrentSchemaObject().get(keyword);
        return beside != null && beside.isObject()
                ? Set.copyOf(beside.asObject().keySet())
                : Set.of();
    }

    @Override
    public Result evaluate(EvaluationContext context, JsonNode node) {
        if (!node.isObject()) {
            return Result.success();
        }
        var additional = new ArrayList<String>();
        boolean valid = true;
        for (var member : node.asObject().entrySet()) {
            String name = member.getKey();
            if (!names.contains(name)
                    && patterns.stream().noneMatch(pattern -> pattern.matches(name, Evaluators.effort(node)))) {
                additional.add(name);
                valid &= !closed && context.resolveInternalRefAndValidate(schema, member.getValue());
            }
        }
        if (valid) {
            return Result.success(additional);
        }
        return closed
                ? Result.failure("property '" + String.join("', '", additional) + "' is not allowed")
                : Result.failure();
    }

    @Override
    public int getOrder() {
        return 10;
    }
}
