/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.subject;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * A breaker written by hand: consecutive failures, one probe at a time. Without flaws it is right; each flaw is one
 * that is met in the field.
 */
final class HandWrittenBreaker {

    static final int THRESHOLD = 3;
    static final int SUCCESSES = 2;
    static final Duration WINDOW = Duration.ofSeconds(60);
    static final Duration SLOW = Duration.ofSeconds(2);
    static final Duration SLUGGISH = Duration.ofMillis(120);

    private enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    private final Set<Flaw> flaws;
    private final LongSupplier nanoTime;
    private final Predicate<Object> isFailure;
    private State state = State.CLOSED;
    private int epoch;
    private int failures;
    private int successes;
    private int probing;
    private int refusals;
    private long openedAt;
    private boolean hasClosedAgain;

    /** What is a failure is asked of results and of exceptions alike. */
    HandWrittenBreaker(LongSupplier nanoTime, Predicate<Object> isFailure, Flaw... flaws) {
        this.nanoTime = nanoTime;
        this.isFailure = isFailure;
        this.flaws = flaws.length == 0 ? Set.of() : EnumSet.copyOf(Arrays.asList(flaws));
    }

    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedException() {
            super("the circuit breaker is open");
        }
    }

    <T> T call(Callable<T> tool) throws Exception {
        int mine = acquire();
        long start = nanoTime.getAsLong();
        Object outcome = null;
        try {
            T result = tool.call();
            outcome = result;
            return result;
        } catch (Exception failure) {
            outcome = failure;
            throw failure;
        } finally {
            release(mine, outcome, nanoTime.getAsLong() - start);
        }
    }

    private int acquire() {
        if (refuses()) {
            if (flaws.contains(Flaw.REFUSES_SLOWLY)) {
                LockSupport.parkNanos(SLUGGISH.toNanos());
            }
            throw new RefusedException();
        }
        synchronized (this) {
            return epoch;
        }
    }

    private synchronized boolean refuses() {
        if (state == State.OPEN && nanoTime.getAsLong() - openedAt > window() && !flaws.contains(Flaw.NEVER_RECOVERS)) {
            enter(State.HALF_OPEN);
        }
        if (state == State.HALF_OPEN && (probing == 0 || flaws.contains(Flaw.LETS_ALL_THROUGH))) {
            probing++;
            return false;
        }
        if (state == State.CLOSED) {
            return false;
        }
        if (flaws.contains(Flaw.REFUSALS_PROLONG)) {
            openedAt = nanoTime.getAsLong();
        }
        return !flaws.contains(Flaw.LEAKS_WHILE_OPEN) || ++refusals % 3 != 0;
    }

    private long window() {
        if (flaws.contains(Flaw.TRIES_AGAIN_LATE)) {
            return WINDOW.plusSeconds(1).toNanos();
        }
        return flaws.contains(Flaw.HALVES_THE_WINDOW) ? WINDOW.toNanos() / 2 - 1 : WINDOW.toNanos();
    }

    private synchronized void release(int mine, Object outcome, long took) {
        if (mine != epoch) {
            if (flaws.contains(Flaw.STRAGGLER_CLOSES) && !isFailure.test(outcome)) {
                enter(State.CLOSED);
            }
            return;
        }
        if (state == State.HALF_OPEN) {
            probing--;
        }
        if (isCancelled()) {
            return;
        }
        boolean slow = took > SLOW.toNanos() && !flaws.contains(Flaw.OVERLOOKS_SLOW_CALLS);
        if (isFailure.test(outcome) || slow) {
            failed();
        } else {
            succeeded();
        }
    }

    private boolean isCancelled() {
        return Thread.currentThread().isInterrupted() && !flaws.contains(Flaw.COUNTS_CANCELLATIONS);
    }

    private void failed() {
        if (state == State.HALF_OPEN) {
            if (flaws.contains(Flaw.FAILED_PROBE_IS_FORGOTTEN)) {
                return;
            }
            long before = openedAt;
            enter(State.OPEN);
            if (flaws.contains(Flaw.WINDOW_IS_NOT_RENEWED)) {
                openedAt = before;
            }
        } else if (state == State.CLOSED && ++failures >= threshold() && !flaws.contains(Flaw.NEVER_OPENS)) {
            enter(State.OPEN);
        }
    }

    private int threshold() {
        if (flaws.contains(Flaw.KEEPS_COUNT_ON_CLOSING) && hasClosedAgain) {
            return 1;
        }
        return THRESHOLD + (flaws.contains(Flaw.OPENS_LATE) ? 1 : 0) - (flaws.contains(Flaw.OPENS_EARLY) ? 1 : 0);
    }

    private void succeeded() {
        if (state == State.CLOSED && !flaws.contains(Flaw.KEEPS_COUNT_ON_SUCCESS)) {
            failures = 0;
        }
        if (state == State.HALF_OPEN
                && ++successes >= (flaws.contains(Flaw.CLOSES_EARLY) ? 1 : SUCCESSES)
                && !flaws.contains(Flaw.NEVER_CLOSES)) {
            enter(State.CLOSED);
        }
    }

    private void enter(State next) {
        hasClosedAgain |= next == State.CLOSED;
        state = next;
        epoch++;
        failures = 0;
        successes = 0;
        probing = 0;
        openedAt = next == State.OPEN ? nanoTime.getAsLong() : openedAt;
    }
}
