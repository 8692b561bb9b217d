/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.retry;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a client declares about its retries. It is held to this and to nothing else; what is left undeclared is not
 * checked. Give the client of the test short pauses and deadlines. Immutable: each method gives another declaration.
 *
 * <pre>{@code
 * DeclaredRetries.of("get-forecast", 3)
 *         .backOff(BackOff.exponential(Duration.ofMillis(100), 2))
 *         .deadline(Duration.ofSeconds(2))
 *         .honoursRetryAfter()
 *         .neverRepeats("book-trip")
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DeclaredRetries {

    private final String tool;
    private final int attempts;
    private Failure repeatedAfter = Failure.UNAVAILABLE;
    private @Nullable BackOff backOff;
    private @Nullable Duration deadline;
    private boolean honoursRetryAfter;
    private @Nullable String unsafeTool;
    private boolean withKey;
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
        copy.honoursRetryAfter = honoursRetryAfter;
        copy.unsafeTool = unsafeTool;
        copy.withKey = withKey;
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
        if (attempts < 1) {
            throw new IllegalArgumentException("There is at least 1 attempt, but " + attempts + " are declared");
        }
        return new DeclaredRetries(tool, attempts);
    }

    /**
     * Declare after which failure a call is repeated; the checks make it fail so.
     *
     * @param failure the failure; default {@link Failure#UNAVAILABLE}
     * @return a declaration; never {@code null}
     */
    public DeclaredRetries repeatedAfter(Failure failure) {
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
        return with(it -> it.deadline = positive("The deadline", time));
    }

    /**
     * Declare that the client waits as long as {@code Retry-After} says.
     *
     * @return a declaration; never {@code null}
     */
    public DeclaredRetries honoursRetryAfter() {
        return with(it -> it.honoursRetryAfter = true);
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
     * Say by how much the client may be late.
     *
     * @param time how much; default 250 ms
     * @return a declaration; never {@code null}
     */
    public DeclaredRetries grace(Duration time) {
        return with(it -> it.grace = positive("The grace", time));
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
    public Failure repeatedAfter() {
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

    /** Whether the client waits as it is told. */
    public boolean isHonouringRetryAfter() {
        return honoursRetryAfter;
    }

    /** The tool that is not idempotent; empty when nothing is declared. */
    public Optional<String> unsafeTool() {
        return Optional.ofNullable(unsafeTool);
    }

    /** Whether calls of that tool are repeated with a key. */
    public boolean isWithKey() {
        return withKey;
    }

    /** By how much the client may be late. */
    public Duration grace() {
        return grace;
    }

    private static Duration positive(String what, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(what + " must be longer than nothing, but is " + time);
        }
        return time;
    }
}
