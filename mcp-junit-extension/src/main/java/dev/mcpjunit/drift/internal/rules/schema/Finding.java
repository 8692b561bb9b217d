/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.rules.schema;

import dev.mcpjunit.drift.change.Aspect;
import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Evidence;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.drift.change.TextChange;
import dev.mcpjunit.drift.change.Trust;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a rule has seen.
 *
 * @param rule the id of the rule, without the direction
 * @param at the place, from the root of the schema
 * @param effect what it does to the values that are accepted
 * @param otherwise how bad it is when inclusion shows no break
 * @param aspect which side of the declaration it belongs to
 * @param trust what it means for the people who approved the earlier declaration
 * @param details the property, a guess that may help, and the texts when it is a text that changed
 * @param trial how to find out what it breaks
 * @param isSummary whether it only sums up what may be reported for places inside, by the same rule
 */
record Finding(
        String rule,
        JsonPointer at,
        Effect effect,
        Compatibility otherwise,
        Aspect aspect,
        Trust trust,
        String words,
        Change.Details details,
        Trial trial,
        boolean isSummary) {

    /**
     * How to find out what a change breaks.
     *
     * @param undo what takes the change back in the new schema; only where a break of this kind is treated softly
     * @param forbidding what makes the old schema reject what the change is about; only where that is still accepted
     *     but no longer declared
     * @param declares whether it changes what a sender knows about, even where it changes no verdict
     */
    record Trial(Optional<Edit> alone, Optional<Edit> undo, Optional<Edit> forbidding, boolean declares) {

        static final Trial NONE = new Trial(Optional.empty(), Optional.empty(), Optional.empty(), false);

        /** Whether it is about a member that only a branch declared. */
        boolean isOnlyInBranch() {
            return forbidding.isPresent() && alone.isEmpty();
        }
    }

    /** Something that may change which values are accepted. */
    static Finding constraint(String rule, JsonPointer at, Effect effect, String words) {
        return new Finding(
                rule,
                at,
                effect,
                Compatibility.COMPATIBLE,
                Aspect.CONTRACT,
                Trust.NONE,
                words,
                Change.Details.NONE,
                Trial.NONE,
                false);
    }

    /** Something that never changes which values are accepted. */
    static Finding note(
            String rule, JsonPointer at, Compatibility compatibility, Aspect aspect, Trust trust, String words) {
        return new Finding(
                rule, at, Effect.NOTHING, compatibility, aspect, trust, words, Change.Details.NONE, Trial.NONE, false);
    }

    /** How bad it is when inclusion shows no break. */
    Finding otherwise(Compatibility compatibility) {
        return new Finding(rule, at, effect, compatibility, aspect, trust, words, details, trial, isSummary);
    }

    private Finding with(Change.Details other) {
        return new Finding(rule, at, effect, otherwise, aspect, trust, words, other, trial, isSummary);
    }

    private Finding with(Trial other) {
        return new Finding(rule, at, effect, otherwise, aspect, trust, words, details, other, isSummary);
    }

    /** Name the property that it is about, where the place does not. */
    Finding about(String property) {
        return with(details.withProperty(Optional.of(property)));
    }

    Finding withHint(Optional<String> guess) {
        return with(details.withHint(guess));
    }

    Finding withText(String before, String after) {
        return with(details.withText(Optional.of(new TextChange(before, after))));
    }

    /** Two values as texts, where they are too long for a sentence. */
    Finding withLongValues(@Nullable JsonValue before, @Nullable JsonValue after) {
        return TextChange.of(before, after)
                .map(texts -> with(details.withText(Optional.of(texts))))
                .orElse(this);
    }

    Finding alone(SchemaPair pair, UnaryOperator<JsonObject> change) {
        var edit = Optional.of(new Edit(pair.oldAt(), change));
        return with(new Trial(edit, trial.undo, trial.forbidding, trial.declares));
    }

    Finding softBy(SchemaPair pair, UnaryOperator<JsonObject> takeBack) {
        var edit = Optional.of(new Edit(pair.newAt(), takeBack));
        return with(new Trial(trial.alone, edit, trial.forbidding, trial.declares));
    }

    Finding forbiddenBy(Edit forbidding) {
        return with(new Trial(trial.alone, trial.undo, Optional.of(forbidding), trial.declares));
    }

    Finding declaring() {
        return with(new Trial(trial.alone, trial.undo, trial.forbidding, true));
    }

    Finding summary() {
        return new Finding(rule, at, effect, otherwise, aspect, trust, words, details, trial, true);
    }

    boolean isConstraint() {
        return effect != Effect.NOTHING;
    }

    Change change(Subject subject, Direction direction, Compatibility compatibility, Optional<Evidence> evidence) {
        return Change.of(
                        SchemaChanges.prefix(direction) + rule,
                        subject,
                        SchemaChanges.under(direction, at),
                        aspect,
                        compatibility,
                        trust,
                        words)
                .with(details.withEvidence(evidence));
    }
}
