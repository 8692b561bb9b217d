/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fleet;

import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.Tool;
import java.util.List;
import java.util.StringJoiner;

/** The words by which a tool is found. */
final class ToolText {

    private ToolText() {}

    static List<String> of(List<FleetTool> tools) {
        return tools.stream().map(ToolText::of).toList();
    }

    /** Server, name, title and description, and the names and descriptions of the arguments. */
    private static String of(FleetTool named) {
        Tool tool = named.tool();
        var text = new StringJoiner("\n").add(named.server()).add(tool.name());
        tool.title().ifPresent(text::add);
        tool.description().ifPresent(text::add);
        tool.inputSchema()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .flatMap(schema -> schema.object("properties"))
                .ifPresent(arguments -> arguments.members().forEach((name, argument) -> {
                    text.add(name);
                    if (argument instanceof JsonObject schema) {
                        schema.string("description").ifPresent(text::add);
                    }
                }));
        return text.toString();
    }
}
