/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.contract.RetryingClient.Flaw;
import dev.mcpjunit.contract.client.ClientConnector;
import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.contract.retry.BackOff;
import dev.mcpjunit.contract.retry.DeclaredRetries;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import dev.mcpjunit.testkit.Weather;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The messages of checks that do not apply or are inconclusive. RetryProbeTests shows the messages of flaws. */
@Tag("long")
@Tag("wall-clock")
class RetryMessagesTests {

    private static final DeclaredRetries DECLARED = DeclaredRetries.of("get-forecast", RetryingClient.ATTEMPTS);
    private static final DeclaredRetries ONCE = DeclaredRetries.of("get-forecast", 1);
    private static final ClientConnector GOOD = server -> RetryingClient.connect(server, Flaw.NONE, false);

    @AutoClose
    private final WeatherWire wire = WeatherWire.http();

    private void assertSays(
            ClientConnector client,
            DeclaredRetries declared,
            Function<RetryProbe, Verdict> check,
            Status status,
            String message) {
        var probe = RetryProbe.of(client, declared, wire.server(), wire.faults(), wire.traffic());
        Verdict verdict = check.apply(probe);

        assertThat(verdict.status()).as(verdict.toString()).isEqualTo(status);
        assertThat(WeatherWire.withoutTimes(verdict.message())).startsWith(WeatherWire.withoutTimes(message));
    }

    private void assertSkipped(DeclaredRetries declared, Function<RetryProbe, Verdict> check, String message) {
        assertSays(GOOD, declared, check, Status.NOT_APPLICABLE, message);
    }

    @Test
    void nothing_is_declared() {
        assertSkipped(
                DECLARED,
                RetryProbe::pausesAsDeclared,
                "Not applicable: pauses as declared: How long the client pauses between its attempts is not declared:"
                        + " declare backOff(…).");
        assertSkipped(
                DECLARED,
                RetryProbe::honorsRetryAfter,
                "Not applicable: honors Retry-After: Whether the client honors Retry-After is not declared: declare"
                        + " honorsRetryAfter().");
        assertSkipped(
                DECLARED.honorsRetryAfter(),
                RetryProbe::givesUpOnALongRetryAfter,
                "Not applicable: gives up on a long Retry-After: By when the caller is answered, retries and all, is not"
                        + " declared: declare deadline(…).");
        assertSkipped(
                DECLARED,
                RetryProbe::doesNothingTwice,
                "Not applicable: does nothing twice: No tool is declared that must not be called twice: declare"
                        + " neverRepeats(…) or repeatsWithKey(…).");
        assertSkipped(
                DECLARED.neverRepeats("plan-trip"),
                RetryProbe::usesAKeyPerCall,
                "Not applicable: uses a key per call: The client is declared to use no idempotency keys.");
    }

    @Test
    void a_client_that_tries_once() {
        assertSkipped(
                ONCE,
                RetryProbe::succeedsWhenTheServerRecovers,
                "Not applicable: succeeds when the server recovers: The client is declared to try once.");
    }

    @Test
    void a_deadline_too_short_for_a_second() {
        assertSkipped(
                DECLARED.honorsRetryAfter().deadline(Duration.ofMillis(900)),
                RetryProbe::honorsRetryAfter,
                "Not applicable: honors Retry-After: Retry-After is given in whole seconds, and the client's deadline is"
                        + " too short to wait for one: declare and set a deadline of 2 s.");
    }

    @Test
    void what_cannot_happen_on_standard_input_and_output() {
        try (WeatherWire stdio = WeatherWire.of(Weather.stdio())) {
            ClientConnector client = server -> LineClient.connect(server, Duration.ofSeconds(2), true);
            Function<DeclaredRetries, RetryProbe> probe =
                    declared -> RetryProbe.of(client, declared, stdio.server(), stdio.faults(), stdio.traffic());

            assertThat(probe.apply(ONCE).repeatsAsOftenAsDeclared())
                    .hasToString("Not applicable: repeats as often as declared:"
                            + " 'HTTP 503' cannot happen on standard input and output. Where the client repeats calls"
                            + " after something else, declare repeatedAfter(…).");
            assertThat(probe.apply(ONCE.neverRepeats("plan-trip"))
                            .doesNothingTwice()
                            .message())
                    .isEqualTo(
                            "Not applicable: does nothing twice: On standard input and output a response is lost when"
                                    + " the client times out: declare deadline(…).");
        }
    }

