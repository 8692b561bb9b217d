/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.contract.TimeoutClient.Flaw;
import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.contract.client.FailureSignal;
import dev.mcpjunit.contract.timeout.DeclaredTimeouts;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import dev.mcpjunit.testkit.Weather;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each flaw of a client fails its check, and a correct client passes all. */
@Tag("long")
@Tag("wall-clock")
class TimeoutProbeTests {

    private static final Duration BUDGET = Duration.ofMillis(600);

    /** Clients, and the messages of the checks that they fail. */
    static Stream<Arguments> clients() {
        String late = ", though the client is declared to give up within 600 ms.";
        return Stream.of(
                Arguments.of(Flaw.NONE, Map.of()),
                Arguments.of(
                        Flaw.NEVER_GIVES_UP,
                        Map.of(
                                "gives up on a hang",
                                "The server never answered, and the caller still waited after N" + late,
                                "gives up on a drip",
                                "The answer came byte by byte, and the caller ",
                                "gives up on endless progress",
                                "The server reported progress and never answered, and the caller still waited after N"
                                        + late,
                                "gives up on a slow start",
                                "The server never answered the client's first request, and the caller still waited"
                                        + " after N, though the client is declared to give up within 1.2 s.")),
                Arguments.of(
                        Flaw.WAITS_TOO_LONG,
                        Map.of(
                                "gives up on a hang",
                                "The server never answered, and the caller ",
                                "gives up on a drip",
                                late,
                                "gives up on endless progress",
                                late)),
                Arguments.of(
                        Flaw.GIVES_UP_TOO_SOON,
                        Map.of(
                                "waits for slow answers",
                                "The caller got TimeoutException after N, though the client is declared to wait for"
                                        + " answers at least 600 ms.")),
                Arguments.of(
                        Flaw.TIMES_THE_HEAD_ONLY,
                        Map.of("gives up on a drip", late, "gives up on endless progress", late)),
                Arguments.of(Flaw.LIVES_ON_PROGRESS, Map.of("gives up on endless progress", late)),
                Arguments.of(
                        Flaw.CONNECTS_FOR_EVER,
                        Map.of("gives up on a slow start", "The server never answered the client's first request")),
                Arguments.of(
                        Flaw.ANSWERS_WITH_A_TEXT,
                        Map.of(
                                "reports the timeout",
                                "A call timed out, and the caller got an ordinary result (There was a timeout executing"
                                        + " the tool), though an exception or an error result is declared. Let the client"
                                        + " throw, or declare reportedBy(…).")),
                Arguments.of(
                        Flaw.NOTIFIES_NOBODY,
                        Map.of(
                                "notifies the server",
                                "The client is declared to notify the server by notifications/cancelled or by closing the"
                                        + " connection when it gives up a call, but N later it had not notified it.")),
                Arguments.of(
                        Flaw.IS_BLOCKED_AFTERWARDS,
                        Map.of(
                                "the next call works",
                                "A call had timed out, and the next one failed though the server is healthy, while that"
                                        + " of a fresh client succeeded: it got TimeoutException after N.")),
                Arguments.of(
                        Flaw.LEAKS_CALLS,
                        Map.of(
                                "leaves nothing behind",
                                "Clients had timed out and were closed, and N later 3 of their 3 calls were still open"
                                        + " on the wire.")),
                Arguments.of(
                        Flaw.LEAKS_THREADS,
                        Map.of(
                                "leaves nothing behind",
                                "3 clients had timed out and were closed, and N later there were still threads of"
                                        + " theirs: 3 × 'keep-alive of client #'.")));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_flaw_fails_its_own_check_only(Flaw flaw, Map<String, String> failing) {
        try (WeatherWire wire = WeatherWire.http()) {
            DeclaredTimeouts declared = DeclaredTimeouts.of("get-forecast", BUDGET)
                    .connectsWithin(BUDGET.multipliedBy(2))
                    .waitsAtLeast(BUDGET);
            var probe = TimeoutProbe.of(
                    server -> TimeoutClient.connect(server, BUDGET, flaw),
                    declared,
                    wire.server(),
                    wire.faults(),
                    wire.traffic());
            List<Verdict> verdicts = probe.all().verdicts();

            WeatherWire.assertFailed(verdicts, failing);
            if (flaw == Flaw.NONE) {
                assertThat(verdicts).extracting(Verdict::status).containsOnly(Status.PASSED);
            }
        }
    }

    @Test
    void a_client_that_keeps_returning_its_fallback_is_found() {
        String failed =
                "Failed: the next call works: A call had timed out, and the next one failed though the server is"
                        + " healthy: it ";
        FailureSignal stale = FailureSignal.result("a stale forecast", "rain"::equals);
        assertThat(nextCall("rain", stale)).startsWith(failed + "got a stale forecast (rain) after N.");
        assertThat(nextCall("{\"isError\":true}", FailureSignal.exception(TimeoutException.class)))
                .startsWith(failed + "got an error result ({\"isError\":true}) after N.");
        assertThat(nextCall("rain", FailureSignal.any()))
                .startsWith(
                        "Failed: the next call works: The client did not call the healthy server again: its caller got"
                                + " a result after N, but the server received no call. A fallback or a cached result does not"
                                + " count as an answer. If the client caches results, turn the cache off in connect(…).");
    }

    private static String nextCall(String fallback, FailureSignal signal) {
        return verdict(fallback, false, signal, TimeoutProbe::nextCallWorks);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rain", "null", "data: {\"isError\":true}", "[{\"isError\":true}]"})
    void a_client_that_calls_again_and_returns_something_else_is_found(String other) {
        assertThat(verdict(other, true, FailureSignal.any(), TimeoutProbe::nextCallWorks))
                .startsWith("Failed: the next call works: A call had timed out. The caller of the next call of"
                        + " 'get-forecast' did not get the server's answer. It got an ordinary result ("
                        + other
                        + "). A fallback, a cached result or the answer to another call does not count.");
        assertThat(verdict(other, true, FailureSignal.any(), TimeoutProbe::ignoresTheLateAnswer))
                .startsWith(
                        "Failed: ignores the late answer: A call had timed out, and its answer came late. The caller"
                                + " of the next call of 'get-forecast' did not get the server's answer. It got an ordinary result (");
    }

    private static String verdict(
            String fallback, boolean callsAgain, FailureSignal signal, Function<TimeoutProbe, Verdict> check) {
        try (WeatherWire wire = WeatherWire.http()) {
            var probe = TimeoutProbe.of(
                    server -> stayingWith(fallback, callsAgain, TimeoutClient.connect(server, BUDGET, Flaw.NONE)),
                    DeclaredTimeouts.of("get-forecast", BUDGET).reportedBy(signal),
                    wire.server(),
                    wire.faults(),
                    wire.traffic());
            return WeatherWire.withoutTimes(check.apply(probe).message());
        }
    }

    private static ClientUnderTest stayingWith(String fallback, boolean callsAgain, ClientUnderTest client) {
        var failed = new AtomicBoolean();
        return ClientUnderTest.of(
                tool -> {
                    if (failed.get() && !callsAgain) {
                        return fallback;
                    }
                    try {
                        Object result = client.call(tool);
                        return failed.get() ? fallback : result;
                    } catch (TimeoutException givenUp) {
                        failed.set(true);
                        throw givenUp;
                    }
                },
                client::close);
    }

    @Test
    void a_client_that_does_not_wait_for_its_results_is_told_so() {
        try (WeatherWire wire = WeatherWire.http()) {
            var probe = TimeoutProbe.of(
                    server -> {
                        ClientUnderTest client = TimeoutClient.connect(server, BUDGET, Flaw.NONE);
                        return ClientUnderTest.of(
                                tool -> {
                                    Object later = CompletableFuture.completedFuture(client.call(tool));
                                    return later;
                                },
                                client::close);
                    },
                    DeclaredTimeouts.of("get-forecast", BUDGET),
                    wire.server(),
                    wire.faults(),
                    wire.traffic());

            assertThat(probe.givesUpOnAHang().message())
                    .startsWith("Failed: gives up on a hang: The call returned an object of type"
                            + " java.util.concurrent.CompletableFuture, so it may still be running. Wait for the"
                            + " result in the client of the test, for example with join() or block().");
        }
    }

    @Test
    void a_client_that_takes_the_answer_of_another_call_is_found() {
        assertThat(WeatherWire.failed(onLines(false))).containsExactly("ignores the late answer");
    }

    @Test
    void a_client_that_looks_at_ids_is_found_good() {
        List<Verdict> verdicts = onLines(true);

        assertThat(verdicts)
                .filteredOn(verdict -> !verdict.passed())
                .extracting(Verdict::check)
                .as(verdicts::toString)
                .containsExactly("gives up on a slow start");
    }

    private static List<Verdict> onLines(boolean looksAtIds) {
        try (WeatherWire wire = WeatherWire.of(Weather.stdio())) {
            var probe = TimeoutProbe.of(
                    server -> LineClient.connect(server, BUDGET, looksAtIds),
                    DeclaredTimeouts.of("get-forecast", BUDGET).waitsAtLeast(BUDGET),
                    wire.server(),
                    wire.faults(),
                    wire.traffic());
            return probe.all().verdicts();
        }
    }
}
