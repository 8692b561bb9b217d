/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.tool;

import dev.mcpjunit.contract.tool.ToolCall;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.Tool;
import dev.mcpjunit.model.ToolResult;
import java.util.Optional;

/** A sample call of a listed tool, and its result if it succeeded. */
record Sampled(Tool tool, ToolCall call, Optional<ToolResult> result) {

    Optional<JsonValue> structuredContent() {
        return result.flatMap(ToolResult::structuredContent);
    }
}
