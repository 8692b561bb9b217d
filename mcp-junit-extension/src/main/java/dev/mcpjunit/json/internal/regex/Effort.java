/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json.internal.regex;

import org.apiguardian.api.API;

/**
 * What a computation may still spend. Whoever works calls {@link #spend} as it goes; the effort ends the work by an
 * exception, so that no input, however hostile, can take forever.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
@FunctionalInterface
public interface Effort {

    /** Spends without limit. */
    Effort UNLIMITED = units -> {};

    /**
     * Account for work done.
     *
     * @param units how much; a unit is about the cost of looking at one character or one keyword
     * @throws EffortExhaustedException if there was not that much left
     */
    void spend(long units);

    /**
     * Allow a number of units.
     *
     * @param units the most that may be spent
     * @return a fresh effort, not thread-safe
     */
    static Effort of(long units) {
        return new Effort() {
            private long left = units;

            @Override
            public void spend(long spent) {
                left -= spent;
                if (left < 0) {
                    throw new EffortExhaustedException("more than " + units + " steps were needed");
                }
            }
        };
    }
}
