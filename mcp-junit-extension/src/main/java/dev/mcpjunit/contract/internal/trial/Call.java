/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.trial;

import dev.mcpjunit.contract.client.FailureSignal;
import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.internal.time.Durations;
import java.time.Duration;
import java.time.Instant;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A call as its caller saw it.
 *
 * @param ended when the caller was answered
 * @param value what the caller got, if the call returned
 * @param failure what the call threw, if it did
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Call(
        Instant began,
        Instant ended,
        Duration lost,
        @Nullable Object value,
        @Nullable Throwable failure) {

    private static final FailureSignal ERROR = FailureSignal.errorResult();
    private static final Duration SHORT = Duration.ofSeconds(1);

    public Duration took() {
        return Duration.between(began, ended);
    }

    public boolean succeeded() {
        return failure == null;
    }

    /** Whether the machine lost half of the time that the call took; of a short time, a tenth is enough. */
    public boolean isOnBusyMachine() {
        boolean isShort = took().minus(lost).compareTo(SHORT) < 0;
        return lost.multipliedBy(isShort ? 10 : 2).compareTo(took()) >= 0;
    }

    /** Whether the caller knows by its outcome that the call has failed. */
    public boolean isReportedBy(FailureSignal signal) {
        return failure == null ? signal.isGivenBy(value) : signal.isGivenByException(failure);
    }

    /** What the caller got, in words. */
    public String gist() {
        return failure == null ? "an ordinary result (" + shortened(String.valueOf(value)) + ")" : words(failure);
    }

    /** How it ended, in words. */
    public String ending() {
        return (failure == null ? "was answered" : "got " + words(failure)) + " after " + Durations.print(took());
    }

    /** Whether the caller got a result that reports no failure: neither an error result nor the declared signal. */
    public boolean isAnswered(FailureSignal signal) {
        return failure == null && !signal.isGivenBy(value) && !ERROR.isGivenBy(value);
    }

    /** How it ended, in words. A result that reports a failure is described by its signal. */
    public String ending(FailureSignal signal) {
        if (failure != null || isAnswered(signal)) {
            return ending();
        }
        return "got " + (ERROR.isGivenBy(value) ? ERROR : signal) + " (" + shortened(String.valueOf(value)) + ") after "
                + Durations.print(took());
    }

    /** The root cause, in one short line. */
    static String words(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String name = cause.getClass().getSimpleName();
        String message = cause.getMessage() == null
                ? ""
                : ": "
                        + Secrets.maskKnown(cause.getMessage())
                                .lines()
                                .findFirst()
                                .orElse("");
        return shortened(name + message);
    }

    private static String shortened(String text) {
        // A secret that is shortened first is no longer known.
        String line = Secrets.maskKnown(text).strip().lines().findFirst().orElse("");
        return line.length() <= 120 ? line : line.substring(0, 119) + "…";
    }
}
