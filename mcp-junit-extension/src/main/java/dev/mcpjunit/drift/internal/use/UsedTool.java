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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What recorded calls of a tool use of it, down to the arguments and to the members of results.
 *
 * @param calls the calls of the tool
 * @param decided whether it is known that all successful calls were allowed before and are allowed now, with all that
 *     they send, and that no other call was allowed before only
 * @param input its input schemas before and now
 * @param output its output schemas before and now
 */
record UsedTool(List<RecordedCall> calls, boolean decided, List<SchemaTargets> input, List<SchemaTargets> output) {

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

    private static final Set<String> ADDITIONS = Set.of("property-added", "required-property-added");

    /** What these take away may also be declared members. */
    private static final Set<String> DROPPING =
            Set.of("alternative-removed", "schema-narrowed", "keyword-changed", "undecided");

    static UsedTool of(List<RecordedCall> calls, Optional<Tool> before, Optional<Tool> now) {
        Optional<JsonValue> old = before.flatMap(Tool::inputSchema);
        Optional<JsonValue> young = now.flatMap(Tool::inputSchema);
        boolean decided = old.isPresent()
                && young.isPresent()
                && successful(calls).allMatch(call -> isDecided(call, old.get()) && isDecided(call, young.get()))
                && calls.stream()
                        .filter(call -> !BrokenCall.succeeded(call))
                        .noneMatch(call -> BrokenCall.mayBeAccepted(call, old.get())
                                && BrokenCall.mayBeRejected(call, young.get()));
        return new UsedTool(
                calls,
                decided,
                targets(old, young),
                targets(before.flatMap(Tool::outputSchema), now.flatMap(Tool::outputSchema)));
    }

    private static List<SchemaTargets> targets(Optional<JsonValue> before, Optional<JsonValue> now) {
        return Stream.of(before, now)
                .flatMap(Optional::stream)
                .map(SchemaTargets::of)
                .toList();
    }

    /** Where in arguments or results a change is. */
    UsedPlace place(Change change) {
        return UsedPlace.of(change, change.rule().startsWith("output.") ? output : input);
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
        return input ? input(change, rule) : output(change, rule);
    }

    private Optional<RecordedUse> input(Change change, String rule) {
        if (REQUIREMENTS.contains(rule)) {
            return decided ? Optional.of(unused("no recorded call omits it")) : Optional.empty();
        }
        UsedPlace place = place(change);
        List<RecordedCall> sending =
                calls.stream().filter(call -> place.isIn(call.arguments())).toList();
        if (sending.isEmpty()) {
            return decided || place.certain() ? Optional.of(unused("no recorded call sends it")) : Optional.empty();
        }
        boolean constrains = rule.equals("undecided")
                || change.evidence()
                        .filter(evidence -> evidence.outcome() == Evidence.Outcome.REJECTED)
                        .isPresent();
        Optional<RecordedCall> affected = constrains
                ? sendingDropped(sending, change, rule)
                : sending.stream().findFirst();
        if (affected.isEmpty()) {
            return decided ? Optional.of(unused("all recorded calls are still accepted")) : Optional.empty();
        }
        return affected.map(call -> new RecordedUse(
                Effect.USES, BrokenCall.title(call) + " sends it: " + BrokenCall.shown(call.arguments())));
    }

    /** A call that sends what is no longer declared: it may be accepted, and ignored. */
    private Optional<RecordedCall> sendingDropped(List<RecordedCall> sending, Change change, String rule) {
        if (rule.equals("property-removed")) {
            return sending.stream().findFirst();
        }
        if (!DROPPING.contains(rule) || input.size() < 2) {
            return Optional.empty();
        }
        List<String> place = change.at().tokens().stream().skip(1).toList();
        Set<String> dropped = new HashSet<>(DeclaredNames.of(input.get(0).schema(), place));
        dropped.removeAll(DeclaredNames.of(input.get(1).schema(), place));
        return sending.stream()
                .filter(call -> DeclaredNames.hasAny(call.arguments(), dropped))
                .findFirst();
    }

    private Optional<RecordedUse> output(Change change, String rule) {
        boolean isNew = ADDITIONS.contains(rule);
        // No recorded result can have what is new.
        UsedPlace place = isNew ? place(change).parent() : place(change);
        Optional<RecordedUse> used = successful(calls)
                .filter(call -> content(call).filter(place::isIn).isPresent())
                .findFirst()
                .map(call -> {
                    String returned = content(call).map(BrokenCall::shown).orElse("");
                    return new RecordedUse(
                            Effect.USES,
                            BrokenCall.title(call)
                                    + (isNew ? " returned what may have it now: " : " returned it: ")
                                    + returned);
                });
        if (used.isPresent() || successful(calls).anyMatch(BrokenCall::isTask)) {
            return used;
        }
        return Optional.of(unused("no recorded result has it"));
    }

    private static Optional<JsonValue> content(RecordedCall call) {
        return call.result().flatMap(ToolResult::structuredContent);
    }

    static RecordedUse unused(String why) {
        return new RecordedUse(Effect.UNUSED, why);
    }
}
