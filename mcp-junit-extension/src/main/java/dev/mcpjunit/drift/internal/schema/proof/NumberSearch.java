/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.internal.schema.proof;

import dev.mcpjunit.drift.internal.schema.model.Interval;
import dev.mcpjunit.drift.internal.schema.model.Kind;
import dev.mcpjunit.drift.internal.schema.proof.Outcome.Impossible;
import dev.mcpjunit.drift.internal.schema.proof.Outcome.Model;
import dev.mcpjunit.drift.internal.schema.proof.Outcome.Unknown;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.Effort;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds a number within bounds that is a multiple of some numbers and not of others. All are written as whole numbers
 * of one small unit. Then the multiples in question are those of one step, and whether they are multiples of anything
 * else repeats after a period, so that a limited number of them covers everything.
 */
final class NumberSearch {

    private static final int MOST_TRIES = 20_000;

    private final Kind kind;
    private final Interval interval;
    private final Set<JsonNumber> factors;
    private final Set<JsonNumber> noFactors;
    private final Set<JsonValue> excluded;
    private final int scale;

    NumberSearch(
            Kind kind, Interval interval, Set<JsonNumber> factors, Set<JsonNumber> noFactors, Set<JsonValue> excluded) {
        this.kind = kind;
        this.interval = interval;
        this.factors = factors;
        this.noFactors = noFactors;
        this.excluded = excluded;
        this.scale = Stream.concat(factors.stream(), noFactors.stream())
                .mapToInt(number -> number.value().stripTrailingZeros().scale())
                .reduce(0, Math::max);
    }

    Outcome solve(Effort effort) {
        if (kind == Kind.FRACTION && factors.isEmpty()) {
            return dense(effort);
        }
        BigInteger one = BigInteger.TEN.pow(scale);
        var steps = new ArrayList<BigInteger>();
        var avoided = new ArrayList<BigInteger>();
        factors.forEach(factor -> steps.add(units(factor)));
        noFactors.forEach(factor -> avoided.add(units(factor)));
        (kind == Kind.INTEGER ? steps : avoided).add(one);
        BigInteger step = steps.stream().reduce(BigInteger.ONE, NumberSearch::leastCommonMultiple);
        BigInteger period = BigInteger.ONE;
        for (BigInteger factor : avoided) {
            BigInteger every = leastCommonMultiple(step, factor).divide(step);
            if (every.equals(BigInteger.ONE)) {
                return Impossible.INSTANCE;
            }
            period = leastCommonMultiple(period, every);
        }
        return walk(step, avoided, period, effort);
    }

    private Outcome walk(BigInteger step, List<BigInteger> avoided, BigInteger period, Effort effort) {
        BigInteger first = interval.min() == null ? null : ceiling(interval.min(), step);
        BigInteger last = interval.max() == null ? null : floor(interval.max(), step);
        BigInteger start = start(first, last);
        // A period more for each number that is left out for other reasons: those need not repeat.
        BigInteger enough = period.multiply(BigInteger.valueOf(excluded.size() + 3L));
        boolean all = true;
        for (BigInteger direction : List.of(BigInteger.ONE, BigInteger.ONE.negate())) {
            BigInteger k = direction.signum() > 0 ? start : start.subtract(BigInteger.ONE);
            for (int tries = 0; within(k, first, last); tries++) {
                if (BigInteger.valueOf(tries).compareTo(enough) > 0) {
                    break;
                }
                if (tries > MOST_TRIES) {
                    all = false;
                    break;
                }
                effort.spend(1);
                BigInteger units = k.multiply(step);
                var number = new JsonNumber(new BigDecimal(units, scale).stripTrailingZeros());
                if (avoided.stream().noneMatch(factor -> units.mod(factor).signum() == 0)
                        && interval.contains(number)
                        && !excluded.contains(number)) {
                    return new Model(readable(number));
                }
                k = k.add(direction);
            }
        }
        return all ? Impossible.INSTANCE : new Unknown("too many numbers to try", null);
    }

    private static BigInteger start(@Nullable BigInteger first, @Nullable BigInteger last) {
        if (first != null && first.signum() > 0) {
            return first;
        }
        return last != null && last.signum() <= 0 ? last : BigInteger.ONE;
    }

    private static boolean within(BigInteger k, @Nullable BigInteger first, @Nullable BigInteger last) {
        return (first == null || k.compareTo(first) >= 0) && (last == null || k.compareTo(last) <= 0);
    }

    private BigInteger units(JsonNumber number) {
        return number.value().movePointRight(scale).toBigIntegerExact();
    }

    private BigInteger ceiling(JsonNumber bound, BigInteger step) {
        return bound.value()
                .movePointRight(scale)
                .divide(new BigDecimal(step), 0, RoundingMode.CEILING)
                .toBigInteger();
    }

    private BigInteger floor(JsonNumber bound, BigInteger step) {
        return bound.value()
                .movePointRight(scale)
                .divide(new BigDecimal(step), 0, RoundingMode.FLOOR)
                .toBigInteger();
    }

    private static BigInteger leastCommonMultiple(BigInteger one, BigInteger other) {
        return one.multiply(other).divide(one.gcd(other));
    }

    /** A number with a fraction that is free but for its bounds: between any two there is another. */
    private Outcome dense(Effort effort) {
        BigDecimal low = interval.min() == null ? null : interval.min().value();
        BigDecimal high = interval.max() == null ? null : interval.max().value();
        if (low != null && high != null && low.compareTo(high) == 0) {
            return fits(low) ? new Model(new JsonNumber(low)) : Impossible.INSTANCE;
        }
        BigDecimal base = low != null ? low : high != null ? high.subtract(BigDecimal.ONE) : BigDecimal.ZERO;
        BigDecimal width = low != null && high != null ? high.subtract(low) : BigDecimal.ONE;
        BigDecimal part = width.min(BigDecimal.ONE);
        for (int tries = 0; tries < excluded.size() + 64; tries++) {
            effort.spend(1);
            // Halves, then quarters, and so on: the shorter a number is, the better it reads.
            part = part.divide(BigDecimal.valueOf(2));
            BigDecimal number = base.add(part);
            if (fits(number)) {
                return new Model(new JsonNumber(number.stripTrailingZeros()));
            }
            BigDecimal above = base.add(width).subtract(part);
            if (fits(above)) {
                return new Model(new JsonNumber(above.stripTrailingZeros()));
            }
        }
        return new Unknown("no fraction was found", null);
    }

    private boolean fits(BigDecimal value) {
        var number = new JsonNumber(value);
        return !number.isInteger()
                && interval.contains(number)
                && !excluded.contains(number)
                && noFactors.stream().noneMatch(number::isMultipleOf);
    }

    private static JsonNumber readable(JsonNumber number) {
        // 1E+3 and 1000 are the same number; people read the second.
        return number.value().scale() < 0 && number.value().scale() > -20
                ? new JsonNumber(number.value().setScale(0))
                : number;
    }
}
