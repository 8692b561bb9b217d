/* SPDX-License-Identifier: Apache-2.0 */
package com.example.resilient;

import java.time.Duration;

/** The time that is left for one call. An attempt that could end too late is not begun. */
final class CallDeadline {

    private final Policy policy;
    private final Duration reserve;
    private final long begin = System.nanoTime();
    private int failures;

    /**
     * Start the deadline.
     *
     * @param reserve the time to leave for a fallback
     */
    CallDeadline(Policy policy, Duration reserve) {
        this.policy = policy;
        this.reserve = reserve;
    }

    /** Whether one more attempt fits in, after the pause that follows one more failure. */
    boolean allowsOneMore() {
        double factor = Math.pow(Policy.GROWTH, failures++) * (1 + Policy.JITTER);
        Duration pause = Duration.ofNanos((long) (policy.firstPause().toNanos() * factor));
        return left().compareTo(pause.plus(policy.timeLimit()).plus(reserve)) >= 0;
    }

    /** Whether an attempt fits in that is made immediately. */
    boolean allowsOneNow() {
        return left().compareTo(policy.timeLimit()) >= 0;
    }

    private Duration left() {
        return policy.deadline().minusNanos(System.nanoTime() - begin);
    }
}
