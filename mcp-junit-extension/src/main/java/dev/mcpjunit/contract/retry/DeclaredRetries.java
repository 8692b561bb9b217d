/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.retry;

import dev.mcpjunit.contract.client.CallFailure;
import dev.mcpjunit.contract.client.Exemptions;
import dev.mcpjunit.contract.client.FailureSignal;
import dev.mcpjunit.internal.base.Preconditions;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a client declares about its retries. The checks hold it to this and to nothing else. Give the client of the test
 * short pauses and deadlines. Immutable: each method returns a new declaration.
 *
 * <pre>{@code
 * DeclaredRetries.of("get-forecast", 3)
 *         .backOff(BackOff.exponential(Duration.ofMillis(100), 2))
 *         .deadline(Duration.ofSeconds(2))
 *         .honorsRetryAfter()
 *         .neverRepeats("book-trip")
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DeclaredRetries {

    private final String tool;
    private final int attempts;
    private CallFailure repeatedAfter = CallFailure.HTTP_503;
    private @Nullable BackOff backOff;
    private @Nullable Duration deadline;
    private boolean honorsRetryAfter;
    private @Nullable String unsafeTool;
    private boolean withKey;
    private FailureSignal signal = FailureSignal.any();
    private Exemptions exemptions = Exemptions.NONE;
    private Duration grace = Duration.ofMillis(250);

    private DeclaredRetries(String tool, int attempts) {
        this.tool = tool;
        this.attempts = attempts;
    }

    private DeclaredRetries with(Consumer<DeclaredRetries> change) {
        var copy = new DeclaredRetries(tool, attempts);
        copy.repeatedAfter = repeatedAfter;
        copy.backOff = backOff;
        copy.deadline = deadline;
        copy.honorsRetryAfter = honorsRetryAfter;
        copy.unsafeTool = unsafeTool;
        copy.withKey = withKey;
        copy.signal = signal;
        copy.exemptions = exemptions;
        copy.grace = grace;
        change.accept(copy);
        return copy;
    }

    /**
     * Declare how often a call is tried.
     *
     * @param tool a tool that may be called again: one that changes nothing, or that is idempotent
     * @param attempts how often in all, the first attempt included; 1 for a client that never repeats
     * @return a declaration: a call is repeated when the server is unavailable; never {@code null}
     */
    public static DeclaredRetries of(String tool, int attempts) {
        return new DeclaredRetries(tool, Preconditions.requireAtLeast(1, "The number of attempts", attempts));
    }

    /**
     * Declare after which failure a call is repeated. The checks make calls fail like this.
     *
     * @param failure the failure; default {@link CallFailure#HTTP_503}
     * @return a declaration; never {@code null}
     * @throws IllegalArgumentException if the failure is {@link CallFailure#CALLER_CANCELLATION}: no client repeats
     *     that
     */
    public DeclaredRetries repeatedAfter(CallFailure failure) {
        if (failure == CallFailure.CALLER_CANCELLATION) {
            throw new IllegalArgumentException(
                    "A call that its caller cancels is not repeated: choose another failure");
        }
        return with(it -> it.repeatedAfter = failure);
    }

    /**
     * Declare how long the client pauses between attempts.
     *
     * @param pauses the pauses
     * @return a declaration; never {@code null}
     */
    public DeclaredRetries backOff(BackOff pauses) {
        return with(it -> it.backOff = pauses);
    }

    /**
     * Declare by when the caller is answered, whatever happens and however often the client tries.
     *
     * @param time how long at most, from the caller's call; short: the checks wait for it
     * @return a declaration; never {@code null}
     */
    public DeclaredRetries deadline(Duration time) {
        return with(it -> it.deadline = Preconditions.requirePositive("The deadline", time));
    }

    /**
     * Declare that the client waits as long as {@code Retry-After} says.
     *
     * @return a declaration; never {@code null}
     */
    public DeclaredRetries honorsRetryAfter() {
        return with(it -> it.honorsRetryAfter = true);
    }

    /**
     * Declare that calls of a tool are never repeated when they may have been carried out.
     *
     * @param notIdempotent the tool, one that does something each time it is called
     * @return a declaration; never {@code null}
     */
    public DeclaredRetries neverRepeats(String notIdempotent) {
        return with(it -> {
            it.unsafeTool = notIdempotent;
            it.withKey = false;
        });
    }

    /**
     * Declare that calls of a tool that may have been carried out are repeated with the same idempotency key only: an
     * {@code Idempotency-Key} header, or a member of {@code _meta} or of the arguments that is named like one.
     *
     * @param notIdempotent the tool, one that does something each time it is called without a key
     * @return a declaration; never {@code null}
     */
    public DeclaredRetries repeatsWithKey(String notIdempotent) {
        return with(it -> {
            it.unsafeTool = notIdempotent;
            it.withKey = true;
        });
    }

    /**
     * Declare how the caller learns that all attempts have failed.
     *
     * @param how the signal; default {@link FailureSignal#any()}
     * @return a declaration; never {@code null}
     */
    public DeclaredRetries reportedBy(FailureSignal how) {
        return with(it -> it.signal = how);
    }

    /**
     * Declare that a check may stay inconclusive where verdicts are required.
     *
     * @param check the name of the check, for example {@code "pauses as declared"}
     * @param reason why it cannot give an answer
     * @return a declaration; never {@code null}
     * @throws IllegalArgumentException if the reason is blank
     */
    public DeclaredRetries exempt(String check, String reason) {
        return with(it -> it.exemptions = exemptions.with(check, reason));
    }

    /**
     * Declare by how much the client may be late.
     *
     * @param time how much; default 250 ms
     * @return a declaration; never {@code null}
     */
    public DeclaredRetries grace(Duration time) {
        return with(it -> it.grace = Preconditions.requirePositive("The grace", time));
    }

    /** The tool that may be called again. */
    public String tool() {
        return tool;
    }

    /** How often a call is tried at most. */
    public int attempts() {
        return attempts;
    }

    /** What a call is repeated after. */
    public CallFailure repeatedAfter() {
        return repeatedAfter;
    }

    /** The pauses between attempts; empty when nothing is declared. */
    public Optional<BackOff> backOff() {
        return Optional.ofNullable(backOff);
    }

    /** By when the caller is answered; empty when nothing is declared. */
    public Optional<Duration> deadline() {
        return Optional.ofNullable(deadline);
    }

    /** Whether the client honors {@code Retry-After}. */
    public boolean isHonoringRetryAfter() {
        return honorsRetryAfter;
    }

    /** The tool that is not idempotent; empty when nothing is declared. */
    public Optional<String> unsafeTool() {
        return Optional.ofNullable(unsafeTool);
    }

    /** Whether calls of that tool are repeated with a key. */
    public boolean isWithKey() {
        return withKey;
    }

    /** How the caller learns that all attempts have failed. */
    public FailureSignal signal() {
        return signal;
    }

    /** The checks that may stay inconclusive. */
    public Exemptions exemptions() {
        return exemptions;
    }

    /** By how much the client may be late. */
    public Duration grace() {
        return grace;
    }
}
