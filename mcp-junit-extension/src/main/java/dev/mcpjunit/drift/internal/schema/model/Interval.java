/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.model;

import dev.mcpjunit.json.JsonNumber;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The numbers between two bounds.
 *
 * @param min the lower bound, or {@code null} where there is none
 * @param minExcluded whether the lower bound itself is out
 * @param max the upper bound, or {@code null} where there is none
 * @param maxExcluded whether the upper bound itself is out
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Interval(
        @Nullable JsonNumber min,
        boolean minExcluded,
        @Nullable JsonNumber max,
        boolean maxExcluded) {

    /** All numbers. */
    public static final Interval ALL = new Interval(null, false, null, false);

    /** Make the numbers above a bound. */
    public static Interval above(JsonNumber min, boolean excluded) {
        return new Interval(min, excluded, null, false);
    }

    /** Make the numbers below a bound. */
    public static Interval below(JsonNumber max, boolean excluded) {
        return new Interval(null, false, max, excluded);
    }

    /**
     * Keep what is in both.
     *
     * @return the intersection, perhaps of bounds that leave nothing between them
     */
    public Interval and(Interval other) {
        Interval lower = compare(min, other.min) == 0
                ? new Interval(min, minExcluded || other.minExcluded, null, false)
                : (min == null || (other.min != null && compare(min, other.min) < 0) ? other : this);
        Interval upper = compare(max, other.max) == 0
                ? new Interval(null, false, max, maxExcluded || other.maxExcluded)
                : (max == null || (other.max != null && compare(max, other.max) > 0) ? other : this);
        return new Interval(lower.min, lower.minExcluded, upper.max, upper.maxExcluded);
    }

    /** Equal only where both are missing or both are the same number. */
    private static int compare(@Nullable JsonNumber one, @Nullable JsonNumber other) {
        if (one != null && other != null) {
            return one.value().compareTo(other.value());
        }
        return one == null && other == null ? 0 : 1;
    }

    /** Describe the integers in this by bounds that belong to it. */
    public Interval ofIntegers() {
        return new Interval(
                min == null
                        ? null
                        : new JsonNumber(inward(min.value(), minExcluded, RoundingMode.CEILING, BigDecimal.ONE)),
                false,
                max == null
                        ? null
                        : new JsonNumber(inward(max.value(), maxExcluded, RoundingMode.FLOOR, BigDecimal.ONE.negate())),
                false);
    }

    private static BigDecimal inward(BigDecimal bound, boolean excluded, RoundingMode rounding, BigDecimal step) {
        BigDecimal integer = bound.setScale(0, rounding);
        return excluded && integer.compareTo(bound) == 0 ? integer.add(step) : integer;
    }

    /** Whether a number is between the bounds. */
    public boolean contains(JsonNumber number) {
        int low = min == null ? 1 : number.value().compareTo(min.value());
        int high = max == null ? -1 : number.value().compareTo(max.value());
        return (low > 0 || (low == 0 && !minExcluded)) && (high < 0 || (high == 0 && !maxExcluded));
    }
}
