/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.budget.internal;

import dev.mcpjunit.internal.text.Printable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * How much a cost may grow.
 *
 * @param amount a share of the earlier cost in percent, or a number of tokens
 * @param unit which of the two
 * @param text as it was written
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record GrowthLimit(BigDecimal amount, Unit unit, String text) {

    private static final Pattern SYNTAX = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)\\s*%|(\\d{1,9})\\s*tokens?");

    /** What an amount is. */
    public enum Unit {
        PERCENT,
        TOKENS
    }

    /**
     * Read a limit.
     *
     * @throws IllegalArgumentException if it is neither a percentage nor a number of tokens
     */
    public static GrowthLimit parse(String text) {
        Matcher limit = SYNTAX.matcher(text.strip());
        if (!limit.matches()) {
            throw new IllegalArgumentException("'" + Printable.line(text, 100)
                    + "' is not a growth limit. Write a limit such as \"10%\" or \"200 tokens\"");
        }
        return limit.group(1) == null
                ? new GrowthLimit(new BigDecimal(limit.group(2)), Unit.TOKENS, text)
                : new GrowthLimit(new BigDecimal(limit.group(1)), Unit.PERCENT, text);
    }

    /** The most tokens that are allowed now. */
    public long most(int before) {
        BigDecimal added = unit == Unit.TOKENS
                ? amount
                : amount.multiply(BigDecimal.valueOf(before)).divide(BigDecimal.valueOf(100), 0, RoundingMode.FLOOR);
        return added.longValueExact() + before;
    }
}
