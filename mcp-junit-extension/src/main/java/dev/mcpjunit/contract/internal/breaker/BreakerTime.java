/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The time of a breaker: its own clock where it has one, else the clock on the wall. */
sealed interface BreakerTime permits VirtualTime, RealTime {

    /** How far the breaker's clock was advanced; zero on real time. */
    Duration clock();

    /** Let some time pass. */
    void pass(Duration time);

    /** Let time pass until a moment after the opening. */
    void passUntil(Opening opening, Duration after);

    /** Let a part of an open window pass, not more. */
    void passPart(Opening opening, int percent);

    /** Let an open window pass to its end, for certain. */
    void passWhole(Opening opening);

    /** Whether the window was not over when the proxy saw something. */
    boolean isSurelyOpen(Opening opening, Instant seen);

    /** Whether calls followed each other so closely that no window can have opened and ended unseen between them. */
    boolean leftNoGap(List<Attempt> attempts, Duration window);

    /** Whether it is the breaker's own clock. */
    boolean isVirtual();
}
