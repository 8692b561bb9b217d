/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.change;

import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One change of a catalog.
 *
 * @param rule the stable id of the rule that found it, for example {@code input.property-became-required}
 * @param subject what it is about
 * @param at the place inside the subject; the root when the whole subject came or went
 * @param aspect which side of the declaration changed
 * @param compatibility what it means for programs
 * @param trust what it means for those who approved
 * @param words what happened, in a few words
 * @param hint a guess that may help, for example at a new name
 * @param text the texts, when it is a text that changed
 * @param evidence the proof of a break, where there is one
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Change(
        String rule,
        Subject subject,
        JsonPointer at,
        Aspect aspect,
        Compatibility compatibility,
        Trust trust,
        String words,
        Optional<String> hint,
        Optional<TextChange> text,
        Optional<Evidence> evidence) {

    /** Make a change of the contract that touches nobody's trust. */
    public static Change contract(
            String rule, Subject subject, JsonPointer at, Compatibility compatibility, String words) {
        return of(rule, subject, at, Aspect.CONTRACT, compatibility, Trust.NONE, words);
    }

    /** Make a change without hint, texts and evidence. */
    public static Change of(
            String rule,
            Subject subject,
            JsonPointer at,
            Aspect aspect,
            Compatibility compatibility,
            Trust trust,
            String words) {
        return new Change(
                rule,
                subject,
                at,
                aspect,
                compatibility,
                trust,
                words,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Move the change to a place further in. */
    public Change under(JsonPointer parent) {
        List<String> tokens = new ArrayList<>(parent.tokens());
        tokens.addAll(at.tokens());
        return new Change(
                rule, subject, new JsonPointer(tokens), aspect, compatibility, trust, words, hint, text, evidence);
    }

    /** Judge the trust anew. */
    public Change withTrust(Trust other) {
        return new Change(rule, subject, at, aspect, compatibility, other, words, hint, text, evidence);
    }

    /** Add a guess. */
    public Change withHint(Optional<String> guess) {
        return new Change(rule, subject, at, aspect, compatibility, trust, words, guess, text, evidence);
    }

    /** Add the texts. */
    public Change withText(String before, String after) {
        return new Change(
                rule,
                subject,
                at,
                aspect,
                compatibility,
                trust,
                words,
                hint,
                Optional.of(new TextChange(before, after)),
                evidence);
    }

    /**
     * Add two values as texts where they are too long for a sentence; their difference is then shown, not their start.
     */
    public Change withLongValues(@Nullable JsonValue before, @Nullable JsonValue after) {
        return TextChange.of(before, after)
                .map(texts -> withText(texts.before(), texts.after()))
                .orElse(this);
    }

    /** Add the proof. */
    public Change withEvidence(Optional<Evidence> proof) {
        return new Change(rule, subject, at, aspect, compatibility, trust, words, hint, text, proof);
    }

    /**
     * Say how bad the change is.
     *
     * @return the worst of {@link #levels}; never {@code null}
     */
    public Level level() {
        return levels().iterator().next();
    }

    /**
     * Say how bad the change is on each of the two axes.
     *
     * @return one or two levels, worst first; never {@code null}
     */
    public Set<Level> levels() {
        var levels = EnumSet.of(Level.valueOf(compatibility.name()));
        if (trust != Trust.NONE) {
            levels.add(Level.valueOf(trust.name()));
        }
        return levels;
    }

    /**
     * Say where the change is, from the root of the catalog: {@code /tools/get-sum/inputSchema/required}.
     *
     * @return the place; never {@code null}
     */
    public JsonPointer pointer() {
        List<String> tokens = new ArrayList<>(subject.pointer().tokens());
        tokens.addAll(at.tokens());
        return new JsonPointer(tokens);
    }
}
