/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.subject;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

/**
 * The breaker that is copied most, as it goes around, in Java: three failures, sixty seconds. Its steps are
 * synchronized, as the interpreter does where it comes from; the call is not.
 */
// tag::article[]
final class ArticleBreaker {

    private enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    private final int threshold = 3;
    private final Duration timeout = Duration.ofSeconds(60);
    private final Clock clock;
    private State state = State.CLOSED;
    private int failures;
    private Instant lastFailure = Instant.EPOCH;

    ArticleBreaker(Clock clock) {
        this.clock = clock;
    }

    <T> T call(Callable<T> tool) throws Exception {
        before();
        try {
            T result = tool.call();
            succeeded();
            return result;
        } catch (Exception failure) {
            failed();
            throw failure;
        }
    }

    private synchronized void before() {
        if (state == State.OPEN) {
            if (!clock.instant().isAfter(lastFailure.plus(timeout))) {
                throw new IllegalStateException("Circuit breaker is open");
            }
            state = State.HALF_OPEN;
        }
    }

    private synchronized void succeeded() {
        if (state == State.HALF_OPEN) {
            state = State.CLOSED;
            failures = 0;
        }
    }

    private synchronized void failed() {
        failures++;
        lastFailure = clock.instant();
        if (failures >= threshold) {
            state = State.OPEN;
        }
    }
}
// end::article[]
