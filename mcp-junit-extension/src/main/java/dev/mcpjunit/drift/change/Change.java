/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.change;

import dev.mcpjunit.json.JsonPointer;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
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
 * @param at the place inside the subject; the root when the whole subject was added or removed
 * @param aspect which part of the declaration changed
 * @param compatibility what it means for programs
 * @param trust what it means for the people who approved the earlier declaration
 * @param words what happened, in a few words
 * @param details further facts about it
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
        Details details) {

    /**
     * Further facts about a change.
     *
     * @param property the property of a schema that it is about, when the place does not name it
     * @param hint a guess that may help, for example at a new name
     * @param text the texts, when it is a text that changed
     * @param evidence the proof of a break, where there is one
     * @param signs the signs of an attack that a text has, in the order of {@link Sign}
     * @param use what recorded requests say about it, where the comparison knows the usage of a client
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Details(
            Optional<String> property,
            Optional<String> hint,
            Optional<TextChange> text,
            Optional<Evidence> evidence,
            Set<Sign> signs,
            Optional<RecordedUse> use) {

        /** Nothing more is known. */
        public static final Details NONE = new Details(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), Optional.empty());

        /** Sort and copy the signs. */
        public Details {
            signs = Collections.unmodifiableSet(signs.isEmpty() ? Set.of() : EnumSet.copyOf(signs));
        }

        /** Name the property. */
        public Details withProperty(Optional<String> name) {
            return new Details(name, hint, text, evidence, signs, use);
        }

        /** Add a guess. */
        public Details withHint(Optional<String> guess) {
            return new Details(property, guess, text, evidence, signs, use);
        }

        /** Add the texts. */
        public Details withText(Optional<TextChange> texts) {
            return new Details(property, hint, texts, evidence, signs, use);
        }

        /** Add the proof. */
        public Details withEvidence(Optional<Evidence> proof) {
            return new Details(property, hint, text, proof, signs, use);
        }

        /** Add the signs of an attack. */
        public Details withSigns(Set<Sign> found) {
            return new Details(property, hint, text, evidence, found, use);
        }

        /** Add what recorded requests say. */
        public Details withUse(RecordedUse recorded) {
            return new Details(property, hint, text, evidence, signs, Optional.of(recorded));
        }
    }

    /** Make a change of the contract that needs no review. */
    public static Change contract(
            String rule, Subject subject, JsonPointer at, Compatibility compatibility, String words) {
        return of(rule, subject, at, Aspect.CONTRACT, compatibility, Trust.NONE, words);
    }

    /** Make a change of which no details are known. */
    public static Change of(
            String rule,
            Subject subject,
            JsonPointer at,
            Aspect aspect,
            Compatibility compatibility,
            Trust trust,
            String words) {
        return new Change(rule, subject, at, aspect, compatibility, trust, words, Details.NONE);
    }

    /** Move the change to a place further in. */
    public Change under(JsonPointer parent) {
        List<String> tokens = new ArrayList<>(parent.tokens());
        tokens.addAll(at.tokens());
        return new Change(rule, subject, new JsonPointer(tokens), aspect, compatibility, trust, words, details);
    }

    /** Judge the trust anew. */
    public Change withTrust(Trust other) {
        return new Change(rule, subject, at, aspect, compatibility, other, words, details);
    }

    /** Replace the details. */
    public Change with(Details other) {
        return new Change(rule, subject, at, aspect, compatibility, trust, words, other);
    }

    /** Add a guess. */
    public Change withHint(Optional<String> guess) {
        return with(details.withHint(guess));
    }

    /** Add the texts. */
    public Change withText(String before, String after) {
        return with(details.withText(Optional.of(new TextChange(before, after))));
    }

    /**
     * Add two values as texts where they are too long for a sentence; their difference is then shown, not their start.
     */
    public Change withLongValues(@Nullable JsonValue before, @Nullable JsonValue after) {
        return TextChange.of(before, after)
                .map(texts -> with(details.withText(Optional.of(texts))))
                .orElse(this);
    }

    /** Add the proof. */
    public Change withEvidence(Optional<Evidence> proof) {
        return with(details.withEvidence(proof));
    }

    /**
     * Get the property of a schema that the change is about.
     *
     * @return the name, where the place does not give it
     */
    public Optional<String> property() {
        return details.property();
    }

    /**
     * Get a guess that may help, for example at a new name.
     *
     * @return the guess, if there is one
     */
    public Optional<String> hint() {
        return details.hint();
    }

    /**
     * Get the texts, when it is a text that changed.
     *
     * @return the texts, if there are any
     */
    public Optional<TextChange> text() {
        return details.text();
    }

    /**
     * Get the proof of a break.
     *
     * @return the proof, where there is one
     */
    public Optional<Evidence> evidence() {
        return details.evidence();
    }

    /**
     * Get the signs of an attack that a text has.
     *
     * @return the signs; empty for anything but a suspicious text; never {@code null}
     */
    public Set<Sign> signs() {
        return details.signs();
    }

    /**
     * Get what recorded requests say about the change.
     *
     * @return the use; empty if the comparison does not know the usage of a client, or cannot say
     */
    public Optional<RecordedUse> use() {
        return details.use();
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
     * Get the level of the change on each of the two axes.
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
