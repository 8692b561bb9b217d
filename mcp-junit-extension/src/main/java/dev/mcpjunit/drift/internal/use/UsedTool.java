/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.use;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Evidence;
import dev.mcpjunit.drift.change.RecordedUse;
import dev.mcpjunit.drift.change.RecordedUse.Effect;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.RecordedCall;
import dev.mcpjunit.model.Tool;
import dev.mcpjunit.model.ToolResult;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What recorded calls of a tool use of it, down to the arguments and to the members of results.
 *
 * @param calls the calls of the tool
 * @param decided whether it is known that all successful calls were allowed before and are allowed now, with all that
 *     they send
 */
record UsedTool(List<RecordedCall> calls, boolean decided) {

    /** These affect all calls of the tool, whatever they use of it. */
    private static final Set<String> WHOLE = Set.of(
            "schema-invalid",
            "header-invalid",
            "mirrored-header",
            "external-reference",
            "default-added",
            "default-changed",
            "default-removed");

    private static final Set<String> REQUIREMENTS =
            Set.of("required-property-added", "property-became-required", "required-with-default");

    static UsedTool of(List<RecordedCall> calls, Optional<Tool> before, Optional<Tool> now) {
        Optional<JsonValue> old = before.flatMap(Tool::inputSchema);
        Optional<JsonValue> young = now.flatMap(Tool::inputSchema);
        boolean decided = old.isPresent()
                && young.isPresent()
                && successful(calls).allMatch(call -> isDecided(call, old.get()) && isDecided(call, young.get()));
        return new UsedTool(calls, decided);
    }

    /** Whether a call is accepted, and nothing that it sends may be ignored. */
    private static boolean isDecided(RecordedCall call, JsonValue schema) {
        return BrokenCall.isAccepted(call, schema) && DeclaredArguments.areAll(call.arguments(), schema);
    }

    private static Stream<RecordedCall> successful(List<RecordedCall> calls) {
        return calls.stream().filter(BrokenCall::succeeded);
    }

    /** What the calls say about a change that breaks none of them; empty if they cannot say. */
    Optional<RecordedUse> use(Change change) {
        boolean input = change.rule().startsWith("input.");
        if (!input && !change.rule().startsWith("output.")) {
            return calls.stream()
                    .findFirst()
                    .map(call -> new RecordedUse(Effect.USES, BrokenCall.title(call) + " uses the tool"));
        }
        String rule = change.rule().substring(change.rule().indexOf('.') + 1);
        if (successful(calls).findAny().isEmpty()
                || change.compatibility() == Compatibility.INTEROP
                || WHOLE.contains(rule)) {
            return Optional.empty();
        }
        return input ? input(change, rule) : Optional.of(output(change));
    }

    private Optional<RecordedUse> input(Change change, String rule) {
        if (REQUIREMENTS.contains(rule)) {
            return decided ? Optional.of(unused("no recorded call lacks it")) : Optional.empty();
        }
        UsedPlace place = UsedPlace.of(change);
        Optional<RecordedCall> sending =
                calls.stream().filter(call -> place.isIn(call.arguments())).findFirst();
        if (sending.isEmpty()) {
            return decided || place.certain() ? Optional.of(unused("no recorded call sends it")) : Optional.empty();
        }
        boolean constrains = rule.equals("undecided")
                || change.evidence()
                        .filter(evidence -> evidence.outcome() == Evidence.Outcome.REJECTED)
                        .isPresent();
        if (constrains) {
            return decided ? Optional.of(unused("all recorded calls are still accepted")) : Optional.empty();
        }
        return sending.map(call -> new RecordedUse(
                Effect.USES, BrokenCall.title(call) + " sends it: " + BrokenCall.shown(call.arguments())));
    }

    private RecordedUse output(Change change) {
        UsedPlace place = UsedPlace.of(change);
        return successful(calls)
                .filter(call -> content(call).filter(place::isIn).isPresent())
                .findFirst()
                .map(call -> new RecordedUse(
                        Effect.USES,
                        BrokenCall.title(call) + " returned it: "
                                + content(call).map(BrokenCall::shown).orElse("")))
                .orElseGet(() -> unused("no recorded result has it"));
    }

    private static Optional<JsonValue> content(RecordedCall call) {
        return call.result().flatMap(ToolResult::structuredContent);
    }

    static RecordedUse unused(String why) {
        return new RecordedUse(Effect.UNUSED, why);
    }
}
