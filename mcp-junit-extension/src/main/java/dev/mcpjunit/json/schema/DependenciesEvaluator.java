/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.schema;

import dev.harrel.jsonschema.EvaluationContext;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SchemaParsingContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code dependencies} in the dialects that have split it in two. */
final class DependenciesEvaluator implements Evaluator {

    private final Map<String, List<String>> required = new HashMap<>();
    private final Map<String, String> schemas = new HashMap<>();

    DependenciesEvaluator(SchemaParsingContext context, JsonNode argument) {
        argument.asObject().forEach((name, dependency) -> {
            if (dependency.isArray()) {
                required.put(
                        name,
                        dependency.asArray().stream().map(JsonNode::asString).toList());
            } else {
                schemas.put(name, context.getAbsoluteUri(dependency));
            }
        });
    }

    @Override
    public Result evaluate(EvaluationContext context, JsonNode node) {
        if (!node.isObject()) {
            return Result.success();
        }
        Map<String, JsonNode> members = node.asObject();
        var missing = new ArrayList<String>();
        boolean valid = true;
        for (String name : members.keySet()) {
            required.getOrDefault(name, List.of()).stream()
                    .filter(other -> !members.containsKey(other))
                    .forEach(missing::add);
            String schema = schemas.get(name);
            valid &= schema == null || context.resolveInternalRefAndValidate(schema, node);
        }
        if (!missing.isEmpty()) {
            return Result.formattedFailure("dependentRequired", missing);
        }
        return valid ? Result.success() : Result.failure();
    }
}
