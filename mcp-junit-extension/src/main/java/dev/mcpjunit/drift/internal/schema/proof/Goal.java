/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.proof;

import dev.mcpjunit.json.JsonValue;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A value that is looked for.
 *
 * @param literals what must be true of it
 * @param excluded what it must not be
 * @param root whether it is the whole value and not a part of one
 */
record Goal(Set<Literal> literals, Set<JsonValue> excluded, boolean root) {

    /** A part of a value. */
    static Goal of(Collection<Literal> literals) {
        var needed = new LinkedHashSet<Literal>();
        for (Literal literal : literals) {
            if (!literal.isTrivial()) {
                needed.add(literal);
            }
        }
        return new Goal(needed, Set.of(), false);
    }

    Goal and(Literal literal) {
        if (literal.isTrivial() || literals.contains(literal)) {
            return this;
        }
        var more = new LinkedHashSet<>(literals);
        more.add(literal);
        return new Goal(more, excluded, root);
    }

    Goal without(Collection<JsonValue> values) {
        var all = new LinkedHashSet<>(excluded);
        all.addAll(values);
        return new Goal(literals, all, root);
    }

    /** Whether this contradicts itself at first sight. */
    boolean isAbsurd() {
        for (Literal literal : literals) {
            if (literal.isAbsurd()
                    || (!literal.matched()
                            && (literals.contains(new Literal(literal.schema(), true, false))
                                    || literals.contains(new Literal(literal.schema(), true, true))))) {
                return true;
            }
        }
        return false;
    }
}
