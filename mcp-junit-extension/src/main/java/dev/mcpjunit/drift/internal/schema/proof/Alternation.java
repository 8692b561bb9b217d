/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.proof;

import dev.mcpjunit.drift.internal.schema.proof.Outcome.Impossible;
import dev.mcpjunit.drift.internal.schema.proof.Outcome.Model;
import dev.mcpjunit.drift.internal.schema.proof.Outcome.Unknown;
import java.util.function.Supplier;

/** Tries one possibility after the other: one that works is enough, and only if none can there is nothing. */
final class Alternation {

    private Outcome outcome = Impossible.INSTANCE;

    /** Try a possibility; return whether it worked, so that no other is tried. */
    boolean tryNext(Supplier<Outcome> possibility) {
        Outcome next = possibility.get();
        boolean better = next instanceof Model
                || (next instanceof Unknown unknown
                        && (outcome instanceof Impossible
                                || (unknown.candidate() != null && ((Unknown) outcome).candidate() == null)));
        if (better) {
            outcome = next;
        }
        return next instanceof Model;
    }

    Outcome outcome() {
        return outcome;
    }
}
