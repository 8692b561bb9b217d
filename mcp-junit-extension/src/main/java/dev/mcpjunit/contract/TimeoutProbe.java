/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import dev.mcpjunit.contract.client.ClientConnector;
import dev.mcpjunit.contract.internal.timeout.AfterTimeoutChecks;
import dev.mcpjunit.contract.internal.timeout.Leaks;
import dev.mcpjunit.contract.internal.timeout.UnansweredChecks;
import dev.mcpjunit.contract.internal.trial.Bench;
import dev.mcpjunit.contract.timeout.DeclaredTimeouts;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.VerdictReport;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.traffic.Traffic;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The checks of a client's timeouts, one by one, each with a fresh client. This is what {@code TimeoutContract}
 * consists of, for tests of another form:
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

    private static final List<String> NAMES = List.of(
            "gives up on a hang",
            "gives up on a drip",
            "gives up on endless progress",
            "gives up on a slow start",
            "waits for slow answers",
            "reports the timeout",
            "notifies the server",
            "the next call works",
            "ignores the late answer",
            "leaves nothing behind");

    private final DeclaredTimeouts declared;
    private final Bench bench;

    private TimeoutProbe(DeclaredTimeouts declared, Bench bench) {
        this.declared = declared;
        this.bench = bench;
    }

    /**
     * Create a probe.
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
        return new TimeoutProbe(
                declared,
                new Bench(
                        client,
                        server,
                        faults,
                        traffic,
                        declared.exemptions().requireKnown(NAMES),
                        declared.signal(),
                        declared.budget()));
    }

    /**
     * Check that a caller is answered within the budget when the server never answers.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict givesUpOnAHang() {
        return bench.check("gives up on a hang", trial -> new UnansweredChecks(trial, declared).hang());
    }

    /**
     * Check that a caller is answered within the budget when the answer comes byte by byte, too slowly ever to be
     * complete.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict givesUpOnADrip() {
        return bench.check("gives up on a drip", trial -> new UnansweredChecks(trial, declared).drip());
    }

    /**
     * Check that a caller is answered in time when the server reports progress and never answers.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict givesUpOnEndlessProgress() {
        return bench.check("gives up on endless progress", trial -> new UnansweredChecks(trial, declared).progress());
    }

    /**
     * Check that a caller is answered in time when the server does not answer the client's very first request.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict givesUpOnASlowStart() {
        return bench.check("gives up on a slow start", trial -> new UnansweredChecks(trial, declared).slowStart());
    }

    /**
     * Check that the client waits for an answer at least as long as it declares.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict waitsForSlowAnswers() {
        return bench.check("waits for slow answers", trial -> new UnansweredChecks(trial, declared).leastWait());
    }

    /**
     * Check that the caller learns, as declared, that the call timed out. An ordinary result that reads like an error
     * message fails.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict reportsTheTimeout() {
        return bench.check("reports the timeout", trial -> new UnansweredChecks(trial, declared).reported());
    }

    /**
     * Check that the server is notified, as declared, that its answer is no longer needed.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict notifiesTheServer() {
        return bench.check("notifies the server", trial -> new AfterTimeoutChecks(trial, declared).notice());
    }

    /**
     * Check that the client can be used again after a call that timed out. The next call must reach the server; a
     * fallback is not enough.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict nextCallWorks() {
        return bench.check("the next call works", trial -> new AfterTimeoutChecks(trial, declared).nextCall());
    }

    /**
     * Check that a late answer is not taken for the answer to another call, and does no harm.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict ignoresTheLateAnswer() {
        return bench.check("ignores the late answer", trial -> new AfterTimeoutChecks(trial, declared).lateAnswer());
    }

    /**
     * Check that clients that have timed out and are closed leave neither calls on the wire nor threads.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict leavesNothingBehind() {
        return bench.check("leaves nothing behind", trial -> new Leaks(trial, declared).afterClosing());
    }

    /**
     * Make all checks.
     *
     * @return the verdicts in order; never {@code null}
     */
    public VerdictReport all() {
        return new VerdictReport(List.of(
                givesUpOnAHang(),
                givesUpOnADrip(),
                givesUpOnEndlessProgress(),
                givesUpOnASlowStart(),
                waitsForSlowAnswers(),
                reportsTheTimeout(),
                notifiesTheServer(),
                nextCallWorks(),
                ignoresTheLateAnswer(),
                leavesNothingBehind()));
    }
}
