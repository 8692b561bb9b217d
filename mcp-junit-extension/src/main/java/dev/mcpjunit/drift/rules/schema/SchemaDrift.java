/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.rules.schema;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Evidence;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.rules.schema.SchemaWalk.Explanation;
import dev.mcpjunit.drift.schema.Budget;
import dev.mcpjunit.drift.schema.ContentModel;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.drift.schema.SchemaComparison;
import dev.mcpjunit.drift.schema.SchemaVerdict;
import dev.mcpjunit.drift.schema.Witness;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The changes of one schema. The rules name what changed, the proof decides what it is worth: a change is breaking when
 * there is a value that shows it, whatever a rule thinks, and compatible when there is a proof that there is none.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SchemaDrift {

    private final String subject;
    private final JsonPointer at;
    private final Direction direction;
    private final ContentModel contentModel;
    private final Budget budget;

    /**
     * Look at schemas of one kind.
     *
     * @param subject what has the schema
     * @param at the place of the schema in it
     * @param direction which way the values travel
     * @param contentModel which values count
     * @param budget what a comparison may cost
     */
    public SchemaDrift(
            String subject, JsonPointer at, Direction direction, ContentModel contentModel, Budget budget) {
        this.subject = subject;
        this.at = at;
        this.direction = direction;
        this.contentModel = contentModel;
        this.budget = budget;
    }

    /** Compare two versions of the schema. */
    public List<Change> changes(JsonValue before, JsonValue after) {
        if (before.equals(after)) {
            return List.of();
        }
        SchemaVerdict verdict = SchemaComparison.compare(before, after, direction, contentModel, budget);
        List<Explanation> explained = SchemaWalk.explain(subject, at, direction, before, after);
        if (verdict instanceof SchemaVerdict.Breaking breaking) {
            return breaking(before, after, breaking, explained);
        }
        if (verdict instanceof SchemaVerdict.Undecided undecided) {
            return Stream.concat(
                            Stream.of(general(
                                    "undecided",
                                    Compatibility.RISKY,
                                    "nobody knows whether this breaks anybody: " + undecided.reason())),
                            atMost(Compatibility.RISKY, explained))
                    .toList();
        }
        boolean equal = verdict instanceof SchemaVerdict.Equal;
        List<Change> changes = atMost(equal ? Compatibility.COSMETIC : Compatibility.COMPATIBLE, explained)
                .toList();
        return changes.isEmpty()
                ? List.of(general(
                        equal ? "notation" : "changed",
                        equal ? Compatibility.COSMETIC : Compatibility.COMPATIBLE,
                        equal ? "the same in other words" : "changed without breaking anybody"))
                : changes;
    }

    private Stream<Change> atMost(Compatibility worst, List<Explanation> explained) {
        return explained.stream().map(explanation -> atMost(worst, explanation));
    }

    /** A warning that no proof answers, like that of a member that is ignored now, stays unless all is the same. */
    private static Change atMost(Compatibility worst, Explanation explanation) {
        Change change = explanation.change();
        boolean proved = explanation.rule().concernsValues() && change.trust() != Trust.SUSPICIOUS;
        boolean warning = change.compatibility() == Compatibility.RISKY && worst != Compatibility.COSMETIC;
        return proved && !warning && change.compatibility().compareTo(worst) < 0 ? change.with(worst) : change;
    }

    private List<Change> breaking(
            JsonValue before, JsonValue after, SchemaVerdict.Breaking verdict, List<Explanation> explained) {
        var evidence = new Evidence(verdict.witness(), direction);
        boolean soft = verdict.boundsOnly() || breaksByDefaultedMembersOnly(before, after);
        List<Change> changes = explained.stream()
                .map(explanation -> soft ? atMost(Compatibility.RISKY, explanation) : judged(explanation, before, after))
                .toList();
        Compatibility worst = soft ? Compatibility.RISKY : Compatibility.BREAKING;
        Optional<Change> culprit = changes.stream()
                .filter(change -> change.compatibility() == worst && change.trust() != Trust.SUSPICIOUS)
                .max(Comparator.comparingInt(change -> likeness(change, verdict.witness())));
        if (culprit.isEmpty()) {
            String rule = direction == Direction.INPUT ? "narrowed" : "widened";
            return Stream.concat(
                            Stream.of(general(
                                            rule,
                                            worst,
                                            direction == Direction.INPUT
                                                    ? "fewer values are accepted"
                                                    : "more values may come")
                                    .with(evidence)),
                            changes.stream())
                    .toList();
        }
        return changes.stream()
                .map(change -> change == culprit.get() ? change.with(evidence) : change)
                .toList();
    }

    /** Who validates by the schema rejects; many servers apply the default. */
    private boolean breaksByDefaultedMembersOnly(JsonValue before, JsonValue after) {
        if (direction == Direction.OUTPUT || !(after instanceof JsonObject now)) {
            return false;
        }
        JsonObject lenient = DefaultedMembers.optional(now);
        if (lenient.equals(now)) {
            return false;
        }
        SchemaVerdict verdict = SchemaComparison.compare(before, lenient, direction, contentModel, budget);
        return verdict instanceof SchemaVerdict.Equal
                || verdict instanceof SchemaVerdict.Compatible
                || verdict instanceof SchemaVerdict.Breaking breaking && breaking.boundsOnly();
    }

    /** Where several changes could have broken it, those are acquitted whose part of the schema breaks nobody. */
    private Change judged(Explanation explanation, JsonValue before, JsonValue after) {
        Change change = explanation.change();
        if (change.compatibility() != Compatibility.BREAKING
                || !explanation.rule().concernsValues()
                || explanation.pair().isRoot()
                || change.trust() == Trust.SUSPICIOUS) {
            return change;
        }
        SchemaVerdict verdict = SchemaComparison.compare(
                withDefinitions(explanation.pair().before(), before),
                withDefinitions(explanation.pair().after(), after),
                direction,
                contentModel,
                budget);
        if (verdict instanceof SchemaVerdict.Breaking breaking) {
            return breaking.boundsOnly() ? change.with(Compatibility.RISKY) : change;
        }
        return change.with(
                verdict instanceof SchemaVerdict.Undecided ? Compatibility.RISKY : Compatibility.COMPATIBLE);
    }

    private static JsonValue withDefinitions(JsonObject part, JsonValue whole) {
        var extended = part.toBuilder();
        if (whole instanceof JsonObject root) {
            for (String keyword : List.of("$schema", "$defs", "definitions")) {
                JsonValue value = root.get(keyword);
                if (value != null && !part.has(keyword)) {
                    extended.put(keyword, value);
                }
            }
        }
        return extended.build();
    }

    /** How much of the place where the witness fails is the place of the change. */
    private int likeness(Change change, Witness witness) {
        List<String> place = change.at().tokens().subList(at.tokens().size(), change.at().tokens().size());
        return Math.max(
                2 * common(place, tokens(witness.violation().schemaPointer())),
                common(membersOf(place), tokens(witness.violation().instancePointer())));
    }

    private static List<String> tokens(String pointer) {
        try {
            return JsonPointer.parse(pointer).tokens();
        } catch (IllegalArgumentException notOne) {
            return List.of();
        }
    }

    private static List<String> membersOf(List<String> place) {
        var members = new ArrayList<String>();
        for (int i = 0; i + 1 < place.size(); i++) {
            if (place.get(i).equals("properties")) {
                members.add(place.get(i + 1));
            }
        }
        return members;
    }

    private static int common(List<String> one, List<String> other) {
        int same = 0;
        while (same < Math.min(one.size(), other.size()) && one.get(same).equals(other.get(same))) {
            same++;
        }
        return same;
    }

    private Change general(String rule, Compatibility compatibility, String words) {
        return new Change(
                (direction == Direction.INPUT ? "input." : "output.") + rule,
                subject,
                at,
                compatibility,
                Trust.UNCHANGED,
                words,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
