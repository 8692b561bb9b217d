/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.trial;

import dev.mcpjunit.contract.client.ClientConnector;
import dev.mcpjunit.contract.client.Exemptions;
import dev.mcpjunit.contract.client.FailureSignal;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.traffic.Traffic;
import java.time.Duration;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * What a client is tried with.
 *
 * @param server where the server is, behind the proxy
 * @param exemptions the checks that may stay inconclusive
 * @param signal how a caller learns that a call has failed; calls of a healthy server must not end with this signal
 * @param shortest the shortest time in which the client may give up: what failed much sooner was not too slow
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Bench(
        ClientConnector connector,
        McpEndpoint server,
        FaultInjector faults,
        Traffic traffic,
        Exemptions exemptions,
        FailureSignal signal,
        Duration shortest,
        Duration callTimeout) {

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    /** A bench that waits as long as a busy machine needs. */
    public Bench(
            ClientConnector connector,
            McpEndpoint server,
            FaultInjector faults,
            Traffic traffic,
            Exemptions exemptions,
            FailureSignal signal,
            Duration shortest) {
        this(connector, server, faults, traffic, exemptions, signal, shortest, CALL_TIMEOUT);
    }

    /** Run a check with a fresh client. */
    public Verdict check(String name, Consumer<Trial> steps) {
        return CheckRunner.run(name, () -> new Trial(this), steps);
    }
}
