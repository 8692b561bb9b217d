/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.contract.internal.ContractExtension;
import dev.mcpjunit.contract.internal.Verdicts;
import dev.mcpjunit.contract.timeout.DeclaredTimeouts;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.traffic.Traffic;
import org.apiguardian.api.API;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests the timeouts of a client: it gives up in time whatever keeps the answer away, lets its caller and the server
 * know, and goes on working. A test class with one server implements it, and inherits the tests:
 *
 * <pre>{@code
 * @McpServer(command = {"node", "weather.js"})
 * class WeatherClientTimeoutTests implements TimeoutContract {
 *
 *     @Override
 *     public ClientUnderTest connect(McpEndpoint server) {
 *         WeatherClient client = WeatherClient.connect(server, Duration.ofMillis(500));
 *         return ClientUnderTest.of(tool -> client.forecast("Oslo"), client::close);
 *     }
 *
 *     @Override
 *     public DeclaredTimeouts timeouts() {
 *         return DeclaredTimeouts.of("get-forecast", Duration.ofMillis(500));
 *     }
 * }
 * }</pre>
 *
 * <p>A test fails if the wire shows that the client does something else than it declares, and its message has the
 * timeline. It is aborted if its check does not apply, or is inconclusive; {@code -Dmcp.contract=required} fails
 * inconclusive checks. To leave a test out, override and disable it.
 */
@ExtendWith(ContractExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface TimeoutContract {

    /**
     * Connect a fresh client.
     *
     * @param server where the server is, behind the proxy
     * @return the client; never {@code null}
     * @throws Exception if the client does not connect
     */
    ClientUnderTest connect(McpEndpoint server) throws Exception;

    /**
     * Say what the client declares about its timeouts.
     *
     * @return the declaration; never {@code null}
     */
    DeclaredTimeouts timeouts();

    /** A caller is answered within the budget when the server never answers. */
    @Test
    @DisplayName("gives up on a hang")
    default void givesUpOnAHang(McpEndpoint server, FaultInjector faults, Traffic traffic) {
        Verdicts.report(probe(server, faults, traffic).givesUpOnAHang());
    }

    /** A caller is answered within the budget when the answer comes byte by byte, too slowly ever to be complete. */
    @Test
    @DisplayName("gives up on a drip")
    default void givesUpOnADrip(McpEndpoint server, FaultInjector faults, Traffic traffic) {
        Verdicts.report(probe(server, faults, traffic).givesUpOnADrip());
    }

    /** A caller is answered in time when the server reports progress and never answers. */
    @Test
    @DisplayName("gives up on endless progress")
    default void givesUpOnEndlessProgress(McpEndpoint server, FaultInjector faults, Traffic traffic) {
        Verdicts.report(probe(server, faults, traffic).givesUpOnEndlessProgress());
    }

    /** A caller is answered in time when the server does not answer the client's very first request. */
    @Test
    @DisplayName("gives up on a slow start")
    default void givesUpOnASlowStart(McpEndpoint server, FaultInjector faults, Traffic traffic) {
        Verdicts.report(probe(server, faults, traffic).givesUpOnASlowStart());
    }

    /** The client waits for an answer at least as long as it declares. */
    @Test
    @DisplayName("waits for slow answers")
    default void waitsForSlowAnswers(McpEndpoint server, FaultInjector faults, Traffic traffic) {
        Verdicts.report(probe(server, faults, traffic).waitsForSlowAnswers());
    }

    /** The server is notified, as declared, that its answer is no longer needed. */
    @Test
    @DisplayName("notifies the server")
    default void notifiesTheServer(McpEndpoint server, FaultInjector faults, Traffic traffic) {
        Verdicts.report(probe(server, faults, traffic).notifiesTheServer());
    }

    /** The client can be used again after a call that timed out. */
    @Test
    @DisplayName("the next call works")
    default void nextCallWorks(McpEndpoint server, FaultInjector faults, Traffic traffic) {
        Verdicts.report(probe(server, faults, traffic).nextCallWorks());
    }

    /** An answer that comes too late is not taken for that of another call, and does no harm. */
    @Test
    @DisplayName("ignores the late answer")
    default void ignoresTheLateAnswer(McpEndpoint server, FaultInjector faults, Traffic traffic) {
        Verdicts.report(probe(server, faults, traffic).ignoresTheLateAnswer());
    }

    /** Clients that have timed out and are closed leave neither calls on the wire nor threads. */
    @Test
    @DisplayName("leaves nothing behind")
    default void leavesNothingBehind(McpEndpoint server, FaultInjector faults, Traffic traffic) {
        Verdicts.report(probe(server, faults, traffic).leavesNothingBehind());
    }

    /** The caller can tell a timeout from an answer. */
    @Test
    @DisplayName("reports the timeout")
    default void reportsTheTimeout(McpEndpoint server, FaultInjector faults, Traffic traffic) {
        Verdicts.report(probe(server, faults, traffic).reportsTheTimeout());
    }

    private TimeoutProbe probe(McpEndpoint server, FaultInjector faults, Traffic traffic) {
        return TimeoutProbe.of(this::connect, timeouts(), server, faults, traffic);
    }
}