    @Test
    void a_client_that_does_not_repeat() {
        assertSays(
                server -> SdkSubject.connect(server, Duration.ofSeconds(5)),
                DECLARED.honorsRetryAfter(),
                RetryProbe::usesANewIdPerAttempt,
                Status.INCONCLUSIVE,
                "Inconclusive: uses a new id per attempt: The client did not repeat its call, so this cannot be seen. See"
                        + " the check 'repeats as often as declared'.");
        assertSays(
                server -> SdkSubject.connect(server, Duration.ofSeconds(5)),
                DECLARED.honorsRetryAfter(),
                RetryProbe::honorsRetryAfter,
                Status.FAILED,
                "Failed: honors Retry-After: The client was asked to retry after 1 s, and did not.");
        assertSays(
                server -> SdkSubject.connect(server, Duration.ofSeconds(5)),
                DECLARED.repeatsWithKey("count-calls"),
                RetryProbe::doesNothingTwice,
                Status.FAILED,
                "Failed: does nothing twice: 'count-calls': response lost after the server executed (reset), and the"
                        + " client's 1 attempts have the idempotency keys [(none)]. All attempts need the same, or the"
                        + " tool is executed twice.");
    }

    @Test
    void a_client_with_keys_that_repeats_nothing() {
        ClientConnector client = server -> {
            var http = new HttpCaller(server).initialize(Duration.ofSeconds(20));
            return ClientUnderTest.of(
                    tool -> http.send(
                            HttpCaller.call(tool, http.nextId()),
                            Map.of("Idempotency-Key", "one"),
                            Duration.ofSeconds(5)),
                    () -> {});
        };
        assertSays(
                client,
                DECLARED.repeatsWithKey("plan-trip"),
                RetryProbe::doesNothingTwice,
                Status.FAILED,
                "Failed: does nothing twice: The client is declared to repeat calls of 'plan-trip' with an idempotency"
                        + " key, and did not repeat any. If it never does, declare neverRepeats(…).");
    }

    @Test
    void a_client_that_tries_too_often_fails_for_that_only() {
        assertSays(
                server -> RetryingClient.connect(server, Flaw.ONE_TOO_MANY, false),
                DECLARED,
                RetryProbe::usesANewIdPerAttempt,
                Status.INCONCLUSIVE,
                "Inconclusive: uses a new id per attempt: After HTTP 503 the client tried 4 times, though it is declared"
                        + " to try 3 times, so this cannot be seen. See the check 'repeats as often as declared'.");
    }

    /** It repeats the call that has failed when it is called again, and so certainly after it has answered. */
    @Test
    void a_client_that_goes_on_behind_the_back_of_its_caller() {
        ClientConnector client = server -> {
            ClientUnderTest inner = RetryingClient.connect(server, Flaw.NONE, false);
            var owed = new AtomicBoolean();
            return ClientUnderTest.of(
                    tool -> {
                        if (owed.getAndSet(false)) {
                            inner.call(tool);
                        }
                        try {
                            return inner.call(tool);
                        } catch (Exception failed) {
                            owed.set(true);
                            throw failed;
                        }
                    },
                    inner::close);
        };
        assertSays(
                client,
                DECLARED,
                RetryProbe::repeatsAsOftenAsDeclared,
                Status.FAILED,
                "Failed: repeats as often as declared: The client went on trying after its caller had been answered: 1"
                        + " more than it is declared to.");
    }

    /** It pauses much longer than a busy machine makes a call take. */
    @Test
    void a_client_that_pauses_too_long() {
        assertSays(
                server -> {
                    var http = new HttpCaller(server).initialize(Duration.ofSeconds(20));
                    return ClientUnderTest.of(
                            tool -> {
                                var call = HttpCaller.call(tool, http.nextId());
                                var first = http.send(call, Map.of(), Duration.ofSeconds(20));
                                if (first.statusCode() == 200) {
                                    return first.body();
                                }
                                boolean unused = new CountDownLatch(1).await(5, TimeUnit.SECONDS);
                                var second = HttpCaller.call(tool, http.nextId());
                                return http.send(second, Map.of(), Duration.ofSeconds(20));
                            },
                            () -> {});
                },
                DeclaredRetries.of("get-forecast", 2)
                        .backOff(BackOff.constant(Duration.ofMillis(1)))
                        .grace(Duration.ofMillis(1)),
                RetryProbe::pausesAsDeclared,
                Status.FAILED,
                "Failed: pauses as declared: After attempt");
    }

