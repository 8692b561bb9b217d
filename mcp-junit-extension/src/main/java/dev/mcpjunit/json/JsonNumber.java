/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A JSON number of any size and precision. {@code 1}, {@code 1.0} and {@code 10e-1} are equal.
 *
 * @param value the exact value
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record JsonNumber(BigDecimal value) implements JsonValue {

    /**
     * Check whether the value has no fraction, as JSON Schema's {@code integer} asks.
     *
     * @return whether it is a whole number; {@code 1.0} is one
     */
    public boolean isInteger() {
        return value.signum() == 0
                || value.scale() <= 0
                || value.stripTrailingZeros().scale() <= 0;
    }

    /**
     * Check whether this is another number times a whole number, as JSON Schema's {@code multipleOf} asks.
     *
     * @param factor the other number
     * @return whether it is a multiple; zero is a multiple of everything, and nothing else is one of zero
     */
    public boolean isMultipleOf(JsonNumber factor) {
        BigDecimal multiple = value.stripTrailingZeros();
        BigDecimal unit = factor.value.stripTrailingZeros();
        if (multiple.signum() == 0 || unit.signum() == 0) {
            return multiple.signum() == 0;
        }
        // Both are digits times a power of ten, and a giant power must never be written out.
        long zeros = (long) unit.scale() - multiple.scale();
        BigInteger digits = unit.unscaledValue().abs();
        return zeros >= 0
                && BigInteger.TEN
                                .modPow(BigInteger.valueOf(zeros), digits)
                                .multiply(multiple.unscaledValue())
                                .mod(digits)
                                .signum()
                        == 0;
    }

    @Override
    public BigDecimal toJava() {
        return value;
    }

    @Override
    public String typeName() {
        return "number";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonNumber n && value.compareTo(n.value) == 0;
    }

    @Override
    public int hashCode() {
        return value.stripTrailingZeros().hashCode();
    }

    @Override
    public String toString() {
        return Json.print(this);
    }
}
