/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import dev.mcpjunit.contract.breaker.BreakerSetup;
import dev.mcpjunit.contract.breaker.BreakerSubject;
import dev.mcpjunit.contract.breaker.check.BreakerCheck;
import dev.mcpjunit.contract.internal.ContractExtension;
import dev.mcpjunit.endpoint.McpEndpoints;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.traffic.Traffic;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Holds a circuit breaker to what it declares. Implement it in a class with {@code @McpServer}; each of its tests makes
 * one check on a fresh breaker, and judges by what reached the wire.
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
 * <p>A test fails when the wire has shown that the breaker does something else than it declares; its message has the
 * time line. It is aborted, with advice, when nothing could be seen, or when nothing of the kind is declared.
 */
@ExtendWith(ContractExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface CircuitBreakerContract {

    /**
     * Build a fresh breaker, closed, with a client that is connected to the endpoint of the setup, and say what it
     * declares. Called for each test.
     *
     * @param setup the servers and a clock
     * @return the breaker; never {@code null}
     */
    BreakerSubject breaker(BreakerSetup setup);

    /** While all is well, one call is one call on the wire. */
    @Test
    default void healthyCallReachesTheServerOnce(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        BreakerTest.run(BreakerCheck.HEALTHY_CALL, this, BreakerProbe.on(servers, faults, traffic));
    }

    /** Fewer failures than declared do not open it. */
    @Test
    default void staysClosedBelowTheThreshold(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        BreakerTest.run(BreakerCheck.BELOW_THRESHOLD, this, BreakerProbe.on(servers, faults, traffic));
    }

    /** As many failures as declared open it. */
    @Test
    default void opensAtTheThreshold(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        BreakerTest.run(BreakerCheck.AT_THRESHOLD, this, BreakerProbe.on(servers, faults, traffic));
    }

    /** A success between failures makes the earlier ones forgotten. */
    @Test
    default void successResetsTheCount(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        BreakerTest.run(BreakerCheck.SUCCESS_RESETS, this, BreakerProbe.on(servers, faults, traffic));
    }

    /** While it is open, nothing goes to the server. */
    @Test
    default void refusesWithoutCallingWhileOpen(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        BreakerTest.run(BreakerCheck.REFUSES_WITHOUT_CALLING, this, BreakerProbe.on(servers, faults, traffic));
    }

    /** While it is open, callers are answered soon. */
    @Test
    default void answersSoonWhileOpen(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        BreakerTest.run(BreakerCheck.REFUSES_FAST, this, BreakerProbe.on(servers, faults, traffic));
    }

    /** It stays open as long as declared. */
    @Test
    default void staysOpenForTheWindow(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        BreakerTest.run(BreakerCheck.STAYS_OPEN, this, BreakerProbe.on(servers, faults, traffic));
    }

    /** When the window is over, the server is tried again. */
    @Test
    default void triesAgainAfterTheWindow(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        BreakerTest.run(BreakerCheck.TRIES_AGAIN, this, BreakerProbe.on(servers, faults, traffic));
    }

    /** When the window is over, as many probes as declared go to the server, and no herd. */
    @Test
    default void letsOnlyProbesThroughAfterTheWindow(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        BreakerTest.run(BreakerCheck.LIMITS_PROBES, this, BreakerProbe.on(servers, faults, traffic));
    }

    /** A failed probe opens it again, for a window that begins then. */
    @Test
    default void failedProbeOpensAgainForANewWindow(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        BreakerTest.run(BreakerCheck.FAILED_PROBE, this, BreakerProbe.on(servers, faults, traffic));
    }

    /** As many good probes as declared close it. */
    @Test
    default void goodProbesClose(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        BreakerTest.run(BreakerCheck.GOOD_PROBES_CLOSE, this, BreakerProbe.on(servers, faults, traffic));
    }

    /** Fewer good probes than declared do not close it. */
    @Test
    default void fewerGoodProbesDoNotClose(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        BreakerTest.run(BreakerCheck.CLOSES_NOT_EARLY, this, BreakerProbe.on(servers, faults, traffic));
    }

    /** Closed again, it takes as many failures to open as the first time. */
    @Test
    default void needsTheWholeThresholdAgain(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        BreakerTest.run(BreakerCheck.THRESHOLD_AGAIN, this, BreakerProbe.on(servers, faults, traffic));
    }

    /** A late success of a call from the closed time does not close it. */
    @Test
    default void stragglerDoesNotClose(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        BreakerTest.run(BreakerCheck.STRAGGLER, this, BreakerProbe.on(servers, faults, traffic));
    }

    /** Failures of the server count as declared. */
    @Test
    default void serverFailuresCountAsDeclared(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        BreakerTest.run(BreakerCheck.SERVER_FAILURES, this, BreakerProbe.on(servers, faults, traffic));
    }

    /** Calls without an answer count as declared. */
    @Test
    default void timeoutsCountAsDeclared(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        BreakerTest.run(BreakerCheck.TIMEOUTS, this, BreakerProbe.on(servers, faults, traffic));
    }

    /** Results with {@code isError} count as declared. */
    @Test
    default void toolErrorsCountAsDeclared(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        BreakerTest.run(BreakerCheck.TOOL_ERRORS, this, BreakerProbe.on(servers, faults, traffic));
    }

    /** Invalid arguments count as declared. */
    @Test
    default void invalidArgumentsCountAsDeclared(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        BreakerTest.run(BreakerCheck.INVALID_ARGUMENTS, this, BreakerProbe.on(servers, faults, traffic));
    }

    /** Calls that their callers give up count as declared. */
    @Test
    default void cancellationsCountAsDeclared(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        BreakerTest.run(BreakerCheck.CANCELLATIONS, this, BreakerProbe.on(servers, faults, traffic));
    }

    /** Slow calls count as declared. */
    @Test
    default void slowCallsCountAsDeclared(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        BreakerTest.run(BreakerCheck.SLOW_CALLS, this, BreakerProbe.on(servers, faults, traffic));
    }

    /** Other calls are refused or go on as declared. */
    @Test
    default void isolatesAsDeclared(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        BreakerTest.run(BreakerCheck.ISOLATION, this, BreakerProbe.on(servers, faults, traffic));
    }

    /** While it is open, the fallback serves. */
    @Test
    default void fallbackServesWhileOpen(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        BreakerTest.run(BreakerCheck.FALLBACK, this, BreakerProbe.on(servers, faults, traffic));
    }

    /** When the server is well again, the fallback rests. */
    @Test
    default void returnsFromTheFallback(McpEndpoints servers, FaultInjector faults, Traffic traffic) {
        BreakerTest.run(BreakerCheck.RETURNS_FROM_FALLBACK, this, BreakerProbe.on(servers, faults, traffic));
    }
}
