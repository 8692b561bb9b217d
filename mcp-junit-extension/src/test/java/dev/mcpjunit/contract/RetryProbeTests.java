/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.contract.RetryingClient.Flaw;
import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.contract.client.FailureSignal;
import dev.mcpjunit.contract.retry.BackOff;
import dev.mcpjunit.contract.retry.DeclaredRetries;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each flaw of a client fails its check, and a correct client passes all. */
@Tag("long")
@Tag("wall-clock")
class RetryProbeTests {

    /** Clients, and the messages of the checks that they fail. */
    static Stream<Arguments> clients() {
        String often = "repeats as often as declared";
        String tooLong = "gives up on a long Retry-After";
        String twiceInAnHour = "The client was asked to retry after an hour, and tried ";
        return Stream.of(
                Arguments.of(Flaw.NONE, false, Map.of()),
                Arguments.of(Flaw.NONE, true, Map.of()),
                Arguments.of(
                        Flaw.ONE_TOO_MANY,
                        false,
                        Map.of(
                                often,
                                "After HTTP 503 the client tried 4 times, though it is declared to try 3 times.")),
                Arguments.of(
                        Flaw.ONE_TOO_FEW,
                        false,
                        Map.of(often, "After HTTP 503 the client tried twice, though it is declared to try 3 times.")),
                Arguments.of(Flaw.NEVER_GIVES_UP, false, Map.of(often, "though it is declared to try 3 times.")),
                Arguments.of(
                        Flaw.GOES_ON_BEHIND,
                        false,
                        // One more behind the caller's back, or a fourth time, if it is there before the caller is.
                        Map.of(often, "it is declared to")),
                Arguments.of(
                        Flaw.FORGETS_SUCCESS,
                        false,
                        Map.of(
                                "succeeds when the server recovers",
                                "The server recovered after one HTTP 503, the client tried twice, and yet the"
                                        + " caller got IllegalStateException: failed before after N.")),
                Arguments.of(
                        Flaw.HAMMERS,
                        false,
                        Map.of(
                                "pauses as declared",
                                "After attempt 1 the client paused for N, though it is declared to pause for 100 ms.",
                                "honors Retry-After",
                                "The client was asked to retry after 1 s, and retried after N.",
                                tooLong,
                                twiceInAnHour + "3 times before its deadline of 2 s.")),
                Arguments.of(
                        Flaw.IGNORES_RETRY_AFTER,
                        false,
                        Map.of(
                                "honors Retry-After",
                                "The client was asked to retry after 1 s, and retried after N.",
                                tooLong,
                                twiceInAnHour)),
                Arguments.of(
                        Flaw.OBEYS_FOR_EVER,
                        false,
                        Map.of(
                                tooLong,
                                "The client was asked to retry after an hour, far beyond its deadline, and the"
                                        + " caller still waited after N, though the client is declared to give up within"
                                        + " 2 s.")),
                Arguments.of(
                        Flaw.REUSES_THE_ID,
                        false,
                        Map.of(
                                "uses a new id per attempt",
                                "3 attempts had 1 different ids. A request must not have the id of an earlier one: its"
                                        + " answer could be taken for the other's.")),
                Arguments.of(
                        Flaw.REPEATS_MISTAKES,
                        false,
                        Map.of(
                                "does not repeat mistakes",
                                "After JSON-RPC error -32602 the client tried 3 times, though the same call can only"
                                        + " fail again.")),
                Arguments.of(
                        Flaw.REPEATS_EVERYTHING,
                        false,
                        Map.of(
                                "does nothing twice",
                                "'plan-trip': response lost after the server executed (reset), and the client called it"
                                        + " twice. It is declared never to repeat it, because the tool would be executed twice.")),
                Arguments.of(
                        Flaw.HAS_NO_DEADLINE,
                        false,
                        Map.of(
                                "keeps the deadline",
                                "No attempt was ever answered, and the caller ",
                                tooLong,
                                "far beyond its deadline, and the caller still waited")),
                Arguments.of(
                        Flaw.ANSWERS_WITH_A_TEXT,
                        false,
                        Map.of(
                                "reports exhausted retries",
                                "All attempts failed by HTTP 503, and the caller got an ordinary result (Sorry, the"
                                        + " weather service is unavailable.), though an exception or an error result is"
                                        + " declared. Let the client throw, or declare reportedBy(…).")),
                Arguments.of(
                        Flaw.NEW_KEY_PER_ATTEMPT,
                        true,
                        Map.of("does nothing twice", "and the client's 2 attempts have the idempotency keys [")),
                Arguments.of(
                        Flaw.ONE_KEY_FOR_ALL,
                        true,
                        Map.of(
                                "uses a key per call",
                                "The client called 'plan-trip' for different callers, with the idempotency keys"
                                        + " [")));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_flaw_fails_its_own_check_only(Flaw flaw, boolean keys, Map<String, String> failing) {
        DeclaredRetries declared = DeclaredRetries.of("get-forecast", RetryingClient.ATTEMPTS)
                .backOff(BackOff.exponential(RetryingClient.PAUSE, 2))
                .deadline(RetryingClient.DEADLINE)
                .honorsRetryAfter();
        DeclaredRetries all = keys ? declared.repeatsWithKey("plan-trip") : declared.neverRepeats("plan-trip");
        try (WeatherWire wire = WeatherWire.http()) {
            var probe = RetryProbe.of(
                    server -> RetryingClient.connect(server, flaw, keys),
                    all,
                    wire.server(),
                    wire.faults(),
                    wire.traffic());
            List<Verdict> verdicts = probe.all().verdicts();

            WeatherWire.assertFailed(verdicts, failing);
            if (flaw == Flaw.NONE) {
                assertThat(verdicts)
                        .filteredOn(verdict -> keys || !verdict.check().equals("uses a key per call"))
                        .extracting(Verdict::status)
                        .containsOnly(Status.PASSED);
            }
        }
    }

    @Test
    void a_fallback_is_not_the_answer_of_a_server_that_recovered() {
        assertThat(recovered(FailureSignal.result("a stale forecast", "rain"::equals)))
                .startsWith("Failed: succeeds when the server recovers: The server recovered after one HTTP 503, the"
                        + " client tried twice, and yet the caller got a stale forecast (rain) after N.");
        assertThat(recovered(FailureSignal.any()))
                .startsWith("Failed: succeeds when the server recovers: The server recovered after one HTTP 503. The"
                        + " caller of the next call of 'get-forecast' did not get the server's answer. It got an ordinary"
                        + " result (rain). A fallback, a cached result or the answer to another call does not count.");
    }

    private static String recovered(FailureSignal signal) {
        try (WeatherWire wire = WeatherWire.http()) {
            var probe = RetryProbe.of(
                    server -> withFallback(RetryingClient.connect(server, Flaw.NONE, false), wire),
                    DeclaredRetries.of("get-forecast", RetryingClient.ATTEMPTS)
                            .deadline(RetryingClient.DEADLINE)
                            .reportedBy(signal),
                    wire.server(),
                    wire.faults(),
                    wire.traffic());
            return WeatherWire.withoutTimes(
                    probe.succeedsWhenTheServerRecovers().message());
        }
    }

    /** A client that repeats a call and then returns its fallback nevertheless. */
    private static ClientUnderTest withFallback(ClientUnderTest client, WeatherWire wire) {
        return ClientUnderTest.of(
                tool -> {
                    int before = wire.traffic().exchanges().size();
                    Object result = client.call(tool);
                    return wire.traffic().exchanges().size() - before > 1 ? "rain" : result;
                },
                client::close);
    }
}