    private static ClientConnector slow(Flaw flaw) {
        return server -> {
            ClientUnderTest client = RetryingClient.connect(server, flaw, false);
            return ClientUnderTest.of(
                    tool -> {
                        boolean unused = new CountDownLatch(1).await(400, TimeUnit.MILLISECONDS);
                        return client.call(tool);
                    },
                    client::close);
        };
    }

    /**
     * A client that times out before it receives Retry-After retries because of its timeout, and does not ignore the
     * header.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "givesUpOnALongRetryAfter         | IGNORES_RETRY_AFTER | gives up on a long Retry-After | The client was"
                        + " asked to retry after an hour, and tried 3 times before its deadline of N",
                "honorsRetryAfter                | IGNORES_RETRY_AFTER | honors Retry-After            | The client was"
                        + " asked to retry after N, and retried after N",
                "doesNotRepeatMistakes            | REPEATS_MISTAKES    | does not repeat mistakes       | After JSON-RPC"
                        + " error -32602 the client tried 3 times, though the same call can only fail again",
                "repeatsAsOftenAsDeclared         | ONE_TOO_FEW         | repeats as often as declared   | After HTTP 503"
                        + " the client tried twice, though it is declared to try 3 times",
                "succeedsWhenTheServerRecovers | FORGETS_SUCCESS     | succeeds when the server recovers | The"
                        + " server recovered after one HTTP 503, the client tried twice, and yet the caller got"
            })
    void what_a_slow_machine_may_have_done(String check, Flaw flaw, String name, String what) throws Exception {
        var probe = RetryProbe.of(
                slow(flaw),
                DECLARED.honorsRetryAfter().deadline(Duration.ofSeconds(3)),
                wire.server(),
                wire.faults(),
                wire.traffic());
        var verdict = (Verdict) RetryProbe.class.getMethod(check).invoke(probe);

        assertThat(verdict.status()).as(verdict.toString()).isEqualTo(Status.INCONCLUSIVE);
        assertThat(WeatherWire.withoutTimes(verdict.message()))
                .startsWith("Inconclusive: " + name + ": " + what)
                .contains(". But the machine was busy: it lost N in that time, and a healthy call took N.\n\n");
    }

    @Test
    void a_machine_that_is_slow_enough_to_be_to_blame() {
        assertSays(
                slow(Flaw.NONE),
                DECLARED.backOff(BackOff.constant(Duration.ofMillis(1))).grace(Duration.ofMillis(1)),
                RetryProbe::pausesAsDeclared,
                Status.INCONCLUSIVE,
                "Inconclusive: pauses as declared: After attempt 1 the client paused for N, though it is declared to pause"
                        + " for N. But the machine was busy: it lost N in that time, and a healthy call took N.\n\n"
                        + "Timeline:\n");
    }

    @Test
    void a_client_that_never_calls() {
        ClientConnector client = server -> ClientUnderTest.of(tool -> "sunny, I suppose", () -> {});
        assertSays(
                client,
                DECLARED,
                RetryProbe::repeatsAsOftenAsDeclared,
                Status.FAILED,
                "Failed: repeats as often as declared: No call of tool 'get-forecast' crossed the wire, so nothing was"
                        + " shown. Does the client connect to the endpoint that it is given, and call that tool?");
        assertSays(
                client,
                DECLARED.deadline(Duration.ofSeconds(1)),
                RetryProbe::keepsTheDeadline,
                Status.FAILED,
                "Failed: keeps the deadline: No call of tool 'get-forecast' crossed the wire");
    }

    @Test
    void declarations_that_make_no_sense() {
        assertThatThrownBy(() -> DeclaredRetries.of("get-forecast", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The number of attempts must be at least 1, but is 0");
        assertThatThrownBy(() -> DECLARED.deadline(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The deadline must be positive, but is PT0S");
        assertThatThrownBy(() -> BackOff.constant(Duration.ofSeconds(1)).upTo(Duration.ofMillis(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The first pause, PT1S, must be neither negative nor longer than the longest, PT0.001S");
        assertThatThrownBy(() -> BackOff.exponential(Duration.ofSeconds(1), 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The factor must be at least 1, and the jitter from 0 to 1, but they are 0.5 and 0.0");
    }
}
