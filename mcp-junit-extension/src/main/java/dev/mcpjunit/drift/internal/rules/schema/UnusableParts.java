/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.drift.internal.rules.schema.SchemaMask.Emptied;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.schema.SchemaDefect;
import dev.mcpjunit.json.internal.schema.SchemaDefect.Kind;
import dev.mcpjunit.json.internal.schema.SchemaDialect;
import dev.mcpjunit.json.internal.schema.UsedDefinitions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Two schemas without the parts that cannot be used. A part that was unusable and still is counts as equal to itself;
 * all around it can be compared as if it were not there.
 *
 * @param before the old schema without such parts
 * @param now the new schema without such parts
 * @param became what is unusable in the new schema and was not in the old one
 * @param used which definitions of the new schema something refers to
 * @param repaired what could not be compared because it was unusable in the old schema and no longer is
 */
record UnusableParts(
        JsonValue before, JsonValue now, List<SchemaDefect> became, UsedDefinitions used, List<SchemaDefect> repaired) {

    /** How many are repaired together. */
    private static final int MOST_REPORTED = 25;

    private static final Set<String> SAYING_ONE_THING = Set.of("type", "$ref");

    /**
     * Take them out.
     *
     * @param before the old schema
     * @param now the new schema
     * @param direction which way values travel
     * @param isSatisfiable whether some value is valid under a schema
     */
    static UnusableParts of(JsonValue before, JsonValue now, Direction direction, Predicate<JsonValue> isSatisfiable) {
        Usability old = Usability.of(before);
        Usability young = Usability.of(now);
        var pair = new Pairing(old.obstacles(), young.obstacles());
        var rest = new UsableParts(before, now, direction, old.obstacles(), young.obstacles(), pair.gone, pair.come);
        Emptied emptied = Emptied.DISTINCT;
        if (!old.obstacles().isEmpty() || !young.obstacles().isEmpty()) {
            // If nothing could be sent, nothing could break, and every other change would be hidden.
            JsonValue sent = direction == Direction.INPUT ? rest.before(emptied) : rest.now(emptied);
            emptied = isSatisfiable.test(sent) ? emptied : Emptied.OPEN;
        }
        UsedDefinitions used = definitions(now);
        return new UnusableParts(
                rest.before(emptied),
                rest.now(emptied),
                became(before, old.defects(), young.defects(), used),
                used,
                pair.gone.stream()
                        .filter(defect -> pair.come.stream()
                                .noneMatch(other -> other.at().equals(defect.at()) && !isAsUseless(defect, other)))
                        .toList());
    }

    private static UsedDefinitions definitions(JsonValue schema) {
        return UsedDefinitions.in(schema, SchemaDialect.named(schema).orElse(SchemaDialect.DRAFT_2020_12));
    }

    /** New defects, and defects in definitions that are referenced for the first time. */
    private static List<SchemaDefect> became(
            JsonValue before, List<SchemaDefect> old, List<SchemaDefect> young, UsedDefinitions used) {
        Set<SchemaDefect> come = new HashSet<>(new Pairing(old, young).come);
        UsedDefinitions usedBefore = definitions(before);
        return young.stream()
                .filter(defect -> come.contains(defect)
                        ? old.stream().noneMatch(other -> isAsUseless(other, defect))
                        : used.include(defect.place())
                                && sameAs(defect, old).stream().noneMatch(other -> usedBefore.include(other.place())))
                .toList();
    }

    /** The defect that stood at the same place, or those like it elsewhere if it has moved. */
    private static List<SchemaDefect> sameAs(SchemaDefect defect, List<SchemaDefect> old) {
        List<SchemaDefect> alike = old.stream()
                .filter(other -> Likeness.of(other).equals(Likeness.of(defect)))
                .toList();
        List<SchemaDefect> there =
                alike.stream().filter(other -> other.at().equals(defect.at())).toList();
        return there.isEmpty() ? alike : there;
    }

    /** What defects that moved have in common. */
    private record Likeness(String member, Kind kind, JsonValue argument) {
        static Likeness of(SchemaDefect defect) {
            return new Likeness(defect.member(), defect.kind(), defect.argument());
        }
    }

    /** Whether one part that says nothing at all took the place of another. */
    static boolean isAsUseless(SchemaDefect before, SchemaDefect now) {
        return before.at().equals(now.at())
                && before.kind() == now.kind()
                && now.kind() != Kind.REMOTE_REFERENCE
                && (now.kind() == Kind.NO_SCHEMA
                        || (SAYING_ONE_THING.contains(now.member())
                                && before.argument() instanceof JsonString
                                && now.argument() instanceof JsonString));
    }

    /** What to report. Invalid is worse than undecided: strict clients refuse the whole tool. */
    List<Change> changes(Subject subject, Direction direction) {
        String prefix = SchemaChanges.prefix(direction);
        return Stream.concat(
                        became.stream().limit(MOST_REPORTED).map(defect -> invalid(subject, direction, defect)),
                        repaired.stream()
                                .limit(MOST_REPORTED)
                                .map(defect -> Change.contract(
                                        prefix + "undecided",
                                        subject,
                                        SchemaChanges.under(direction, defect.at()),
                                        Compatibility.RISKY,
                                        "the old schema could not be used here: " + defect.problem())))
                .toList();
    }

    /** Drop each summary if another change of the same rule reports a defect inside it. */
    static List<Change> reportedOnce(List<Change> changes, List<Change> summaries) {
        return changes.stream()
                .filter(change -> !summaries.contains(change)
                        || changes.stream()
                                .noneMatch(other -> other.rule().equals(change.rule())
                                        && other.at().toString().startsWith(change.at() + "/")))
                .toList();
    }

    private Change invalid(Subject subject, Direction direction, SchemaDefect defect) {
        Optional<UnusedDefinition> unused =
                used.include(defect.place()) ? Optional.empty() : Optional.of(UnusedDefinition.of(defect, direction));
        return Change.contract(
                SchemaChanges.prefix(direction) + "schema-invalid",
                subject,
                SchemaChanges.under(direction, defect.at()),
                unused.map(UnusedDefinition::compatibility).orElse(Compatibility.BREAKING),
                defect.problem() + unused.map(UnusedDefinition::words).orElse(""));
    }

    /** Which defects are on one side only. One that moved, with a definition say, is still the same. */
    private static final class Pairing {

        private final List<SchemaDefect> gone;
        private final List<SchemaDefect> come;

        private Pairing(List<SchemaDefect> before, List<SchemaDefect> now) {
            List<SchemaDefect> left = unmatched(before, now);
            List<SchemaDefect> added = unmatched(now, before);
            gone = unlike(left, added);
            come = unlike(added, left);
        }

        private static List<SchemaDefect> unmatched(List<SchemaDefect> defects, List<SchemaDefect> others) {
            Map<JsonPointer, Set<JsonValue>> known = new HashMap<>();
            others.forEach(other ->
                    known.computeIfAbsent(other.at(), at -> new HashSet<>()).add(other.argument()));
            return defects.stream()
                    .filter(defect -> !known.getOrDefault(defect.at(), Set.of()).contains(defect.argument()))
                    .toList();
        }

        private static List<SchemaDefect> unlike(List<SchemaDefect> defects, List<SchemaDefect> others) {
            Set<Likeness> known = new HashSet<>();
            others.forEach(other -> known.add(Likeness.of(other)));
            var unlike = new ArrayList<SchemaDefect>();
            for (SchemaDefect defect : defects) {
                if (!known.contains(Likeness.of(defect))) {
                    unlike.add(defect);
                }
            }
            return unlike;
        }
    }
}
