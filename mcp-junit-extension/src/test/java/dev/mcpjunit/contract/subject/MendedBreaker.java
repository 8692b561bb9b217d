/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.subject;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

/** {@link ArticleBreaker}, mended where the contract found fault. */
final class MendedBreaker {

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

    MendedBreaker(Clock clock) {
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

    // tag::mended[]
    private synchronized void before() {
        boolean over = clock.instant().isAfter(lastFailure.plus(timeout));
        if (state == State.HALF_OPEN || (state == State.OPEN && !over)) {
            throw new IllegalStateException("Circuit breaker is open"); // one probe is under way, all others wait
        }
        if (state == State.OPEN) {
            state = State.HALF_OPEN;
        }
    }

    private synchronized void succeeded() {
        if (state != State.OPEN) { // a late success from the closed time says nothing about now
            state = State.CLOSED;
            failures = 0;
        }
    }
    // end::mended[]

    private synchronized void failed() {
        failures++;
        lastFailure = clock.instant();
        if (failures >= threshold) {
            state = State.OPEN;
        }
    }
}
