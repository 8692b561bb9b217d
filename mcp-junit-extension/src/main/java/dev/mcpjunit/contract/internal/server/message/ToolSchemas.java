/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.message;

import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.Effort;
import dev.mcpjunit.json.internal.schema.SchemaDialect;
import dev.mcpjunit.json.schema.InvalidSchemaException;
import dev.mcpjunit.json.schema.JsonSchema;
import dev.mcpjunit.json.schema.SchemaReading;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** What each tool in a list must have, in every revision. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ToolSchemas {

    private static final Pattern TOOL_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

    private ToolSchemas() {}

    public static boolean isName(String name) {
        return TOOL_NAME.matcher(name).matches();
    }

    /**
     * Note what is wrong with the schemas of a tool.
     *
     * @param isOutputObject whether the revision has structured content that is an object only; a later one has a
     *     default dialect for certain
     */
    public static void judge(JsonObject tool, boolean isOutputObject, RuleCheck check) {
        String name = "Tool '" + tool.string("name").orElse("") + "' ";
        requireSchema(name, tool, "inputSchema", true, !isOutputObject, check);
        if (tool.has("outputSchema")) {
            requireSchema(name, tool, "outputSchema", isOutputObject, !isOutputObject, check);
        }
    }

    private static void requireSchema(
            String name, JsonObject tool, String member, boolean isObject, boolean isDefaultKnown, RuleCheck check) {
        JsonValue schema = tool.get(member);
        if (!(schema instanceof JsonObject object)) {
            check.violation(name + (schema == null ? "has no " + member : "has " + member + " " + schema));
            return;
        }
        check.violationIf(
                isObject && !object.string("type").orElse("").equals("object"),
                name + "has an " + member + " without type \"object\": " + Findings.excerpt(object.toString()));
        try {
            JsonSchema unused = JsonSchema.of(object);
            if (isDefaultKnown) {
                SchemaDialect expected = SchemaDialect.named(object).orElse(SchemaDialect.DRAFT_2020_12);
                SchemaDialect found = SchemaReading.of(object, Effort.UNLIMITED).dialect();
                check.violationIf(
                        found != expected,
                        name + "has an invalid " + member + ": it is not valid by " + expected.uri() + ", only by "
                                + found.uri());
            }
        } catch (InvalidSchemaException invalid) {
            if (invalid.isUndecided()) {
                check.inconclusive(name + "has an " + member + " that mcp-junit cannot judge: " + invalid.getMessage());
            } else {
                check.violation(name + "has an invalid " + member + ": " + invalid.getMessage());
            }
        }
    }
}
