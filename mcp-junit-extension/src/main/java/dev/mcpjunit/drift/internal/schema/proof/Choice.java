/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.proof;

import dev.mcpjunit.drift.internal.schema.model.Demand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several possibilities, at least one of which is the case.
 *
 * @param asked whether the choice comes from a schema that is to be matched, rather than from one that is to be failed
 */
record Choice(List<Alternative> alternatives, boolean asked) {

    /**
     * One possibility.
     *
     * @param failed the demand that is failed by this, if that is what it is for
     */
    record Alternative(List<? extends Fact> facts, @Nullable Demand failed) {

        static Alternative of(Fact... facts) {
            return new Alternative(List.of(facts), null);
        }
    }

    Choice with(List<Alternative> fewer) {
        return new Choice(List.copyOf(fewer), asked);
    }
}
