/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.assertj;

import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.traffic.Exchange;
import dev.mcpjunit.traffic.Exchanges;
import dev.mcpjunit.traffic.Executed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about some of the recorded traffic. An assertion about retries or cancellations fails if there was none,
 * so that it cannot pass without having checked anything. So does a count of zero if no client has connected through a
 * proxy of the test, if the servers list no tool of that name, or if there is no such method or server; to assert that
 * nothing was sent at all, use {@link TrafficAssert#isEmpty}. Every failure shows the recorded traffic.
 *
 * <pre>{@code
 * assertThat(traffic).toolCalls("pay").wereRetried(1).haveTheSameIdempotencyKey();
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ExchangesAssert extends AbstractAssert<ExchangesAssert, Exchanges> {

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);

    ExchangesAssert(Exchanges actual) {
        super(actual, ExchangesAssert.class);
    }

    /**
     * Verify how often the client sent such a message, whether or not it reached the server.
     *
     * @param times how often, retries included
     * @return this
     * @throws AssertionError if it was more or fewer, or if 0 proves nothing: no client has connected through a proxy
     *     of the test, or there is no such tool, method or server
     */
    public ExchangesAssert wereSent(int times) {
        isNotNull();
        return count("to be sent", times, actual.count());
    }

    /**
     * Verify that the client sent at least some number of such messages.
     *
     * @param least the smallest number that is right
     * @return this
     * @throws AssertionError if there were fewer
     * @throws IllegalArgumentException if the number is not positive
     */
    public ExchangesAssert wereSentAtLeast(int least) {
        isNotNull();
        return atLeast("to be sent", least, actual.count());
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
     * Verify that at least some number of them reached the server.
     *
     * @param least the smallest number that is right
     * @return this
     * @throws AssertionError if there were fewer
     * @throws IllegalArgumentException if the number is not positive
     */
    public ExchangesAssert reachedServerAtLeast(int least) {
        isNotNull();
        return atLeast("to reach the server", least, actual.reachedServer());
    }

    /**
     * Verify how many the server executed, as far as the recorded traffic shows. Waits up to five seconds for requests
     * that are still being answered.
     *
     * @param times how many it answered, whether or not the client received the answer
     * @return this
     * @throws AssertionError if it was more or fewer, or a request reached the server and was never answered, so that
     *     the traffic does not show whether it was executed
     */
    public ExchangesAssert wereExecuted(int times) {
        isNotNull();
        Exchanges settled = actual.settledWithin(LONGEST_ANSWER);
        count("to be executed by the server", times, settled.executed());
        int unknown = (int) settled.all().stream()
                .filter(exchange -> exchange.executed() == Executed.UNKNOWN)
                .count();
        if (unknown > 0) {
            throw failed("Expected " + times + " " + actual.what() + " to be executed by the server. It answered "
                    + settled.executed() + ", and " + unknown + " more reached it without an answer, so it may have"
                    + " executed them too. Let the server answer before this assertion, or assert reachedServer(…)");
        }
        return this;
    }

    /**
     * Verify that the server executed at least some number of them.
     *
     * @param least the smallest number that is right
     * @return this
     * @throws AssertionError if there were fewer
     * @throws IllegalArgumentException if the number is not positive
     */
    public ExchangesAssert wereExecutedAtLeast(int least) {
        isNotNull();
        return atLeast("to be executed by the server", least, actual.executed());
    }

    /**
     * Verify how often the client retried: the same method with the same parameters.
     *
     * @param times attempts after the first ones
     * @return this
     * @throws AssertionError if it was more or fewer, or there was no first attempt
     */
    public ExchangesAssert wereRetried(int times) {
        isNotNull();
        if (actual.all().isEmpty()) {
            throw failed("Expected " + actual.what() + ", " + times + " of them retries, but there were none at all");
        }
        return count("to be retries", times, actual.retries());
    }

    /**
     * Verify that the client retried at least some number of times.
     *
     * @param least the smallest number that is right
     * @return this
     * @throws AssertionError if there were fewer
     * @throws IllegalArgumentException if the number is not positive
     */
    public ExchangesAssert wereRetriedAtLeast(int least) {
        isNotNull();
        return atLeast("to be retries", least, actual.retries());
    }

    /**
     * Verify that there were several, and that all have the same idempotency key: an {@code Idempotency-Key} header, or
     * a member with such a name in {@code _meta} or in the arguments.
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
     * Verify that the client retried, and how long it paused before each retry.
     *
     * @param shortest the shortest pause that passes
     * @param longest the longest pause that passes
     * @return this
     * @throws AssertionError if there was no retry, or a pause was shorter or longer
     */
    public ExchangesAssert pausedBetween(Duration shortest, Duration longest) {
        isNotNull();
        List<Duration> pauses = actual.pauses();
        boolean allRight =
                pauses.stream().allMatch(pause -> pause.compareTo(shortest) >= 0 && pause.compareTo(longest) <= 0);
        if (pauses.isEmpty() || !allRight) {
            throw failed("Expected " + actual.what() + " to be retried after " + Durations.print(shortest) + " to "
                    + Durations.print(longest) + ", but "
                    + (pauses.isEmpty()
                            ? "nothing was retried"
                            : "the pauses were "
                                    + pauses.stream().map(Durations::print).toList()));
        }
        return this;
    }

    /**
     * Verify that the client received a {@code Retry-After}, and waited at least that long before it retried.
     *
     * @return this
     * @throws AssertionError if there was no {@code Retry-After}, no retry after it, or a retry that was too early
     */
    public ExchangesAssert honoredRetryAfter() {
        isNotNull();
        boolean wasAsked = actual.attempts().stream()
                .anyMatch(attempts -> attempts.subList(0, attempts.size() - 1).stream()
                        .anyMatch(attempt -> attempt.retryAfter().isPresent()));
        if (!wasAsked) {
            throw failed("Expected " + actual.what()
                    + " to be retried after a Retry-After, but none was followed by another attempt");
        }
        List<Exchange> tooSoon = actual.tooSoon();
        if (!tooSoon.isEmpty()) {
            throw failed("Expected " + actual.what() + " to honor Retry-After, but " + tooSoon.size()
                    + " retries were too early");
        }
        return this;
    }

    /**
     * Verify how many the client canceled by {@code notifications/cancelled}.
     *
     * @param times how many
     * @return this
     * @throws AssertionError if it was more or fewer, or there are no such messages at all
     */
    public ExchangesAssert wereCancelled(int times) {
        isNotNull();
        if (actual.all().isEmpty()) {
            throw failed("Expected " + actual.what() + ", " + times + " of them canceled, but there were none at all");
        }
        return count("to be canceled", times, actual.cancelled().size());
    }

    /**
     * Verify that none was sent after an instant, for example because a circuit breaker was open by then.
     *
     * @param instant the instant, on the clock of {@link dev.mcpjunit.traffic.Traffic#now}
     * @return this
     * @throws AssertionError if one was sent later, or there was none at all
     */
    public ExchangesAssert noneAfter(Instant instant) {
        isNotNull();
        if (actual.all().isEmpty()) {
            throw failed(
                    "Expected " + actual.what() + " up to that instant and none after it, but there were none at all");
        }
        List<Exchange> later = actual.after(instant);
        if (!later.isEmpty()) {
            throw failed("Expected no " + actual.what() + " after that instant, but there were " + later.size());
        }
        return this;
    }

    /**
     * Restrict to the messages to one server.
     *
     * @param name the server's name
     * @return assertions about those; never {@code null}
     */
    public ExchangesAssert toServer(String name) {
        isNotNull();
        return new ExchangesAssert(actual.toServer(name));
    }

    /**
     * Check the trace context that the messages carry.
     *
     * @return assertions about {@code traceparent}; never {@code null}
     */
    public TraceContextAssert traceContext() {
        isNotNull();
        return new TraceContextAssert(actual);
    }

    private ExchangesAssert atLeast(String what, int least, int seen) {
        if (least < 1) {
            throw new IllegalArgumentException("The number of an at-least assertion must be positive, because at least "
                    + least + " is always true");
        }
        if (seen < least) {
            throw failed("Expected at least " + least + " " + actual.what() + " " + what + ", but there were " + seen);
        }
        return this;
    }

    private ExchangesAssert count(String what, int wanted, int seen) {
        if (wanted != seen) {
            throw failed("Expected " + wanted + " " + actual.what() + " " + what + ", but there were " + seen);
        }
        actual.unproven().ifPresent(absence -> {
            throw failure(
                    "%s", RecordedTraffic.provesNothing("Expected 0 " + actual.what() + " " + what, actual, absence));
        });
        return this;
    }

    private AssertionError failed(String what) {
        return failure("%s", RecordedTraffic.after(what, actual));
    }
}
