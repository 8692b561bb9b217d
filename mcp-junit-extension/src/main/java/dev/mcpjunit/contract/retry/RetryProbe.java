/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.retry;

import dev.mcpjunit.contract.client.ClientConnector;
import dev.mcpjunit.contract.internal.trial.Bench;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.traffic.Traffic;
import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Holds a client to what it declares about its retries, check by check; each check takes a fresh client. This is what
 * {@code RetryContract} is made of, for tests of another shape:
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

    /** What failed at once was not too slow. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final DeclaredRetries declared;
    private final Bench bench;

    private RetryProbe(DeclaredRetries declared, Bench bench) {
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
    public static RetryProbe of(
            ClientConnector client,
            DeclaredRetries declared,
            McpEndpoint server,
            FaultInjector faults,
            Traffic traffic) {
        Duration shortest = declared.deadline().orElse(AT_ONCE);
        return new RetryProbe(declared, new Bench(client, server, faults, traffic, shortest));
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
     * Check that a call succeeds whose last attempt does.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict succeedsWhenTheServerIsWellAgain() {
        return bench.check("succeeds when the server is well again", trial -> new Attempts(trial, declared).success());
    }

    /**
     * Check that the pauses between attempts are as long as declared.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict pausesAsDeclared() {
        return bench.check("pauses as declared", trial -> new Pauses(trial, declared).backOff());
    }

    /**
     * Check that the client comes again when the server has asked it to, and no sooner.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict honoursRetryAfter() {
        return bench.check("honours Retry-After", trial -> new Pauses(trial, declared).retryAfter());
    }

    /**
     * Check that the caller is answered within the deadline when the server asks for more time than that, and the
     * server is left in peace.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict givesUpOnALongRetryAfter() {
        return bench.check("gives up on a long Retry-After", trial -> new Pauses(trial, declared).retryAfterTooLong());
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
     * Check that a call is not repeated after error -32602 or a result with {@code isError}, for it would fail again.
     *
     * @return the verdict; never {@code null}
     */
    public Verdict doesNotRepeatMistakes() {
        return bench.check("does not repeat mistakes", trial -> new Attempts(trial, declared).mistakes());
    }

    /**
     * Check that a tool that is not idempotent is not called again after its response was lost, or with the same
     * idempotency key.
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
        return bench.check("keeps the deadline", trial -> new Pauses(trial, declared).total());
    }

    /**
     * Make all checks.
     *
     * @return the verdicts in order; never {@code null}
     */
    public List<Verdict> all() {
        return List.of(
                repeatsAsOftenAsDeclared(),
                succeedsWhenTheServerIsWellAgain(),
                pausesAsDeclared(),
                honoursRetryAfter(),
                givesUpOnALongRetryAfter(),
                usesANewIdPerAttempt(),
                doesNotRepeatMistakes(),
                doesNothingTwice(),
                usesAKeyPerCall(),
                keepsTheDeadline());
    }
}
