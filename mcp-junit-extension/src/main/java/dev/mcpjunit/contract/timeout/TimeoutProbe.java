/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.timeout;

import dev.mcpjunit.contract.client.ClientConnector;
import dev.mcpjunit.contract.client.Verdict;
import dev.mcpjunit.contract.trial.Bench;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.traffic.Traffic;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Holds a client to what it declares about its time-outs, check by check; each check takes a fresh client. This is what
 * {@code TimeoutContract} is made of, for tests of another shape:
 *
 * <pre>{@code
 * @Test
 * void givesUp(McpEndpoint weather, FaultInjector faults, Traffic traffic) {
 *     var probe = TimeoutProbe.of(server -> connect(server), declared, weather, faults, traffic);
 *     probe.givesUpOnAHang().throwIfFailed();
 * }
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class TimeoutProbe {

    private final DeclaredTimeouts declared;
    private final Bench bench;

    private TimeoutProbe(DeclaredTimeouts declared, Bench bench) {
        this.declared = declared;
        this.bench = bench;
    }

    /**
     * Prepare.
     *
     * @param client connects a fresh client
     * @param declared what the client declares
     * @param server where the server is: the endpoint that was injected into the test
     * @param faults the test's faults
     * @param traffic the test's traffic
     * @return the probe; never {@code null}
     */
    public static TimeoutProbe of(
            ClientConnector client,
            DeclaredTimeouts declared,
            McpEndpoint server,
            FaultInjector faults,
            Traffic traffic) {
        return new TimeoutProbe(declared, new Bench(client, server, faults, traffic, declared.budget()));
    }

    /**
     * Check that a caller is answered within the budget when the server never answers.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict givesUpOnAHang() {
        return bench.check("gives up on a hang", trial -> new Silence(trial, declared).hang());
    }

    /**
     * Check that the client can be used again after a call that timed out.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict nextCallWorks() {
        return bench.check("the next call works", trial -> new Aftermath(trial, declared).nextCall());
    }

    /**
     * Make all checks.
     *
     * @return the verdicts in order; never {@code null}
     */
    public List<Verdict> all() {
        return List.of(givesUpOnAHang(), nextCallWorks());
    }
}
