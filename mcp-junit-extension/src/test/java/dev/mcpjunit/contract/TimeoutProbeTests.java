/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.contract.PatientClient.Flaw;
import dev.mcpjunit.contract.client.Verdict;
import dev.mcpjunit.contract.client.Verdict.Status;
import dev.mcpjunit.contract.timeout.DeclaredTimeouts;
import dev.mcpjunit.contract.timeout.TimeoutProbe;
import dev.mcpjunit.testkit.Weather;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each flaw of a client is found by the check that is for it, and a good client is found good. */
class TimeoutProbeTests {

    private static final Duration BUDGET = Duration.ofMillis(600);

    static Stream<Arguments> clients() {
        return Stream.of(
                Arguments.of(Flaw.NONE, Set.of()),
                Arguments.of(
                        Flaw.NEVER_GIVES_UP,
                        Set.of(
                                "gives up on a hang",
                                "gives up on a drip",
                                "gives up on progress without end",
                                "gives up on a slow start")),
                Arguments.of(
                        Flaw.WAITS_TOO_LONG,
                        Set.of("gives up on a hang", "gives up on a drip", "gives up on progress without end")),
                Arguments.of(Flaw.GIVES_UP_TOO_SOON, Set.of("waits for slow answers")),
                Arguments.of(
                        Flaw.TIMES_THE_HEAD_ONLY, Set.of("gives up on a drip", "gives up on progress without end")),
                Arguments.of(Flaw.LIVES_ON_PROGRESS, Set.of("gives up on progress without end")),
                Arguments.of(Flaw.CONNECTS_FOR_EVER, Set.of("gives up on a slow start")),
                Arguments.of(Flaw.TELLS_NOBODY, Set.of("tells the server")),
                Arguments.of(Flaw.IS_BLOCKED_AFTERWARDS, Set.of("the next call works")),
                Arguments.of(Flaw.LEAKS_CALLS, Set.of("leaves nothing behind")),
                Arguments.of(Flaw.LEAKS_THREADS, Set.of("leaves nothing behind")));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_flaw_fails_the_check_that_is_for_it(Flaw flaw, Set<String> failing) {
        try (Bed bed = Bed.http()) {
            DeclaredTimeouts declared = DeclaredTimeouts.of("get-forecast", BUDGET)
                    .connectsWithin(BUDGET.multipliedBy(2))
                    .waitsAtLeast(BUDGET);
            List<Verdict> verdicts = TimeoutProbe.of(
                            server -> PatientClient.connect(server, BUDGET, flaw),
                            declared,
                            bed.server(),
                            bed.faults(),
                            bed.traffic())
                    .all();

            assertThat(Bed.failed(verdicts))
                    .as(() -> verdicts.stream().map(Verdict::toString).collect(Collectors.joining("\n\n")))
                    .isEqualTo(failing);
            if (flaw == Flaw.NONE) {
                assertThat(verdicts).extracting(Verdict::status).containsOnly(Status.PASSED);
            }
        }
    }

    @Test
    void a_client_that_takes_the_answer_of_another_call_is_found() {
        assertThat(Bed.failed(onLines(false))).containsExactly("ignores the late answer");
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
        try (Bed bed = Bed.of(Weather.stdio())) {
            return TimeoutProbe.of(
                            server -> LineClient.connect(server, BUDGET, looksAtIds),
                            DeclaredTimeouts.of("get-forecast", BUDGET).waitsAtLeast(BUDGET),
                            bed.server(),
                            bed.faults(),
                            bed.traffic())
                    .all();
        }
    }
}
