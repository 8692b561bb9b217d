/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.timeout;

import java.time.Duration;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What a client declares about its time-outs. It is held to this and to nothing else; what is left undeclared is not
 * checked. Give the client of the test short time-outs, of some hundred milliseconds. Immutable: each method gives
 * another declaration.
 *
 * <pre>{@code
 * DeclaredTimeouts.of("get-forecast", Duration.ofMillis(500))
 *         .connectsWithin(Duration.ofSeconds(1))
 *         .tells(Notice.CANCELLATION)
 * }</pre>
 *
 * @param tool the tool that is called
 * @param budget how long a caller waits for an answer at most
 * @param leastWait how long it waits at least; empty when nothing is declared
 * @param connecting how long connecting may take, up to the answer to the first call; empty when nothing is declared
 * @param withProgress how long a caller waits at most while the server reports progress
 * @param notice how the client tells the server that it has given up
 * @param grace by how much the client may be late
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record DeclaredTimeouts(
        String tool,
        Duration budget,
        Optional<Duration> leastWait,
        Optional<Duration> connecting,
        Duration withProgress,
        Notice notice,
        Duration grace) {

    private static final Duration SHORTEST_GRACE = Duration.ofMillis(250);

    /** Refuse times that are none. */
    public DeclaredTimeouts {
        positive("The budget", budget);
        positive("The budget in spite of progress", withProgress);
        positive("The grace", grace);
        leastWait.ifPresent(time -> positive("The least wait", time));
        connecting.ifPresent(time -> positive("The time to connect", time));
        if (leastWait.filter(least -> least.compareTo(budget) > 0).isPresent()) {
            throw new IllegalArgumentException("A client that waits at least " + leastWait.get()
                    + " cannot give up within " + budget + ": declare a longer budget");
        }
    }

    private static void positive(String what, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(what + " must be longer than nothing, but is " + time);
        }
    }

    /**
     * Declare how long a caller waits for an answer.
     *
     * @param tool the tool that is called: one that answers at once
     * @param budget how long at most, by the caller's clock
     * @return a declaration: progress does not lengthen the wait, the server is told in any way, a client may be late
     *     by half the budget and by 250 ms at least; never {@code null}
     */
    public static DeclaredTimeouts of(String tool, Duration budget) {
        Duration half = budget.dividedBy(2);
        return new DeclaredTimeouts(
                tool,
                budget,
                Optional.empty(),
                Optional.empty(),
                budget,
                Notice.ANY,
                half.compareTo(SHORTEST_GRACE) > 0 ? half : SHORTEST_GRACE);
    }

    /**
     * Declare how long a caller waits at least, so that slow answers are not lost.
     *
     * @param time how long
     * @return a declaration; never {@code null}
     */
    public DeclaredTimeouts waitsAtLeast(Duration time) {
        return new DeclaredTimeouts(tool, budget, Optional.of(time), connecting, withProgress, notice, grace);
    }

    /**
     * Declare how long it may take to connect to a server that does not answer, and to make the first call.
     *
     * @param time how long at most
     * @return a declaration; never {@code null}
     */
    public DeclaredTimeouts connectsWithin(Duration time) {
        return new DeclaredTimeouts(tool, budget, leastWait, Optional.of(time), withProgress, notice, grace);
    }

    /**
     * Declare how long a caller waits in all when each report of progress lengthens the wait.
     *
     * @param time how long at most, in spite of all progress
     * @return a declaration; never {@code null}
     */
    public DeclaredTimeouts withProgressWithin(Duration time) {
        return new DeclaredTimeouts(tool, budget, leastWait, connecting, time, notice, grace);
    }

    /**
     * Declare how the client tells the server that it has given up.
     *
     * @param how {@link Notice#NONE} if it does not
     * @return a declaration; never {@code null}
     */
    public DeclaredTimeouts tells(Notice how) {
        return new DeclaredTimeouts(tool, budget, leastWait, connecting, withProgress, how, grace);
    }

    /**
     * Say by how much the client may be late.
     *
     * @param time how much; a verdict that is to stand on busy machines needs some hundred milliseconds
     * @return a declaration; never {@code null}
     */
    public DeclaredTimeouts grace(Duration time) {
        return new DeclaredTimeouts(tool, budget, leastWait, connecting, withProgress, notice, time);
    }
}
