/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.tool;

import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.schema.InvalidSchemaException;
import dev.mcpjunit.json.schema.JsonSchema;
import dev.mcpjunit.json.schema.SchemaViolation;
import dev.mcpjunit.model.Tool;
import java.util.List;
import java.util.Optional;

/** The input schemas of tools. A schema that cannot be applied is reported as unclear. */
final class InputSchemas {

    private InputSchemas() {}

    static Optional<JsonSchema> of(ToolTrial trial, Tool tool, Findings findings) {
        if (tool.inputSchema().isEmpty()) {
            findings.unclear("tool '" + tool.name() + "' declares no inputSchema");
            return Optional.empty();
        }
        return trial.usable(tool, "inputSchema", tool.inputSchema().get(), findings);
    }

    static List<SchemaViolation> violations(Tool tool, JsonSchema schema, JsonObject arguments, Findings findings) {
        try {
            return schema.validate(arguments);
        } catch (InvalidSchemaException unusable) {
            findings.unclear("the inputSchema of tool '" + tool.name() + "' cannot be applied: "
                    + Printable.line(String.valueOf(unusable.getMessage())));
            return List.of();
        }
    }

    static boolean mentionsFormat(JsonValue schema) {
        if (schema instanceof JsonArray array) {
            return array.items().stream().anyMatch(InputSchemas::mentionsFormat);
        }
        return schema instanceof JsonObject object
                && (object.string("format").isPresent()
                        || object.members().values().stream().anyMatch(InputSchemas::mentionsFormat));
    }
}
