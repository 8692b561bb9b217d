/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.timeout;

import dev.mcpjunit.contract.client.Exemptions;
import dev.mcpjunit.contract.client.FailureSignal;
import dev.mcpjunit.internal.base.Preconditions;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a client declares about its timeouts. The checks hold it to this and to nothing else. Give the client of the
 * test short timeouts, of some hundred milliseconds. Immutable: each method returns a new declaration.
 *
 * <pre>{@code
 * DeclaredTimeouts.of("get-forecast", Duration.ofMillis(500))
 *         .connectsWithin(Duration.ofSeconds(1))
 *         .notifies(Notice.CANCELLATION)
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DeclaredTimeouts {

    private static final Duration SHORTEST_GRACE = Duration.ofMillis(250);

    private final String tool;
    private final Duration budget;
    private @Nullable Duration leastWait;
    private @Nullable Duration connecting;
    private Duration withProgress;
    private Notice notice = Notice.ANY;
    private FailureSignal signal = FailureSignal.any();
    private Exemptions exemptions = Exemptions.NONE;
    private Duration grace;

    private DeclaredTimeouts(String tool, Duration budget) {
        this.tool = tool;
        this.budget = Preconditions.requirePositive("The budget", budget);
        this.withProgress = budget;
        Duration half = budget.dividedBy(2);
        this.grace = half.compareTo(SHORTEST_GRACE) > 0 ? half : SHORTEST_GRACE;
    }

    private DeclaredTimeouts with(Consumer<DeclaredTimeouts> change) {
        var copy = new DeclaredTimeouts(tool, budget);
        copy.leastWait = leastWait;
        copy.connecting = connecting;
        copy.withProgress = withProgress;
        copy.notice = notice;
        copy.signal = signal;
        copy.exemptions = exemptions;
        copy.grace = grace;
        change.accept(copy);
        return copy;
    }

    /**
     * Declare how long a caller waits for an answer.
     *
     * @param tool the tool to call; one that answers immediately
     * @param budget how long at most, by the caller's clock
     * @return a declaration: progress does not extend the wait, the server is notified in any way, the caller gets an
     *     exception or an error result, and the client may be late by half the budget, at least 250 ms; never
     *     {@code null}
     * @throws IllegalArgumentException if the budget is not positive
     */
    public static DeclaredTimeouts of(String tool, Duration budget) {
        return new DeclaredTimeouts(tool, budget);
    }

    /**
     * Declare how long a caller waits at least, so that slow answers are not lost.
     *
     * @param time how long
     * @return a declaration; never {@code null}
     * @throws IllegalArgumentException if the time is not positive, or longer than the budget
     */
    public DeclaredTimeouts waitsAtLeast(Duration time) {
        Preconditions.requirePositive("The least wait", time);
        if (time.compareTo(budget) > 0) {
            throw new IllegalArgumentException("A client that waits at least " + time + " cannot give up within "
                    + budget + ": declare a longer budget");
        }
        return with(it -> it.leastWait = time);
    }

    /**
     * Declare how long it may take to connect to a server that does not answer, and to make the first call.
     *
     * @param time how long at most
     * @return a declaration; never {@code null}
     * @throws IllegalArgumentException if the time is not positive
     */
    public DeclaredTimeouts connectsWithin(Duration time) {
        return with(it -> it.connecting = Preconditions.requirePositive("The time to connect", time));
    }

    /**
     * Declare how long a caller waits in all if each report of progress extends the wait.
     *
     * @param time how long at most, in spite of all progress
     * @return a declaration; never {@code null}
     * @throws IllegalArgumentException if the time is not positive
     */
    public DeclaredTimeouts withProgressWithin(Duration time) {
        return with(it -> it.withProgress = Preconditions.requirePositive("The budget in spite of progress", time));
    }

    /**
     * Declare how the client notifies the server that it has given up.
     *
     * @param how {@link Notice#NONE} if it does not; default {@link Notice#ANY}
     * @return a declaration; never {@code null}
     */
    public DeclaredTimeouts notifies(Notice how) {
        return with(it -> it.notice = how);
    }

    /**
     * Declare how the caller learns that a call timed out.
     *
     * @param how the signal; default {@link FailureSignal#any()}
     * @return a declaration; never {@code null}
     */
    public DeclaredTimeouts reportedBy(FailureSignal how) {
        return with(it -> it.signal = how);
    }

    /**
     * Declare that a check may stay inconclusive where verdicts are required.
     *
     * @param check the name of the check, for example {@code "ignores the late answer"}
     * @param reason why it cannot give an answer
     * @return a declaration; never {@code null}
     * @throws IllegalArgumentException if the reason is blank
     */
    public DeclaredTimeouts exempt(String check, String reason) {
        return with(it -> it.exemptions = exemptions.with(check, reason));
    }

    /**
     * Declare by how much the client may be late.
     *
     * @param time how much; verdicts on busy machines need some hundred milliseconds
     * @return a declaration; never {@code null}
     * @throws IllegalArgumentException if the time is not positive
     */
    public DeclaredTimeouts grace(Duration time) {
        return with(it -> it.grace = Preconditions.requirePositive("The grace", time));
    }

    /** The tool to call. */
    public String tool() {
        return tool;
    }

    /** How long a caller waits for an answer at most. */
    public Duration budget() {
        return budget;
    }

    /** How long it waits at least; empty if nothing is declared. */
    public Optional<Duration> leastWait() {
        return Optional.ofNullable(leastWait);
    }

    /** How long connecting may take, up to the answer to the first call; empty if nothing is declared. */
    public Optional<Duration> connecting() {
        return Optional.ofNullable(connecting);
    }

    /** How long a caller waits at most while the server reports progress. */
    public Duration withProgress() {
        return withProgress;
    }

    /** How the client notifies the server that it has given up. */
    public Notice notice() {
        return notice;
    }

    /** How the caller learns that a call timed out. */
    public FailureSignal signal() {
        return signal;
    }

    /** The checks that may stay inconclusive. */
    public Exemptions exemptions() {
        return exemptions;
    }

    /** By how much the client may be late. */
    public Duration grace() {
        return grace;
    }
}
