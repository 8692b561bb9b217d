/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.tool;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.tool.ToolOutcome.Unanswered;
import dev.mcpjunit.contract.tool.ToolCall;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.JsonDifference;
import dev.mcpjunit.model.Tool;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Whether the observed state changes only as the hints of tools say. */
final class HintChecks {

    private static final int SHOWN = 3;
    private static final int VALUE = 80;

    private HintChecks() {}

    /** Tools with {@code readOnlyHint} change nothing. */
    static void readOnly(ToolTrial trial) {
        check(trial, "readOnlyHint", HintChecks::isReadOnly, (call, findings) -> {
            JsonValue before = trial.state();
            answered(trial, call, findings)
                    .flatMap(outcome -> change(trial, before))
                    .ifPresent(change -> findings.violation("tool '" + call.tool()
                            + "' declares readOnlyHint, but the call " + call + " changed the state: " + change));
        });
    }

    /** A second call of a tool with {@code idempotentHint} changes nothing more. */
    static void idempotent(ToolTrial trial) {
        // The hint has a meaning only for tools that change something.
        Predicate<Tool> hinted = tool -> has(tool, "idempotentHint") && !isReadOnly(tool);
        check(trial, "idempotentHint", hinted, (call, findings) -> {
            Optional<JsonValue> once = answered(trial, call, findings).map(outcome -> trial.state());
            once.flatMap(before -> answered(trial, call, findings).flatMap(outcome -> change(trial, before)))
                    .ifPresent(change -> findings.violation("tool '" + call.tool()
                            + "' declares idempotentHint, but the second call " + call + " changed the state again: "
                            + change));
        });
    }

    /** Make all calls in order, so that a call finds what earlier calls have created, and judge those with the hint. */
    private static void check(
            ToolTrial trial, String hint, Predicate<Tool> hinted, BiConsumer<ToolCall, Findings> judge) {
        Set<String> names =
                trial.tools().stream().filter(hinted).map(Tool::name).collect(toSet());
        if (names.isEmpty()) {
            throw Finding.notApplicable("no tool of " + trial.server() + " declares " + hint
                    + (hint.equals("idempotentHint") ? " and changes something" : ""));
        }
        List<ToolCall> calls = Stream.concat(trial.declared().calls().stream(), trial.declared().failures().stream())
                .toList();
        if (calls.stream().noneMatch(call -> names.contains(call.tool()))) {
            throw Finding.notApplicable("no tool with " + hint + " has a sample call");
        }
        requireStableState(trial);
        var findings = new Findings();
        for (ToolCall call : calls) {
            if (names.contains(call.tool())) {
                findings.tried();
                judge.accept(call, findings);
            } else {
                trial.call(call);
            }
        }
        findings.conclude("no tool with " + hint + " has a sample call");
    }

    private static boolean isReadOnly(Tool tool) {
        return has(tool, "readOnlyHint");
    }

    private static boolean has(Tool tool, String hint) {
        return tool.annotations().bool(hint).orElse(false);
    }

    private static void requireStableState(ToolTrial trial) {
        JsonValue before = trial.state();
        requireSame(before, trial.state());
    }

    private static void requireSame(JsonValue before, JsonValue after) {
        if (!before.equals(after)) {
            throw Finding.hidden("the observed state changes without a call: " + differences(before, after)
                    + ". Leave out of observing(…) what changes by itself");
        }
    }

    private static Optional<ToolOutcome> answered(ToolTrial trial, ToolCall call, Findings findings) {
        ToolOutcome outcome = trial.call(call);
        if (outcome instanceof Unanswered) {
            findings.doubt("the call " + call + " " + outcome.words());
            return Optional.empty();
        }
        return Optional.of(outcome);
    }

    /** How the state differs from before, if it does and stays so. */
    private static Optional<String> change(ToolTrial trial, JsonValue before) {
        JsonValue after = trial.state();
        if (after.equals(before)) {
            return Optional.empty();
        }
        requireSame(after, trial.state());
        return Optional.of(differences(before, after));
    }

    private static String differences(JsonValue before, JsonValue after) {
        return JsonDifference.between(before, after).stream()
                .limit(SHOWN)
                .map(difference -> (difference.at().toString().isEmpty() ? "" : difference.at() + ": ")
                        + shown(difference.before()) + " → " + shown(difference.after()))
                .collect(joining("; "));
    }

    private static String shown(Optional<JsonValue> value) {
        return value.map(present -> Printable.line(present.toString(), VALUE)).orElse("nothing");
    }
}
