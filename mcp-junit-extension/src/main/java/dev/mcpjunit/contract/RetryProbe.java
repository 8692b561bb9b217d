/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import dev.mcpjunit.contract.client.ClientConnector;
import dev.mcpjunit.contract.internal.retry.Attempts;
import dev.mcpjunit.contract.internal.retry.PauseChecks;
import dev.mcpjunit.contract.internal.retry.Repetitions;
import dev.mcpjunit.contract.internal.trial.Bench;
import dev.mcpjunit.contract.retry.DeclaredRetries;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.VerdictReport;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.traffic.Traffic;
import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The checks of a client's retries, one by one, each with a fresh client. This is what {@code RetryContract} consists
 * of, for tests of another form:
 *
 * <pre>{@code
 * @Test
 * void paysOnce(McpEndpoint bank, FaultInjector faults, Traffic traffic) {
 *     var probe = RetryProbe.of(server -> connect(server), DeclaredRetries.of("pay", 3), bank, faults, traffic);
 *     probe.doesNothingTwice().throwIfFailed();
 * }
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RetryProbe {

    /** A failure within this time was not too slow. */
    private static final Duration IMMEDIATE = Duration.ofSeconds(1);

    private static final List<String> NAMES = List.of(
            "repeats as often as declared",
            "succeeds when the server recovers",
            "pauses as declared",
            "honors Retry-After",
            "gives up on a long Retry-After",
            "uses a new id per attempt",
            "does not repeat mistakes",
            "does nothing twice",
            "uses a key per call",
            "keeps the deadline",
            "reports exhausted retries");

    private final DeclaredRetries declared;
    private final Bench bench;

    private RetryProbe(DeclaredRetries declared, Bench bench) {
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
    public static RetryProbe of(
            ClientConnector client,
            DeclaredRetries declared,
            McpEndpoint server,
            FaultInjector faults,
            Traffic traffic) {
        Duration shortest = declared.deadline().orElse(IMMEDIATE);
        return new RetryProbe(
                declared,
                new Bench(
                        client,
                        server,
                        faults,
                        traffic,
                        declared.exemptions().requireKnown(NAMES),
                        declared.signal(),
                        shortest));
    }

    /**
     * Check that a call that fails each time is tried as often as declared, and no more.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict repeatsAsOftenAsDeclared() {
        return bench.check("repeats as often as declared", trial -> new Attempts(trial, declared).number());
    }

    /**
     * Check that a call whose first attempt fails succeeds when a later attempt does.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict succeedsWhenTheServerRecovers() {
        return bench.check("succeeds when the server recovers", trial -> new Attempts(trial, declared).success());
    }

    /**
     * Check that the pauses between attempts are as long as declared.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict pausesAsDeclared() {
        return bench.check("pauses as declared", trial -> new PauseChecks(trial, declared).backOff());
    }

    /**
     * Check that the client tries again, but not before the time that the server has asked for has passed.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict honorsRetryAfter() {
        return bench.check("honors Retry-After", trial -> new PauseChecks(trial, declared).retryAfter());
    }

    /**
     * Check that the caller is answered within the deadline when the server asks for more time than that, and that the
     * server is not called again.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict givesUpOnALongRetryAfter() {
        return bench.check(
                "gives up on a long Retry-After", trial -> new PauseChecks(trial, declared).retryAfterTooLong());
    }

    /**
     * Check that no two attempts have the same JSON-RPC id.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict usesANewIdPerAttempt() {
        return bench.check("uses a new id per attempt", trial -> new Attempts(trial, declared).ids());
    }

    /**
     * Check that a call is not repeated after error -32602 or a result with {@code isError}, because it would fail
     * again.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict doesNotRepeatMistakes() {
        return bench.check("does not repeat mistakes", trial -> new Attempts(trial, declared).mistakes());
    }

    /**
     * Check that after its response was lost, a tool that is not idempotent is either not called again, or called again
     * with the same idempotency key.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict doesNothingTwice() {
        return bench.check("does nothing twice", trial -> new Repetitions(trial, declared).afterLostResponses());
    }

    /**
     * Check that different calls have different idempotency keys.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict usesAKeyPerCall() {
        return bench.check("uses a key per call", trial -> new Repetitions(trial, declared).keyPerCall());
    }

    /**
     * Check that a caller is answered within the deadline, retries and all, when no attempt is ever answered.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict keepsTheDeadline() {
        return bench.check("keeps the deadline", trial -> new PauseChecks(trial, declared).total());
    }

    /**
     * Check that the caller learns, as declared, that all attempts have failed. An ordinary result that reads like an
     * error message fails.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict reportsExhaustedRetries() {
        return bench.check("reports exhausted retries", trial -> new Attempts(trial, declared).reported());
    }

    /**
     * Make all checks.
     *
     * @return the verdicts in order; never {@code null}
     */
    public VerdictReport all() {
        return new VerdictReport(List.of(
                repeatsAsOftenAsDeclared(),
                succeedsWhenTheServerRecovers(),
                pausesAsDeclared(),
                honorsRetryAfter(),
                givesUpOnALongRetryAfter(),
                usesANewIdPerAttempt(),
                doesNotRepeatMistakes(),
                doesNothingTwice(),
                usesAKeyPerCall(),
                keepsTheDeadline(),
                reportsExhaustedRetries()));
    }
}
