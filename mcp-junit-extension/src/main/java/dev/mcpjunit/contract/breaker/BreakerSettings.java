/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker;

import static java.util.Objects.requireNonNullElse;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a breaker declares about itself. It is held to this and to nothing else; what it leaves undeclared is not
 * checked. Immutable: each method gives new settings.
 *
 * <pre>{@code
 * BreakerSettings.opensAfter(3).staysOpenFor(Duration.ofSeconds(60)).probes(1).closesAfter(1).ignores(BreakerTrigger.TOOL_ERROR)
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class BreakerSettings {

    private int threshold;
    private boolean consecutive = true;
    private boolean countsRequests;
    private Duration window = Duration.ofSeconds(60);
    private @Nullable Duration laterWindow;
    private int probes = 1;
    private int successesToClose = 1;
    private Duration refusesWithin = Duration.ofMillis(500);
    private Duration patience = Duration.ofSeconds(10);
    private @Nullable BreakerTrigger driver;
    private Map<BreakerTrigger, Boolean> declared = Map.of();
    private @Nullable SlowCalls slowCalls;

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
        copy.patience = patience;
        copy.driver = driver;
        copy.declared = declared;
        copy.slowCalls = slowCalls;
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
        return new BreakerSettings().with(it -> it.threshold = atLeastOne("The threshold", failures));
    }

    /**
     * Declare a breaker of which nobody can say how many failures open it: it is found out by trying. What depends on
     * the exact number is then not checked.
     *
     * @return settings with a window of 60 s, one probe, one success to close; never {@code null}
     */
    public static BreakerSettings calibrated() {
        return new BreakerSettings();
    }

    /**
     * Declare how long the breaker stays open.
     *
     * @param time the window; default 60 s
     * @return the settings; never {@code null}
     */
    public BreakerSettings staysOpenFor(Duration time) {
        return with(it -> it.window = positive("The window", time));
    }

    /**
     * Declare how long it stays open after a failed probe, where that differs, as with a growing back-off.
     *
     * @param time the window after a failed probe; default: the same as before
     * @return the settings; never {@code null}
     */
    public BreakerSettings reopensFor(Duration time) {
        return with(it -> it.laterWindow = positive("The window after a failed probe", time));
    }

    /**
     * Declare how many probes are let through at the same time when the window is over.
     *
     * @param count how many; default 1
     * @return the settings; never {@code null}
     */
    public BreakerSettings probes(int count) {
        return with(it -> it.probes = atLeastOne("The number of probes", count));
    }

    /**
     * Declare how many successful probes close the breaker.
     *
     * @param successes how many; default 1
     * @return the settings; never {@code null}
     */
    public BreakerSettings closesAfter(int successes) {
        return with(it -> it.successesToClose = atLeastOne("The number of successes", successes));
    }

    /**
     * Declare that failures are counted within a rolling window, of calls or of time, so that a success between them
     * does not make them forgotten.
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
        return with(it -> it.refusesWithin = positive("The bound of a refusal", time));
    }

    /**
     * Say how long to wait for a single call before nothing more can be said about the breaker.
     *
     * @param time the bound, longer than the client's own time-out; default 10 s
     * @return the settings; never {@code null}
     */
    public BreakerSettings patience(Duration time) {
        return with(it -> it.patience = positive("The patience", time));
    }

    /**
     * Choose the failure by which the breaker is opened; it has to be one that it counts.
     *
     * @param trigger the failure; default: HTTP 503 over HTTP, error -32603 on standard input and output
     * @return the settings; never {@code null}
     */
    public BreakerSettings openedBy(BreakerTrigger trigger) {
        if (trigger == BreakerTrigger.CALLER_CANCELLATION) {
            throw new IllegalArgumentException("Callers that cancel are no failure of a server: choose another");
        }
        return with(it -> it.driver = trigger);
    }

    /**
     * Declare what counts as a failure.
     *
     * @param triggers what counts
     * @return the settings; never {@code null}
     */
    public BreakerSettings counts(BreakerTrigger... triggers) {
        return declare(true, triggers);
    }

    /**
     * Declare what does not count as a failure.
     *
     * @param triggers what does not count
     * @return the settings; never {@code null}
     */
    public BreakerSettings ignores(BreakerTrigger... triggers) {
        return declare(false, triggers);
    }

    private BreakerSettings declare(boolean counts, BreakerTrigger... triggers) {
        Map<BreakerTrigger, Boolean> all = new EnumMap<>(BreakerTrigger.class);
        all.putAll(declared);
        for (BreakerTrigger trigger : triggers) {
            all.put(trigger, counts);
        }
        return with(it -> it.declared = Collections.unmodifiableMap(all));
    }

    /**
     * Declare that calls count as failures that succeed, but slowly.
     *
     * @param slowerThan what is slow
     * @return the settings; never {@code null}
     */
    public BreakerSettings countsSlowCalls(Duration slowerThan) {
        return with(it -> it.slowCalls = new SlowCalls(positive("What is slow", slowerThan), true));
    }

    /**
     * Declare that calls do not count as failures that succeed, however slowly.
     *
     * @param slowerThan how slow they are made
     * @return the settings; never {@code null}
     */
    public BreakerSettings ignoresSlowCalls(Duration slowerThan) {
        return with(it -> it.slowCalls = new SlowCalls(positive("What is slow", slowerThan), false));
    }

    /** How many failures open it; empty when that is to be found out. */
    public OptionalInt threshold() {
        return threshold == 0 ? OptionalInt.empty() : OptionalInt.of(threshold);
    }

    /** Whether a success makes earlier failures forgotten. */
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

    /** How many probes are let through at once. */
    public int probes() {
        return probes;
    }

    /** How many successes close it. */
    public int successesToClose() {
        return successesToClose;
    }

    /** How soon a refusal comes. */
    public Duration refusesWithin() {
        return refusesWithin;
    }

    /** How long to wait for a call. */
    public Duration patience() {
        return patience;
    }

    /** The failure that opens it; empty when the transport decides. */
    public Optional<BreakerTrigger> driver() {
        return Optional.ofNullable(driver);
    }

    /** Whether something counts; empty when nothing is declared about it. */
    public Optional<Boolean> isCounted(BreakerTrigger trigger) {
        return Optional.ofNullable(declared.get(trigger));
    }

    /** What is declared about slow calls. */
    public Optional<SlowCalls> slowCalls() {
        return Optional.ofNullable(slowCalls);
    }

    /**
     * What is declared about slow calls.
     *
     * @param slowerThan what is slow
     * @param count whether they count as failures
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record SlowCalls(Duration slowerThan, boolean count) {}

    private static int atLeastOne(String what, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(what + " must be at least 1, but is " + number);
        }
        return number;
    }

    private static Duration positive(String what, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(what + " must be longer than nothing, but is " + time);
        }
        return time;
    }
}
