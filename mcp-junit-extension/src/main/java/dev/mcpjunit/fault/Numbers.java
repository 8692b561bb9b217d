/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import java.time.Duration;

/** Refuses numbers that no fault can have, where they are said and not where they would be of no effect. */
final class Numbers {

    private static final int FIRST_FINAL_STATUS = 200;
    private static final int LAST_STATUS = 599;

    private Numbers() {}

    static void requireTime(String what, Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException(what + " cannot be negative, but is " + time);
        }
    }

    static void requireAtLeast(int least, String what, int number) {
        if (number < least) {
            throw new IllegalArgumentException(what + " must be at least " + least + ", but is " + number);
        }
    }

    static void requireStatus(int status) {
        if (status < FIRST_FINAL_STATUS || status > LAST_STATUS) {
            throw new IllegalArgumentException("An answer has an HTTP status from " + FIRST_FINAL_STATUS + " to "
                    + LAST_STATUS + ", but this one is " + status);
        }
    }
}
