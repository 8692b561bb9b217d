/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.schema.SchemaDefect;
import dev.mcpjunit.json.internal.schema.SchemaDefect.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Two schemas without the parts that cannot be used. A part that was unusable and still is counts as equal to itself;
 * all around it can be compared as if it were not there.
 *
 * @param before the old schema without such parts
 * @param now the new schema without such parts
 * @param became what is unusable in the new schema and was not in the old one
 * @param repaired what could not be compared because it was unusable in the old schema and no longer is
 */
record UnusableParts(JsonValue before, JsonValue now, List<SchemaDefect> became, List<SchemaDefect> repaired) {

    /** How many are repaired together. */
    private static final int MOST_REPORTED = 25;

    private static final Set<String> LISTS_IN_PLACE = Set.of("allOf", "anyOf", "oneOf");

    private static final Set<String> IN_PLACE = Set.of("not", "if", "then", "else");

    static UnusableParts of(JsonValue before, JsonValue now) {
        Usability old = Usability.of(before);
        Usability young = Usability.of(now);
        var pair = new Pairing(old.obstacles(), young.obstacles());
        var oldMask = new SchemaMask();
        var newMask = new SchemaMask();
        old.obstacles().forEach(defect -> mask(oldMask, defect));
        young.obstacles().forEach(defect -> mask(newMask, defect));
        pair.gone.forEach(defect -> maskCounterpart(newMask, defect));
        pair.come.forEach(defect -> maskCounterpart(oldMask, defect));
        pair.gone.forEach(defect -> maskRepaired(oldMask, newMask, defect, before));
        return new UnusableParts(
                oldMask.apply(before),
                newMask.apply(now),
                new Pairing(old.defects(), young.defects()).come,
                pair.gone.stream()
                        .filter(defect ->
                                pair.come.stream().noneMatch(other -> other.at().equals(defect.at())))
                        .toList());
    }

    /** What to report. Invalid is worse than undecided: strict clients refuse the whole tool. */
    List<Change> changes(Subject subject, Direction direction) {
        String prefix = SchemaChanges.prefix(direction);
        return Stream.concat(
                        became.stream()
                                .limit(MOST_REPORTED)
                                .map(defect -> Change.contract(
                                        prefix + "schema-invalid",
                                        subject,
                                        SchemaChanges.under(direction, defect.at()),
                                        Compatibility.BREAKING,
                                        defect.problem())),
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

    private static void mask(SchemaMask mask, SchemaDefect defect) {
        if (defect.kind() == Kind.NO_SCHEMA) {
            mask.blank(defect.place());
            return;
        }
        mask.remove(defect.place(), defect.member());
    }

    /** What was said where the other schema cannot be used is not compared to nothing. */
    private static void maskCounterpart(SchemaMask mask, SchemaDefect defect) {
        if (defect.kind() == Kind.ARGUMENT) {
            mask.remove(defect.place(), defect.member());
        } else {
            mask.blank(defect.place());
        }
    }

    /** What an unusable schema accepted is unknown, so that nothing can have been taken away. */
    private static void maskRepaired(SchemaMask oldMask, SchemaMask newMask, SchemaDefect defect, JsonValue before) {
        List<String> tokens = defect.place().tokens();
        int last = tokens.size() - 1;
        // As in draft 3. No later draft allows it, but its meaning is clear.
        if (defect.member().equals("required")
                && defect.argument().equals(JsonBoolean.TRUE)
                && last > 0
                && tokens.get(last - 1).equals("properties")) {
            oldMask.require(new JsonPointer(tokens.subList(0, last - 1)), tokens.get(last));
        }
        JsonPointer value = valueAt(defect.place());
        boolean inside = !value.equals(defect.place());
        if (inside || !(defect.place().find(before).orElse(JsonBoolean.TRUE) instanceof JsonObject schema)) {
            oldMask.blank(value);
            newMask.blank(value);
        } else if (value.tokens().size() > 0
                && schema.names().stream().filter(About::constrains).allMatch(defect.member()::equals)) {
            newMask.blank(value);
        }
    }

    /** The outermost schema for the same value. */
    private static JsonPointer valueAt(JsonPointer place) {
        List<String> tokens = place.tokens();
        int end = tokens.size();
        while (end > 0) {
            if (end > 1
                    && LISTS_IN_PLACE.contains(tokens.get(end - 2))
                    && tokens.get(end - 1).matches("[0-9]+")) {
                end -= 2;
            } else if (IN_PLACE.contains(tokens.get(end - 1)) && !isName(tokens, end - 1)) {
                end--;
            } else {
                break;
            }
        }
        return new JsonPointer(tokens.subList(0, end));
    }

    private static boolean isName(List<String> tokens, int index) {
        return index > 0 && Unordered.NAMED_SCHEMAS.contains(tokens.get(index - 1));
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
            record Likeness(String member, Kind kind, JsonValue argument) {}
            Set<Likeness> known = new HashSet<>();
            others.forEach(other -> known.add(new Likeness(other.member(), other.kind(), other.argument())));
            var unlike = new ArrayList<SchemaDefect>();
            for (SchemaDefect defect : defects) {
                if (!known.contains(new Likeness(defect.member(), defect.kind(), defect.argument()))) {
                    unlike.add(defect);
                }
            }
            return unlike;
        }
    }
}
