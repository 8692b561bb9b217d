/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker;

import static java.util.Objects.requireNonNullElse;

import dev.mcpjunit.contract.client.CallFailure;
import dev.mcpjunit.contract.client.FailureSignal;
import dev.mcpjunit.internal.base.Preconditions;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a breaker declares about itself. The checks hold it to this and to nothing else. Immutable: each method returns
 * new settings.
 *
 * <pre>{@code
 * BreakerSettings.opensAfter(3).staysOpenFor(Duration.ofSeconds(60)).probes(1).closesAfter(1).ignores(CallFailure.TOOL_ERROR)
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class BreakerSettings {

    private int threshold;
    private boolean consecutive = true;
    private boolean countsRequests;
    private Duration window = Duration.ofSeconds(60);
    private @Nullable Duration laterWindow;
    private int probes;
    private int successesToClose = 1;
    private Duration refusesWithin = Duration.ofMillis(500);
    private Duration callTimeout = Duration.ofSeconds(10);
    private FailureSignal refusalSignal = FailureSignal.any();
    private @Nullable CallFailure driver;
    private CountedFailures counted = CountedFailures.NONE;

    private BreakerSettings() {}

    private BreakerSettings with(Consumer<BreakerSettings> change) {
        var copy = new BreakerSettings();
        copy.threshold = threshold;
        copy.consecutive = consecutive;
        copy.countsRequests = countsRequests;
        copy.window = window;
        copy.laterWindow = laterWindow;
        copy.probes = probes;
        copy.successesToClose = successesToClose;
        copy.refusesWithin = refusesWithin;
        copy.callTimeout = callTimeout;
        copy.refusalSignal = refusalSignal;
        copy.driver = driver;
        copy.counted = counted;
        change.accept(copy);
        return copy;
    }

    /**
     * Declare a breaker that a number of failures opens, when nothing else happens before or between.
     *
     * @param failures how many, from 1
     * @return settings with a window of 60 s, one probe, one success to close; never {@code null}
     */
    public static BreakerSettings opensAfter(int failures) {
        return new BreakerSettings()
                .with(it -> it.threshold = Preconditions.requireAtLeast(1, "The threshold", failures));
    }

    /**
     * Declare a breaker whose threshold is unknown. The checks measure it; what depends on the exact number is not
     * applicable.
     *
     * @return settings with a window of 60 s, one probe, one success to close; never {@code null}
     */
    public static BreakerSettings thresholdUnknown() {
        return new BreakerSettings();
    }

    /**
     * Declare how long the breaker stays open.
     *
     * @param time the window; default 60 s
     * @return the settings; never {@code null}
     */
    public BreakerSettings staysOpenFor(Duration time) {
        return with(it -> it.window = Preconditions.requirePositive("The window", time));
    }

    /**
     * Declare how long it stays open after a failed probe, if that differs, as with exponential backoff.
     *
     * @param time the window after a failed probe; default: the same as before
     * @return the settings; never {@code null}
     */
    public BreakerSettings reopensFor(Duration time) {
        return with(it -> it.laterWindow = Preconditions.requirePositive("The window after a failed probe", time));
    }

    /**
     * Declare how many probes are let through at the same time when the window is over.
     *
     * @param count how many; default 1
     * @return the settings; never {@code null}
     */
    public BreakerSettings probes(int count) {
        return with(it -> it.probes = Preconditions.requireAtLeast(1, "The number of probes", count));
    }

    /**
     * Declare how many successful probes close the breaker.
     *
     * @param successes how many; default 1
     * @return the settings; never {@code null}
     */
    public BreakerSettings closesAfter(int successes) {
        return with(it -> it.successesToClose = Preconditions.requireAtLeast(1, "The number of successes", successes));
    }

    /**
     * Declare that failures are counted within a rolling window, of calls or of time, so that a success does not reset
     * the count.
     *
     * @return the settings; never {@code null}
     */
    public BreakerSettings countingInWindow() {
        return with(it -> it.consecutive = false);
    }

    /**
     * Declare that the breaker counts requests on the wire rather than calls of its caller: there is a retry around it.
     *
     * @return the settings; never {@code null}
     */
    public BreakerSettings countingRequests() {
        return with(it -> it.countsRequests = true);
    }

    /**
     * Declare how soon a caller is answered while the breaker is open, by a refusal or by a fallback.
     *
     * @param time the bound; default 500 ms
     * @return the settings; never {@code null}
     */
    public BreakerSettings refusesWithin(Duration time) {
        return with(it -> it.refusesWithin = Preconditions.requirePositive("The bound of a refusal", time));
    }

    /**
     * Declare how long a single call may take, whatever happens. After that the check is inconclusive.
     *
     * @param time the bound, longer than the client's own timeout; default 10 s
     * @return the settings; never {@code null}
     */
    public BreakerSettings callTimeout(Duration time) {
        return with(it -> it.callTimeout = Preconditions.requirePositive("The call timeout", time));
    }

    /**
     * Declare how a caller learns that the breaker refused its call.
     *
     * @param how the signal; default {@link FailureSignal#any()}
     * @return the settings; never {@code null}
     */
    public BreakerSettings refusalReportedBy(FailureSignal how) {
        return with(it -> it.refusalSignal = how);
    }

    /**
     * Choose the failure by which the checks open the breaker; it must be one that it counts.
     *
     * @param trigger the failure; default: HTTP 503 over HTTP, error -32603 on standard input and output
     * @return the settings; never {@code null}
     */
    public BreakerSettings openedBy(CallFailure trigger) {
        if (trigger == CallFailure.CALLER_CANCELLATION) {
            throw new IllegalArgumentException(
                    "A cancellation by the caller is no failure of a server: choose another");
        }
        return with(it -> it.driver = trigger);
    }

    /**
     * Declare what counts as a failure.
     *
     * @param triggers what counts
     * @return the settings; never {@code null}
     */
    public BreakerSettings counts(CallFailure... triggers) {
        return with(it -> it.counted = counted.with(Counting.COUNTED, triggers));
    }

    /**
     * Declare what does not count as a failure.
     *
     * @param triggers what does not count
     * @return the settings; never {@code null}
     */
    public BreakerSettings ignores(CallFailure... triggers) {
        return with(it -> it.counted = counted.with(Counting.IGNORED, triggers));
    }

    /**
     * Declare that calls that succeed slowly count as failures.
     *
     * @param slowerThan what is slow
     * @return the settings; never {@code null}
     */
    public BreakerSettings countsSlowCalls(Duration slowerThan) {
        return with(it -> it.counted = counted.slow(new SlowCalls(slowerThan, Counting.COUNTED)));
    }

    /**
     * Declare that calls that succeed do not count as failures, however slow they are.
     *
     * @param slowerThan how slow they are made
     * @return the settings; never {@code null}
     */
    public BreakerSettings ignoresSlowCalls(Duration slowerThan) {
        return with(it -> it.counted = counted.slow(new SlowCalls(slowerThan, Counting.IGNORED)));
    }

    /** How many failures open it; empty if that is unknown. */
    public OptionalInt threshold() {
        return threshold == 0 ? OptionalInt.empty() : OptionalInt.of(threshold);
    }

    /** Whether a success resets the count. */
    public boolean countsConsecutively() {
        return consecutive;
    }

    /** Whether requests are counted rather than calls. */
    public boolean countsRequests() {
        return countsRequests;
    }

    /** How long it stays open. */
    public Duration window() {
        return window;
    }

    /** How long it stays open after a failed probe. */
    public Duration laterWindow() {
        return requireNonNullElse(laterWindow, window);
    }

    /** How many concurrent probes are let through. */
    public int probes() {
        return Math.max(probes, 1);
    }

    /** Whether the number of probes is declared; it is 1 by default. */
    public boolean declaresProbes() {
        return probes > 0;
    }

    /** How many successes close it. */
    public int successesToClose() {
        return successesToClose;
    }

    /** How soon a refusal comes. */
    public Duration refusesWithin() {
        return refusesWithin;
    }

    /** How long a call may take. */
    public Duration callTimeout() {
        return callTimeout;
    }

    /** How a caller learns that it was refused. */
    public FailureSignal refusalSignal() {
        return refusalSignal;
    }

    /** The failure that opens it; empty when the transport decides. */
    public Optional<CallFailure> driver() {
        return Optional.ofNullable(driver);
    }

    /** Whether something counts; empty when nothing is declared about it. */
    public Optional<Boolean> isCounted(CallFailure failure) {
        return counted.isCounted(failure);
    }

    /** What is declared about slow calls. */
    public Optional<SlowCalls> slowCalls() {
        return counted.slowCalls();
    }
}
