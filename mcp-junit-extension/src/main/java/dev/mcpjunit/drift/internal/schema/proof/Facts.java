/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.proof;

import dev.mcpjunit.json.JsonValue;
import java.util.Optional;

/** What is known of a value of one kind, beyond the schemas that it matches. */
sealed interface Facts permits NumberFacts, TextFacts, ArrayFacts, ObjectFacts, NoFacts {

    /** Assume a fact; return whether it is possible at first sight. */
    boolean add(Fact fact);

    /** A copy that can go its own way. */
    Facts copy();

    /** Tell whether a fact cannot be true besides what is known, after some thought. */
    default boolean rulesOut(Fact fact, Solver solver) {
        return false;
    }

    /** Tell whether a fact must be true because of what is known, after some thought. */
    default boolean implies(Fact fact, Solver solver) {
        return false;
    }

    /** Tell whether a value that was found elsewhere agrees with what is known. */
    default boolean allows(JsonValue value, Solver solver) {
        return true;
    }

    /** Tell whether some part that must be there cannot be, whatever is decided later. */
    default boolean isHopeless(Solver solver) {
        return false;
    }

    /** Something that must be decided before a value can be built. */
    default Optional<Choice> openQuestion(Solver solver) {
        return Optional.empty();
    }

    /** Build a value of which all this is true. */
    Outcome solve(Solver solver);
}
