/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.model;

import org.apiguardian.api.API;

/**
 * How many there may be of something.
 *
 * @param max the greatest number; {@link #NO_LIMIT} where there is none
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Count(long min, long max) {

    /** The greatest number where there is none. */
    public static final long NO_LIMIT = Long.MAX_VALUE;

    /** Any number. */
    public static final Count ANY = new Count(0, NO_LIMIT);

    /** Ask for a least number. */
    public static Count atLeast(long min) {
        return new Count(min, NO_LIMIT);
    }

    /** Ask for a greatest number. */
    public static Count atMost(long max) {
        return new Count(0, max);
    }

    /** Ask for both. */
    public Count and(Count other) {
        long larger = Math.max(min, other.min);
        long smaller = Math.min(max, other.max);
        return new Count(larger, smaller);
    }

    /** Whether a number is allowed. */
    public boolean allows(long number) {
        return number >= min && number <= max;
    }
}
