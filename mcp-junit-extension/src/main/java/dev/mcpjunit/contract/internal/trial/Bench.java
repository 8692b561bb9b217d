/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.trial;

import dev.mcpjunit.contract.client.ClientConnector;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.traffic.Traffic;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * Where clients are tried.
 *
 * @param connector connects a fresh client
 * @param server where the server is, behind the proxy
 * @param faults what makes the wire misbehave
 * @param traffic what crossed the wire
 * @param shortest the shortest time in which the client is to give up: what failed much sooner was not too slow
 * @param patience how long to wait for what has nothing to do with faults
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Bench(
        ClientConnector connector,
        McpEndpoint server,
        FaultInjector faults,
        Traffic traffic,
        Duration shortest,
        Duration patience) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A machine that is busy for a moment is not busy for ever. */
    private static final int TRIALS = 3;

    /** A bench with the patience that a busy machine needs. */
    public Bench(
            ClientConnector connector, McpEndpoint server, FaultInjector faults, Traffic traffic, Duration shortest) {
        this(connector, server, faults, traffic, shortest, PATIENCE);
    }

    /** Run a check, again where nothing could be told. */
    public Verdict check(String name, Consumer<Trial> steps) {
        Verdict verdict = once(name, steps);
        for (int trial = 1; trial < TRIALS && verdict.status() == Status.INCONCLUSIVE; trial++) {
            verdict = once(name, steps);
        }
        return verdict;
    }

    private Verdict once(String name, Consumer<Trial> steps) {
        try (var trial = new Trial(this)) {
            try {
                steps.accept(trial);
                return new Verdict(name, Status.PASSED, "", trial.story(), Optional.empty());
            } catch (Finding finding) {
                return new Verdict(name, finding.status(), finding.reason(), trial.story(), Optional.empty());
            }
        }
    }
}
