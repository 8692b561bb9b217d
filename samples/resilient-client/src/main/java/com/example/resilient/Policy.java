/* SPDX-License-Identifier: Apache-2.0 */
package com.example.resilient;

import java.time.Duration;

/**
 * What a client promises its callers, and how it treats its servers. One policy for all calls: whoever needs another
 * makes another client.
 *
 * @param timeLimit how long a server may take for one attempt; then it is told that nobody waits any more
 * @param deadline by when a caller is answered, whatever is tried in between
 * @param attempts how often a call that may be repeated is tried at one server
 * @param firstPause how long to wait before the second attempt; before each further one, twice as long
 * @param failuresToOpen after how many failures in a row a server is left alone
 * @param staysOpen for how long
 * @param probes how many calls then find out whether it is well again; all of them have to succeed
 */
public record Policy(
        Duration timeLimit,
        Duration deadline,
        int attempts,
        Duration firstPause,
        int failuresToOpen,
        Duration staysOpen,
        int probes) {

    /** Pauses differ by this part, so that clients that failed together do not come back together. */
    static final double JITTER = 0.25;

    /** Before each attempt, twice as long as before the last. */
    static final double GROWTH = 2;

    /** Refuse a deadline that not even one attempt can meet. */
    public Policy {
        if (deadline.compareTo(timeLimit) < 0) {
            throw new IllegalArgumentException(
                    "The deadline of " + deadline + " is shorter than the time limit of one attempt, " + timeLimit);
        }
    }

    /** Something to begin with: 10 s for an attempt, 30 s for a call, three attempts, five failures, half a minute. */
    public static Policy standard() {
        return new Policy(
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                3,
                Duration.ofMillis(200),
                5,
                Duration.ofSeconds(30),
                2);
    }

    /** Change how long callers wait. */
    public Policy withTimes(Duration newTimeLimit, Duration newDeadline) {
        return new Policy(newTimeLimit, newDeadline, attempts, firstPause, failuresToOpen, staysOpen, probes);
    }

    /** Change how calls are repeated. */
    public Policy withAttempts(int newAttempts, Duration newFirstPause) {
        return new Policy(timeLimit, deadline, newAttempts, newFirstPause, failuresToOpen, staysOpen, probes);
    }

    /** Change when a server is left alone, and for how long. */
    public Policy withBreaker(int newFailures, Duration newStaysOpen, int newProbes) {
        return new Policy(timeLimit, deadline, attempts, firstPause, newFailures, newStaysOpen, newProbes);
    }
}
