/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.base;

import java.time.Duration;
import org.apiguardian.api.API;

/** Rejects arguments that make no sense, where they are passed and not where they would have no effect. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Preconditions {

    private Preconditions() {}

    /** Require a duration above zero. */
    public static Duration requirePositive(String what, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(what + " must be positive, but is " + duration);
        }
        return duration;
    }

    /** Require a duration of zero or more. */
    public static Duration requireNotNegative(String what, Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(what + " must not be negative, but is " + duration);
        }
        return duration;
    }

    /** Require a number that is not below a limit. */
    public static int requireAtLeast(int least, String what, int number) {
        if (number < least) {
            throw new IllegalArgumentException(what + " must be at least " + least + ", but is " + number);
        }
        return number;
    }

    /** Require a number within limits, both included. */
    public static int requireBetween(int least, int most, String what, int number) {
        if (number < least || number > most) {
            throw new IllegalArgumentException(what + " must be from " + least + " to " + most + ", but is " + number);
        }
        return number;
    }
}
