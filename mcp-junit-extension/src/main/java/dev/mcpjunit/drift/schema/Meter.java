/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.schema;

import dev.mcpjunit.json.JsonBoolean;
import dev.mcpjunit.json.internal.regex.Effort;
import dev.mcpjunit.json.internal.regex.EffortExhaustedException;
import dev.mcpjunit.json.schema.SchemaReading;

/** Spends a budget, in parts if need be. */
final class Meter implements Effort {

    static {
        // The meta-schemas take longer to load than most comparisons take at all, so no clock runs meanwhile.
        SchemaReading.of(JsonBoolean.TRUE, Effort.UNLIMITED);
    }

    /** The share of the time that is kept for what must be finished once begun, such as the validation of a value. */
    private static final int RESERVE = 5;

    /** Reading the clock costs more than a step. */
    private static final int STEPS_PER_LOOK = 64;

    /** Before so many steps it is the machine that is slow, not the comparison: they take a hundredth of a second. */
    private static final int STEPS_BEFORE_FIRST_LOOK = 10_000;

    private final Budget budget;
    private final long deadline;
    private long left;
    private long untilLook;

    Meter(Budget budget) {
        this.budget = budget;
        this.deadline = budget.nanoTime().getAsLong()
                + budget.time().toNanos()
                - budget.time().toNanos() / RESERVE;
        this.left = budget.steps();
        this.untilLook = STEPS_BEFORE_FIRST_LOOK;
    }

    @Override
    public void spend(long units) {
        left -= units;
        if (left < 0) {
            throw new EffortExhaustedException(tooManySteps());
        }
        untilLook -= units;
        if (untilLook <= 0) {
            untilLook = STEPS_PER_LOOK;
            if (budget.nanoTime().getAsLong() - deadline > 0) {
                throw new EffortExhaustedException(
                        "it takes longer than " + budget.time().toMillis() + " ms");
            }
        }
    }

    /** A part of the budget may be small, or empty; the limit is the whole. */
    private String tooManySteps() {
        return "it takes more than " + budget.steps() + " steps";
    }

    /** A share of what is left, so that something remains for what comes after. */
    Effort share(double part) {
        return upTo((long) (left * part));
    }

    /** A limited part of what is left. */
    Effort upTo(long most) {
        return new Effort() {
            private long own = most;

            @Override
            public void spend(long units) {
                own -= units;
                if (own < 0) {
                    throw new EffortExhaustedException(tooManySteps());
                }
                Meter.this.spend(units);
            }
        };
    }
}
