/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.assertj;

import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.traffic.Exchange;
import dev.mcpjunit.traffic.Exchanges;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about what crossed the wire. None of them is content with nothing: where there was no retry, there is
 * nothing to say about how clients retry, and that fails too. Every failure shows the time line.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ExchangesAssert extends AbstractAssert<ExchangesAssert, Exchanges> {

    ExchangesAssert(Exchanges actual) {
        super(actual, ExchangesAssert.class);
    }

    /**
     * Verify how often the client sent such a message, whatever became of it.
     *
     * @param times how often, repetitions included
     * @return this
     * @throws AssertionError if it was more or fewer
     */
    public ExchangesAssert wereSent(int times) {
        isNotNull();
        return count("to be sent", times, actual.count());
    }

    /**
     * Verify how many reached the server.
     *
     * @param times how many
     * @return this
     * @throws AssertionError if it was more or fewer
     */
    public ExchangesAssert reachedServer(int times) {
        isNotNull();
        return count("to reach the server", times, actual.reachedServer());
    }

    /**
     * Verify how many the server carried out, as far as the wire can tell.
     *
     * @param times how many it answered, whether or not the client got the answer
     * @return this
     * @throws AssertionError if it was more or fewer
     */
    public ExchangesAssert wereExecuted(int times) {
        isNotNull();
        return count("to be carried out by the server", times, actual.executed());
    }

    /**
     * Verify how often the client repeated itself: the same method with the same parameters.
     *
     * @param times attempts beyond the first ones
     * @return this
     * @throws AssertionError if it was more or fewer, or there was no first attempt either
     */
    public ExchangesAssert wereRetried(int times) {
        isNotNull();
        if (actual.all().isEmpty()) {
            throw failed(
                    "Expected " + actual.what() + ", " + times + " of them repetitions, but there were none at all");
        }
        return count("to be repetitions", times, actual.retries());
    }

    /**
     * Verify that there were several, and that all have the same idempotency key: an {@code Idempotency-Key} header, or
     * a member of {@code _meta} or of the arguments that is named like one.
     *
     * @return this
     * @throws AssertionError if there are fewer than two, one has no key, or the keys differ
     */
    public ExchangesAssert haveTheSameIdempotencyKey() {
        isNotNull();
        List<Optional<String>> keys = actual.idempotencyKeys();
        if (keys.size() < 2) {
            throw failed(
                    "Expected several " + actual.what() + " with one idempotency key, but there were " + keys.size());
        }
        if (keys.stream().anyMatch(Optional::isEmpty)
                || keys.stream().distinct().count() != 1) {
            throw failed("Expected " + actual.what() + " to have one idempotency key, but their keys are "
                    + keys.stream().map(key -> key.orElse("(none)")).toList());
        }
        return this;
    }

    /**
     * Verify that the client repeated itself, and how long it paused before each repetition.
     *
     * @param shortest the shortest pause that is right
     * @param longest the longest pause that is right
     * @return this
     * @throws AssertionError if there was no repetition, or a pause was shorter or longer
     */
    public ExchangesAssert pausedBetween(Duration shortest, Duration longest) {
        isNotNull();
        List<Duration> pauses = actual.pauses();
        boolean allRight =
                pauses.stream().allMatch(pause -> pause.compareTo(shortest) >= 0 && pause.compareTo(longest) <= 0);
        if (pauses.isEmpty() || !allRight) {
            throw failed("Expected " + actual.what() + " to be repeated after " + Durations.print(shortest) + " to "
                    + Durations.print(longest) + ", but "
                    + (pauses.isEmpty()
                            ? "nothing was repeated"
                            : "the pauses were "
                                    + pauses.stream().map(Durations::print).toList()));
        }
        return this;
    }

    /**
     * Verify that the client was told by {@code Retry-After} to wait, came again, and not before that.
     *
     * @return this
     * @throws AssertionError if it was not told, did not come again, or came too soon
     */
    public ExchangesAssert honouredRetryAfter() {
        isNotNull();
        boolean wasTold = actual.attempts().stream()
                .anyMatch(attempts -> attempts.subList(0, attempts.size() - 1).stream()
                        .anyMatch(attempt -> attempt.retryAfter().isPresent()));
        if (!wasTold) {
            throw failed("Expected " + actual.what()
                    + " to be repeated after a Retry-After, but none was followed by another attempt");
        }
        List<Exchange> tooSoon = actual.tooSoon();
        if (!tooSoon.isEmpty()) {
            throw failed("Expected " + actual.what() + " to wait as Retry-After said, but " + tooSoon.size()
                    + " came too soon");
        }
        return this;
    }

    /**
     * Verify how many the client cancelled by {@code notifications/cancelled}.
     *
     * @param times how many
     * @return this
     * @throws AssertionError if it was more or fewer
     */
    public ExchangesAssert wereCancelled(int times) {
        isNotNull();
        return count("to be cancelled", times, actual.cancelled().size());
    }

    /**
     * Verify that none came after a moment: that a circuit breaker was open by then, for example.
     *
     * @param instant the moment, on the clock of {@link dev.mcpjunit.traffic.Traffic#now}
     * @return this
     * @throws AssertionError if one came later, or there was none at all
     */
    public ExchangesAssert noneAfter(Instant instant) {
        isNotNull();
        if (actual.all().isEmpty()) {
            throw failed(
                    "Expected " + actual.what() + " up to that moment and none after it, but there were none at all");
        }
        List<Exchange> later = actual.after(instant);
        if (!later.isEmpty()) {
            throw failed("Expected no " + actual.what() + " after that moment, but there were " + later.size());
        }
        return this;
    }

    private ExchangesAssert count(String what, int wanted, int seen) {
        if (wanted != seen) {
            throw failed("Expected " + wanted + " " + actual.what() + " " + what + ", but there were " + seen);
        }
        return this;
    }

    /** Where there is nothing of the kind, it helps to see what there is. */
    private AssertionError failed(String what) {
        Exchanges shown =
                actual.all().isEmpty() ? new Exchanges("messages", actual.context(), actual.context()) : actual;
        return failure("%s", what + ". What crossed the wire:\n" + shown);
    }
}
