/* SPDX-License-Identifier: Apache-2.0 */
package com.example.resilient;

import java.time.Duration;

/**
 * The timeouts, retries and breaker of a client. One policy holds for all calls; create another client for another
 * policy.
 *
 * @param timeLimit how long a server may take for one attempt; then it is notified
 * @param deadline how long a call may take, with all its attempts
 * @param attempts how often a repeatable call is tried on one server
 * @param firstPause how long to wait before the second attempt; before each further one, twice as long
 * @param failuresToOpen how many failures in a row open the breaker
 * @param staysOpen how long the breaker stays open
 * @param probes how many calls then probe the server; all of them must succeed
 */
public record Policy(
        Duration timeLimit,
        Duration deadline,
        int attempts,
        Duration firstPause,
        int failuresToOpen,
        Duration staysOpen,
        int probes) {

    /** Pauses vary by this factor, so that clients that failed together do not retry together. */
    static final double JITTER = 0.25;

    /** Each pause is so many times longer than the one before. */
    static final double GROWTH = 2;

    /** Reject a deadline that not even one attempt can meet. */
    public Policy {
        if (deadline.compareTo(timeLimit) < 0) {
            throw new IllegalArgumentException(
                    "The deadline of " + deadline + " is shorter than the time limit of one attempt, " + timeLimit);
        }
    }

    /** A default: 10 s for an attempt, 30 s for a call, three attempts, five failures, half a minute. */
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

    /** Change when the breaker opens, and for how long. */
    public Policy withBreaker(int newFailures, Duration newStaysOpen, int newProbes) {
        return new Policy(timeLimit, deadline, attempts, firstPause, newFailures, newStaysOpen, newProbes);
    }
}
