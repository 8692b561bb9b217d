/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.change;

import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.drift.schema.Witness;
import org.apiguardian.api.API;

/**
 * A value that proves a break.
 *
 * @param witness the value, and what is wrong with it; checked by a validator on both sides
 * @param direction whether it is an argument or a result
 * @param outcome what happens to it
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Evidence(Witness witness, Direction direction, Outcome outcome) {

    /** What happens to a value. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Outcome {
        /** An argument that was accepted is now rejected, or a result that was impossible is now possible. */
        REJECTED,
        /** The value is still valid, but part of it is no longer declared and may be ignored. */
        IGNORED
    }

    /**
     * Say what the value proves.
     *
     * @return for example <code>{"a":2} was accepted and is now rejected: required property 'b' is missing</code>;
     *     never {@code null}
     */
    @Override
    public String toString() {
        return witness.value() + " " + verdict() + ": " + witness.violation();
    }

    /**
     * Say what happens to the value.
     *
     * @return for example {@code was accepted and is now rejected}; never {@code null}
     */
    public String verdict() {
        if (outcome == Outcome.IGNORED) {
            return direction == Direction.INPUT
                    ? "is still accepted but no longer means what it said"
                    : "was promised and need no longer come so";
        }
        return direction == Direction.INPUT ? "was accepted and is now rejected" : "may come now and was not promised";
    }
}
