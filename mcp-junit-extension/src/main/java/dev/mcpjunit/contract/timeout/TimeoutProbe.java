/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.timeout;

import dev.mcpjunit.contract.client.ClientConnector;
import dev.mcpjunit.contract.internal.trial.Bench;
import dev.mcpjunit.contract.verdict.Verdict;
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
 *     var probe = TimeoutProbe.of(server -> connect(server), DeclaredTimeouts.of("get-forecast", ofMillis(500)), weather, faults, traffic);
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
     * Check that a caller is answered within the budget when the answer comes byte by byte, too slowly ever to be
     * complete.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict givesUpOnADrip() {
        return bench.check("gives up on a drip", trial -> new Silence(trial, declared).drip());
    }

    /**
     * Check that a caller is answered in time when the server reports progress and never answers.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict givesUpOnEndlessProgress() {
        return bench.check("gives up on progress without end", trial -> new Silence(trial, declared).progress());
    }

    /**
     * Check that a caller is answered in time when the server does not answer the client's very first request.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict givesUpOnASlowStart() {
        return bench.check("gives up on a slow start", trial -> new Silence(trial, declared).slowStart());
    }

    /**
     * Check that the client waits for an answer at least as long as it declares.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict waitsForSlowAnswers() {
        return bench.check("waits for slow answers", trial -> new Silence(trial, declared).patience());
    }

    /**
     * Check that the server is told, as declared, that nobody waits for its answer any more.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict tellsTheServer() {
        return bench.check("tells the server", trial -> new Aftermath(trial, declared).notice());
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
     * Check that an answer that comes too late is not taken for that of another call, and does no harm.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict ignoresTheLateAnswer() {
        return bench.check("ignores the late answer", trial -> new Aftermath(trial, declared).lateAnswer());
    }

    /**
     * Check that clients that have timed out and are closed leave neither calls on the wire nor threads.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict leavesNothingBehind() {
        return bench.check("leaves nothing behind", trial -> new Leftovers(trial, declared).afterClosing());
    }

    /**
     * Make all checks.
     *
     * @return the verdicts in order; never {@code null}
     */
    public List<Verdict> all() {
        return List.of(
                givesUpOnAHang(),
                givesUpOnADrip(),
                givesUpOnEndlessProgress(),
                givesUpOnASlowStart(),
                waitsForSlowAnswers(),
                tellsTheServer(),
                nextCallWorks(),
                ignoresTheLateAnswer(),
                leavesNothingBehind());
    }
}
