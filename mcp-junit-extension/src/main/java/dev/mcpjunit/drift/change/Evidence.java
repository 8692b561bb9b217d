/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.change;

import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.drift.schema.Witness;
import org.apiguardian.api.API;

/**
 * A value that proves a break.
 *
 * @param witness the value, and what is wrong with it; checked by a validator on both sides
 * @param direction which way it travels
 * @param outcome what becomes of it
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Evidence(Witness witness, Direction direction, Outcome outcome) {

    /** What becomes of a value. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Outcome {
        /** It was valid and is not any more, or the other way round for results. */
        REJECTED,
        /** It is as valid as it was, but part of it is no longer declared, so clients may ignore that part. */
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
     * Say what became of the value.
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
