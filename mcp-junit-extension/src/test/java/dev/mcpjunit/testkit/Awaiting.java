/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import dev.mcpjunit.internal.time.Deadline;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Polls until a condition holds. */
public final class Awaiting {

    private Awaiting() {}

    /** Try until it holds, or throw what was wrong at last. */
    public static void until(Duration bound, Runnable assertion) {
        var deadline = Deadline.after(bound);
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError | RuntimeException notYet) {
                if (deadline.isOver()) {
                    throw notYet;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }
}
