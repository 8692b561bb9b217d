/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.tool;

import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * A tool call of a check.
 *
 * @param tool the name of the tool
 * @param arguments its arguments
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ToolCall(String tool, JsonObject arguments) {

    static ToolCall of(String tool, Map<String, ?> arguments) {
        return new ToolCall(tool, (JsonObject) JsonValue.of(arguments));
    }

    /** Return the name of the tool and the arguments, with secrets masked; at most 2,000 characters. */
    @Override
    public String toString() {
        return Printable.line(tool + " " + arguments);
    }
}
