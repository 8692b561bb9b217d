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
 * @param trust what it means for those who approved
 * @param words what happened
 * @param hint a guess that may help
 * @param text the texts, when it is a text that changed
 * @param alone the same change made to the old schema alone
 * @param undo what takes the change back in the new schema; only where a break of this kind is treated softly
 * @param declares whether it changes what a sender knows about, even where it changes no verdict
 */
record Finding(
        String rule,
        JsonPointer at,
        Effect effect,
        Compatibility otherwise,
        Aspect aspect,
        Trust trust,
        String words,
        Optional<String> hint,
        Optional<TextChange> text,
        Optional<Edit> alone,
        Optional<Edit> undo,
        boolean declares) {

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
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** Something that never changes which values are accepted. */
    static Finding note(
            String rule, JsonPointer at, Compatibility compatibility, Aspect aspect, Trust trust, String words) {
        return new Finding(
                rule,
                at,
                Effect.NOTHING,
                compatibility,
                aspect,
                trust,
                words,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** How bad it is when inclusion shows no break. */
    Finding otherwise(Compatibility compatibility) {
        return new Finding(rule, at, effect, compatibility, aspect, trust, words, hint, text, alone, undo, declares);
    }

    Finding withHint(Optional<String> guess) {
        return new Finding(rule, at, effect, otherwise, aspect, trust, words, guess, text, alone, undo, declares);
    }

    Finding withText(String before, String after) {
        return new Finding(
                rule,
                at,
                effect,
                otherwise,
                aspect,
                trust,
                words,
                hint,
                Optional.of(new TextChange(before, after)),
                alone,
                undo,
                declares);
    }

    /** Two values as texts, where they are too long for a sentence. */
    Finding withLongValues(@Nullable JsonValue before, @Nullable JsonValue after) {
        return TextChange.of(before, after)
                .map(texts -> withText(texts.before(), texts.after()))
                .orElse(this);
    }

    Finding alone(SchemaPair pair, UnaryOperator<JsonObject> change) {
        return new Finding(
                rule,
                at,
                effect,
                otherwise,
                aspect,
                trust,
                words,
                hint,
                text,
                Optional.of(new Edit(pair.oldAt(), change)),
                undo,
                declares);
    }

    Finding softBy(SchemaPair pair, UnaryOperator<JsonObject> takeBack) {
        return new Finding(
                rule,
                at,
                effect,
                otherwise,
                aspect,
                trust,
                words,
                hint,
                text,
                alone,
                Optional.of(new Edit(pair.newAt(), takeBack)),
                declares);
    }

    Finding declaring() {
        return new Finding(rule, at, effect, otherwise, aspect, trust, words, hint, text, alone, undo, true);
    }

    boolean isConstraint() {
        return effect != Effect.NOTHING;
    }

    Change change(Subject subject, Direction direction, Compatibility compatibility, Optional<Evidence> evidence) {
        return new Change(
                SchemaChanges.prefix(direction) + rule,
                subject,
                SchemaChanges.under(direction, at),
                aspect,
                compatibility,
                trust,
                words,
                hint,
                text,
                evidence);
    }
}
