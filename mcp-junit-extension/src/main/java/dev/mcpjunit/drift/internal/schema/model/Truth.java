/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.model;

import org.apiguardian.api.API;

/** An answer that may be missing. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum Truth {
    /** No. */
    FALSE,
    /** Undecided. */
    UNKNOWN,
    /** Yes. */
    TRUE;

    static Truth of(boolean answer) {
        return answer ? TRUE : FALSE;
    }

    /** Combine two answers. */
    public Truth and(Truth other) {
        return compareTo(other) <= 0 ? this : other;
    }

    Truth or(Truth other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /**
     * Ask the opposite.
     *
     * @return the opposite answer, still unknown where this is
     */
    public Truth negate() {
        return switch (this) {
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
            case TRUE -> FALSE;
        };
    }
}
