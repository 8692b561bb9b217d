/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.contract.internal.ContractExtension;
import dev.mcpjunit.contract.internal.Verdicts;
import dev.mcpjunit.contract.retry.DeclaredRetries;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.traffic.Traffic;
import org.apiguardian.api.API;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests the retries of a client: it tries as often and as late as it declares, never does twice what must be done once,
 * and gives up in time. A test class with one server implements it, and inherits the tests:
 *
 * <pre>{@code
 * @McpServer(command = {"node", "weather.js"})
 * class WeatherClientRetryTests implements RetryContract {
 *
 *     @Override
 *     public ClientUnderTest connect(McpEndpoint server) {
 *         WeatherClient client = WeatherClient.connect(server);
 *         return ClientUnderTest.of(
 *                 tool -> tool.equals("book-trip") ? client.book("Oslo") : client.forecast("Oslo"), client::close);
 *     }
 *
 *     @Override
 *     public DeclaredRetries retries() {
 *         return DeclaredRetries.of("get-forecast", 3)
 *                 .backOff(BackOff.exponential(Duration.ofMillis(100), 2))
 *                 .deadline(Duration.ofSeconds(2))
 *                 .honorsRetryAfter()
 *                 .neverRepeats("book-trip");
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
public interface RetryContract {

    /**
     * Connect a fresh client.
     *
     * @param server where the server is, behind the proxy
     * @return the client; never {@code null}
     * @throws Exception if the client does not connect
     */
    ClientUnderTest connect(McpEndpoint server) throws Exception;

    /**
     * Say what the client declares about its retries.
     *
     * @return the declaration; never {@code null}
     */
    DeclaredRetries retries();

    /** A call that fails each time is tried as often as declared, and no more. */
    @Test
    @DisplayName("repeats as often as declared")
    default void repeatsAsOftenAsDeclared(McpEndpoint server, FaultInjector faults, Traffic traffic) {
        Verdicts.report(probe(server, faults, traffic).repeatsAsOftenAsDeclared());
    }

    /** A call whose first attempt fails succeeds when a later attempt does. */
    @Test
    @DisplayName("succeeds when the server recovers")
    default void succeedsWhenTheServerRecovers(McpEndpoint server, FaultInjector faults, Traffic traffic) {
        Verdicts.report(probe(server, faults, traffic).succeedsWhenTheServerRecovers());
    }

    /** The pauses between attempts are as long as declared. */
    @Test
    @DisplayName("pauses as declared")
    default void pausesAsDeclared(McpEndpoint server, FaultInjector faults, Traffic traffic) {
        Verdicts.report(probe(server, faults, traffic).pausesAsDeclared());
    }

    /** The client tries again, but not before the time that the server has asked for has passed. */
    @Test
    @DisplayName("honors Retry-After")
    default void honorsRetryAfter(McpEndpoint server, FaultInjector faults, Traffic traffic) {
        Verdicts.report(probe(server, faults, traffic).honorsRetryAfter());
    }

    /**
     * The caller is answered within the deadline when the server asks for more time than that, and the server is left
     * in peace.
     */
    @Test
    @DisplayName("gives up on a long Retry-After")
    default void givesUpOnALongRetryAfter(McpEndpoint server, FaultInjector faults, Traffic traffic) {
        Verdicts.report(probe(server, faults, traffic).givesUpOnALongRetryAfter());
    }

    /** No two attempts have the same JSON-RPC id. */
    @Test
    @DisplayName("uses a new id per attempt")
    default void usesANewIdPerAttempt(McpEndpoint server, FaultInjector faults, Traffic traffic) {
        Verdicts.report(probe(server, faults, traffic).usesANewIdPerAttempt());
    }

    /** A call is not repeated after error -32602 or a result with {@code isError}, for it would fail again. */
    @Test
    @DisplayName("does not repeat mistakes")
    default void doesNotRepeatMistakes(McpEndpoint server, FaultInjector faults, Traffic traffic) {
        Verdicts.report(probe(server, faults, traffic).doesNotRepeatMistakes());
    }

    /**
     * After its response was lost, a tool that is not idempotent is either not called again, or called again with the
     * same idempotency key.
     */
    @Test
    @DisplayName("does nothing twice")
    default void doesNothingTwice(McpEndpoint server, FaultInjector faults, Traffic traffic) {
        Verdicts.report(probe(server, faults, traffic).doesNothingTwice());
    }

    /** Different calls have different idempotency keys. */
    @Test
    @DisplayName("uses a key per call")
    default void usesAKeyPerCall(McpEndpoint server, FaultInjector faults, Traffic traffic) {
        Verdicts.report(probe(server, faults, traffic).usesAKeyPerCall());
    }

    /** A caller is answered within the deadline, retries and all, when no attempt is ever answered. */
    @Test
    @DisplayName("keeps the deadline")
    default void keepsTheDeadline(McpEndpoint server, FaultInjector faults, Traffic traffic) {
        Verdicts.report(probe(server, faults, traffic).keepsTheDeadline());
    }

    /** The caller can tell that all attempts have failed. */
    @Test
    @DisplayName("reports exhausted retries")
    default void reportsExhaustedRetries(McpEndpoint server, FaultInjector faults, Traffic traffic) {
        Verdicts.report(probe(server, faults, traffic).reportsExhaustedRetries());
    }

    private RetryProbe probe(McpEndpoint server, FaultInjector faults, Traffic traffic) {
        return RetryProbe.of(this::connect, retries(), server, faults, traffic);
    }
}
