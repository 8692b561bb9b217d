/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import dev.mcpjunit.contract.breaker.BreakerSetup;
import dev.mcpjunit.contract.breaker.BreakerSubject;
import dev.mcpjunit.contract.breaker.check.BreakerCheck;
import dev.mcpjunit.contract.internal.ContractExtension;
import dev.mcpjunit.contract.internal.Verdicts;
import dev.mcpjunit.endpoint.McpEndpoints;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.traffic.Traffic;
import org.apiguardian.api.API;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that a circuit breaker does what it declares. Implement it in a class with {@code @McpServer}. Each test makes
 * one check on a fresh breaker, and judges by what reaches the server, and by what the caller gets and when.
 *
 * <pre>{@code
 * @McpServer(name = "weather", inProcess = WeatherServer.class)
 * class WeatherBreakerTests implements CircuitBreakerContract {
 *
 *     @Override
 *     public BreakerSubject breaker(BreakerSetup setup) {
 *         var client = WeatherClient.connect(setup.endpoint(), setup.clock());
 *         return BreakerSubject.of(() -> client.forecast("Oslo"), BreakerSettings.opensAfter(3))
 *                 .onClock(setup.clock())
 *                 .closing(client);
 *     }
 * }
 * }</pre>
 *
 * <p>A test fails if the breaker does something else than it declares; its message has the timeline. It is aborted if
 * its check does not apply, or is inconclusive; {@code -Dmcp.contract=required} fails inconclusive checks.
 */
