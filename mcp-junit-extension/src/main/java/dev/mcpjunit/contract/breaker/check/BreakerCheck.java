/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.client.CallFailure;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.breaker.BreakerTrial;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The checks of {@code CircuitBreakerContract}. A breaker that is wrong in one thing fails one check; what cannot be
 * seen because of it is inconclusive. The names of the constants are the names of the checks and of their tests.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum BreakerCheck {
    /** One call is one {@code tools/call} while the server is healthy. */
    HEALTHY_CALL_REACHES_THE_SERVER_ONCE(
            "one call is one `tools/call` while the server is healthy", ThresholdChecks::healthyCall),
    /** Fewer failures than declared do not open it. */
    STAYS_CLOSED_BELOW_THE_THRESHOLD("fewer failures than declared do not open it", ThresholdChecks::below),
    /** As many failures as declared open it. */
    OPENS_AT_THE_THRESHOLD("as many failures as declared open it", ThresholdChecks::at),
    /** A success resets the count, where failures are counted in a row. */
    SUCCESS_RESETS_THE_COUNT(
            "a success resets the count, where failures are counted in a row", ThresholdChecks::successResets),
    /** No {@code tools/call} reaches the server while it is open. */
    REFUSES_WITHOUT_CALLING_WHILE_OPEN(
            "no `tools/call` reaches the server while it is open", OpenChecks::refusesWithoutCalling),
    /** Callers get an answer within {@code refusesWithin(…)} while it is open. */
    REFUSES_FAST_WHILE_OPEN(
            "callers get an answer within `refusesWithin(…)` while it is open", OpenChecks::refusesFast),
    /** Callers can tell that they were refused: an exception or an error result, no ordinary result. */
    REPORTS_THE_REFUSAL(
            "callers can tell that they were refused: by `refusalReportedBy(…)`, not by an ordinary result",
            OpenChecks::reportsTheRefusal),
    /** It stays open for the declared window. */
    STAYS_OPEN_FOR_THE_WINDOW("it stays open for the declared window", OpenChecks::staysOpen),
    /** It lets a call through when the window is over, even if others were refused in the meantime. */
    TRIES_AGAIN_AFTER_THE_WINDOW(
            "it lets a call through when the window is over, even if others were refused in the meantime",
            HalfOpenChecks::triesAgain),
    /** Of many concurrent callers, only the declared number of probes reach the server after the window. */
    LETS_ONLY_PROBES_THROUGH_AFTER_THE_WINDOW(
            "of many concurrent callers, only the declared number of probes reach the server after the window",
            HalfOpenChecks::limitsProbes),
    /** A failed probe opens it again, for a new window. */
    FAILED_PROBE_OPENS_AGAIN_FOR_A_NEW_WINDOW(
            "a failed probe opens it again, for a new window", HalfOpenChecks::failedProbe),
    /** As many successful probes as declared close it. */
    GOOD_PROBES_CLOSE("as many successful probes as declared close it", HalfOpenChecks::goodProbesClose),
    /** Fewer successful probes than declared do not close it. */
    FEWER_GOOD_PROBES_DO_NOT_CLOSE(
            "fewer successful probes than declared do not close it", HalfOpenChecks::fewerDoNotClose),
    /** Once closed, it needs as many failures to open as the first time. */
    NEEDS_THE_WHOLE_THRESHOLD_AGAIN(
            "once closed, it needs as many failures to open as the first time", HalfOpenChecks::wholeThresholdAgain),
    /** A call from before the opening that succeeds late does not close it. */
    LATE_SUCCESS_DOES_NOT_CLOSE(
            "a call from before the opening that succeeds late does not close it", OpenChecks::lateSuccess),
    /** HTTP 503 and 429, resets, lost responses and error -32603 count as declared. */
    SERVER_FAILURES_COUNT_AS_DECLARED(
            "HTTP 503 and 429, resets, lost responses and error -32603 count as declared",
            CountingChecks.of(
                    CallFailure.HTTP_503,
                    CallFailure.HTTP_429,
                    CallFailure.CONNECTION_RESET,
                    CallFailure.LOST_RESPONSE,
                    CallFailure.INTERNAL_ERROR)),
    /** Timeouts count as declared. */
    TIMEOUTS_COUNT_AS_DECLARED("timeouts count as declared", CountingChecks.of(CallFailure.TIMEOUT)),
    /** Results with {@code isError} count as declared. */
    TOOL_ERRORS_COUNT_AS_DECLARED(
            "results with `isError` count as declared", CountingChecks.of(CallFailure.TOOL_ERROR)),
    /** Error -32602 counts as declared. */
    INVALID_ARGUMENTS_COUNT_AS_DECLARED(
            "error -32602 counts as declared", CountingChecks.of(CallFailure.INVALID_ARGUMENTS)),
    /** Calls that their callers cancel count as declared. */
    CANCELLATIONS_COUNT_AS_DECLARED("calls that their callers cancel count as declared", CountingChecks::cancellations),
    /** Calls that succeed slowly count as declared. */
    SLOW_CALLS_COUNT_AS_DECLARED("calls that succeed slowly count as declared", CountingChecks::slowCalls),
    /** Other calls go on, or are refused as well, as declared. */
    ISOLATES_AS_DECLARED("other calls go on, or are refused as well, as declared", RoutingChecks::isolation),
    /** The fallback serves while it is open. */
    FALLBACK_SERVES_WHILE_OPEN("the fallback serves while it is open", RoutingChecks::fallback),
    /** The fallback is no longer called when the server has recovered. */
    RETURNS_FROM_THE_FALLBACK(
            "the fallback is no longer called when the server has recovered", RoutingChecks::returnsFromFallback);

    private final String sentence;
    // A method reference without state.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Consumer<BreakerTrial> judge;

    BreakerCheck(String sentence, Consumer<BreakerTrial> judge) {
        this.sentence = sentence;
        this.judge = judge;
    }

    /**
     * Get the names of all checks.
     *
     * @return the names, in order; never {@code null}
     */
    public static List<String> names() {
        return Stream.of(values()).map(BreakerCheck::toString).toList();
    }

    /**
     * Get what the breaker must do.
     *
     * @return a clause, in Markdown; never {@code null}
     */
    public String sentence() {
        return sentence;
    }

    /**
     * Try a breaker. To return is to pass. A breaker that tries again late is judged by the window that it really has.
     *
     * @param trial a fresh breaker
     * @throws Finding for any other result
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public void judge(BreakerTrial trial) {
        trial.exemptions().requireKnown(names());
        try {
            judge.accept(trial);
        } catch (Finding finding) {
            var real = trial.window().longerThanDeclared();
            if (real.isEmpty()) {
                throw finding;
            }
            try (BreakerTrial other = trial.anotherWithWindow(real.get())) {
                judge.accept(other);
            }
        }
    }

    /** Return the name of the check: {@code opens at the threshold}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
