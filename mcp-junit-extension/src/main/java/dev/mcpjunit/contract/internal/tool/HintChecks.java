/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.tool;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.tool.ToolCall;
import dev.mcpjunit.model.Tool;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Whether the observed state changes only as the hints of tools say. */
final class HintChecks {

    private HintChecks() {}

    /** Tools with {@code readOnlyHint} change nothing. */
    static void readOnly(ToolTrial trial) {
        requireCall(
                trial, HintPass::isReadOnly, "no tool of " + trial.server() + " declares readOnlyHint", "readOnlyHint");
        trial.hintPass("readOnlyHint").readOnly().concludeJudged(lacking("readOnlyHint"));
    }

    /** A second call of a tool with {@code idempotentHint} changes nothing more. */
    static void idempotent(ToolTrial trial) {
        requireCall(
                trial,
                HintPass::isIdempotent,
                "no tool of " + trial.server() + " declares idempotentHint and changes something",
                "idempotentHint");
        trial.hintPass("idempotentHint").idempotent().concludeJudged(lacking("idempotentHint"));
    }

    private static void requireCall(ToolTrial trial, Predicate<Tool> hinted, String nothing, String hint) {
        List<String> names =
                trial.tools().stream().filter(hinted).map(Tool::name).toList();
        if (names.isEmpty()) {
            throw Finding.notApplicable(nothing);
        }
        if (Stream.concat(trial.declared().calls().stream(), trial.declared().failures().stream())
                .map(ToolCall::tool)
                .noneMatch(names::contains)) {
            throw Finding.hidden(lacking(hint));
        }
    }

    private static String lacking(String hint) {
        return "no tool with " + hint + " has a sample call. Add one: calling(…)";
    }
}