@ExtendWith(ContractExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface CircuitBreakerContract {

    /**
     * Build a fresh breaker, closed, with a client that is connected to the endpoint of the setup, and say what it
     * declares. Called for each trial.
     *
     * @param setup the servers and a clock
     * @return the breaker; never {@code null}
     */
    BreakerSubject breaker(BreakerSetup setup);

    /** {@link BreakerCheck#HEALTHY_CALL_REACHES_THE_SERVER_ONCE}. */
    @Test
    @DisplayName("healthy call reaches the server once")
    default void healthyCallReachesTheServerOnce(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        report(BreakerCheck.HEALTHY_CALL_REACHES_THE_SERVER_ONCE, servers, faults, traffic);
    }

    /** {@link BreakerCheck#STAYS_CLOSED_BELOW_THE_THRESHOLD}. */
    @Test
    @DisplayName("stays closed below the threshold")
    default void staysClosedBelowTheThreshold(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        report(BreakerCheck.STAYS_CLOSED_BELOW_THE_THRESHOLD, servers, faults, traffic);
    }

    /** {@link BreakerCheck#OPENS_AT_THE_THRESHOLD}. */
    @Test
    @DisplayName("opens at the threshold")
    default void opensAtTheThreshold(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        report(BreakerCheck.OPENS_AT_THE_THRESHOLD, servers, faults, traffic);
    }

    /** {@link BreakerCheck#SUCCESS_RESETS_THE_COUNT}. */
    @Test
    @DisplayName("success resets the count")
    default void successResetsTheCount(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        report(BreakerCheck.SUCCESS_RESETS_THE_COUNT, servers, faults, traffic);
    }

    /** {@link BreakerCheck#REFUSES_WITHOUT_CALLING_WHILE_OPEN}. */
    @Test
    @DisplayName("refuses without calling while open")
    default void refusesWithoutCallingWhileOpen(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        report(BreakerCheck.REFUSES_WITHOUT_CALLING_WHILE_OPEN, servers, faults, traffic);
    }

    /** {@link BreakerCheck#REFUSES_FAST_WHILE_OPEN}. */
    @Test
    @DisplayName("refuses fast while open")
    default void refusesFastWhileOpen(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        report(BreakerCheck.REFUSES_FAST_WHILE_OPEN, servers, faults, traffic);
    }

    /** {@link BreakerCheck#REPORTS_THE_REFUSAL}. */
    @Test
    @DisplayName("reports the refusal")
    default void reportsTheRefusal(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        report(BreakerCheck.REPORTS_THE_REFUSAL, servers, faults, traffic);
    }

    /** {@link BreakerCheck#STAYS_OPEN_FOR_THE_WINDOW}. */
    @Test
    @DisplayName("stays open for the window")
    default void staysOpenForTheWindow(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        report(BreakerCheck.STAYS_OPEN_FOR_THE_WINDOW, servers, faults, traffic);
    }

    /** {@link BreakerCheck#TRIES_AGAIN_AFTER_THE_WINDOW}. */
    @Test
    @DisplayName("tries again after the window")
    default void triesAgainAfterTheWindow(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        report(BreakerCheck.TRIES_AGAIN_AFTER_THE_WINDOW, servers, faults, traffic);
    }

    /** {@link BreakerCheck#LETS_ONLY_PROBES_THROUGH_AFTER_THE_WINDOW}. */
    @Test
    @DisplayName("lets only probes through after the window")
    default void letsOnlyProbesThroughAfterTheWindow(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        report(BreakerCheck.LETS_ONLY_PROBES_THROUGH_AFTER_THE_WINDOW, servers, faults, traffic);
    }

    /** {@link BreakerCheck#FAILED_PROBE_OPENS_AGAIN_FOR_A_NEW_WINDOW}. */
    @Test
    @DisplayName("failed probe opens again for a new window")
    default void failedProbeOpensAgainForANewWindow(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        report(BreakerCheck.FAILED_PROBE_OPENS_AGAIN_FOR_A_NEW_WINDOW, servers, faults, traffic);
    }

    /** {@link BreakerCheck#GOOD_PROBES_CLOSE}. */
    @Test
    @DisplayName("good probes close")
    default void goodProbesClose(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        report(BreakerCheck.GOOD_PROBES_CLOSE, servers, faults, traffic);
    }

    /** {@link BreakerCheck#FEWER_GOOD_PROBES_DO_NOT_CLOSE}. */
    @Test
    @DisplayName("fewer good probes do not close")
    default void fewerGoodProbesDoNotClose(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        report(BreakerCheck.FEWER_GOOD_PROBES_DO_NOT_CLOSE, servers, faults, traffic);
    }

    /** {@link BreakerCheck#NEEDS_THE_WHOLE_THRESHOLD_AGAIN}. */
    @Test
    @DisplayName("needs the whole threshold again")
    default void needsTheWholeThresholdAgain(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        report(BreakerCheck.NEEDS_THE_WHOLE_THRESHOLD_AGAIN, servers, faults, traffic);
    }

    /** {@link BreakerCheck#LATE_SUCCESS_DOES_NOT_CLOSE}. */
    @Test
    @DisplayName("late success does not close")
    default void lateSuccessDoesNotClose(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        report(BreakerCheck.LATE_SUCCESS_DOES_NOT_CLOSE, servers, faults, traffic);
    }

    /** {@link BreakerCheck#SERVER_FAILURES_COUNT_AS_DECLARED}. */
    @Test
    @DisplayName("server failures count as declared")
    default void serverFailuresCountAsDeclared(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        report(BreakerCheck.SERVER_FAILURES_COUNT_AS_DECLARED, servers, faults, traffic);
    }

    /** {@link BreakerCheck#TIMEOUTS_COUNT_AS_DECLARED}. */
    @Test
    @DisplayName("timeouts count as declared")
    default void timeoutsCountAsDeclared(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        report(BreakerCheck.TIMEOUTS_COUNT_AS_DECLARED, servers, faults, traffic);
    }

    /** {@link BreakerCheck#TOOL_ERRORS_COUNT_AS_DECLARED}. */
    @Test
    @DisplayName("tool errors count as declared")
    default void toolErrorsCountAsDeclared(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        report(BreakerCheck.TOOL_ERRORS_COUNT_AS_DECLARED, servers, faults, traffic);
    }

    /** {@link BreakerCheck#INVALID_ARGUMENTS_COUNT_AS_DECLARED}. */
    @Test
    @DisplayName("invalid arguments count as declared")
    default void invalidArgumentsCountAsDeclared(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        report(BreakerCheck.INVALID_ARGUMENTS_COUNT_AS_DECLARED, servers, faults, traffic);
    }

    /** {@link BreakerCheck#CANCELLATIONS_COUNT_AS_DECLARED}. */
    @Test
    @DisplayName("cancellations count as declared")
    default void cancellationsCountAsDeclared(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        report(BreakerCheck.CANCELLATIONS_COUNT_AS_DECLARED, servers, faults, traffic);
    }

    /** {@link BreakerCheck#SLOW_CALLS_COUNT_AS_DECLARED}. */
    @Test
    @DisplayName("slow calls count as declared")
    default void slowCallsCountAsDeclared(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        report(BreakerCheck.SLOW_CALLS_COUNT_AS_DECLARED, servers, faults, traffic);
    }

    /** {@link BreakerCheck#ISOLATES_AS_DECLARED}. */
    @Test
    @DisplayName("isolates as declared")
    default void isolatesAsDeclared(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        report(BreakerCheck.ISOLATES_AS_DECLARED, servers, faults, traffic);
    }

    /** {@link BreakerCheck#FALLBACK_SERVES_WHILE_OPEN}. */
    @Test
    @DisplayName("fallback serves while open")
    default void fallbackServesWhileOpen(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        report(BreakerCheck.FALLBACK_SERVES_WHILE_OPEN, servers, faults, traffic);
    }

    /** {@link BreakerCheck#RETURNS_FROM_THE_FALLBACK}. */
    @Test
    @DisplayName("returns from the fallback")
    default void returnsFromTheFallback(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        report(BreakerCheck.RETURNS_FROM_THE_FALLBACK, servers, faults, traffic);
    }

    private void report(BreakerCheck check, McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        Verdicts.report(BreakerProbe.of(this::breaker, servers, faults, traffic).check(check));
    }
}
