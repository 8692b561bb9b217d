/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.contract.RetryingClient.Flaw;
import dev.mcpjunit.contract.client.Verdict;
import dev.mcpjunit.contract.client.Verdict.Status;
import dev.mcpjunit.contract.retry.BackOff;
import dev.mcpjunit.contract.retry.DeclaredRetries;
import dev.mcpjunit.contract.retry.RetryProbe;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each flaw of a client is found by the check that is for it, and a good client is found good. */
class RetryProbeTests {

    static Stream<Arguments> clients() {
        return Stream.of(
                Arguments.of(Flaw.NONE, false, Set.of()),
                Arguments.of(Flaw.NONE, true, Set.of()),
                Arguments.of(Flaw.ONE_TOO_MANY, false, Set.of("repeats as often as declared")),
                Arguments.of(Flaw.ONE_TOO_FEW, false, Set.of("repeats as often as declared")),
                Arguments.of(Flaw.NEVER_GIVES_UP, false, Set.of("repeats as often as declared")),
                Arguments.of(Flaw.GOES_ON_BEHIND, false, Set.of("repeats as often as declared")),
                Arguments.of(Flaw.FORGETS_SUCCESS, false, Set.of("succeeds when the server is well again")),
                Arguments.of(
                        Flaw.HAMMERS,
                        false,
                        Set.of("pauses as declared", "honours Retry-After", "gives up on a long Retry-After")),
                Arguments.of(
                        Flaw.IGNORES_RETRY_AFTER,
                        false,
                        Set.of("honours Retry-After", "gives up on a long Retry-After")),
                Arguments.of(Flaw.OBEYS_FOR_EVER, false, Set.of("gives up on a long Retry-After")),
                Arguments.of(Flaw.REUSES_THE_ID, false, Set.of("uses a new id per attempt")),
                Arguments.of(Flaw.REPEATS_MISTAKES, false, Set.of("does not repeat mistakes")),
                Arguments.of(Flaw.REPEATS_EVERYTHING, false, Set.of("does nothing twice")),
                Arguments.of(
                        Flaw.HAS_NO_DEADLINE, false, Set.of("keeps the deadline", "gives up on a long Retry-After")),
                Arguments.of(Flaw.NEW_KEY_PER_ATTEMPT, true, Set.of("does nothing twice")),
                Arguments.of(Flaw.ONE_KEY_FOR_ALL, true, Set.of("uses a key per call")));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_flaw_fails_the_check_that_is_for_it(Flaw flaw, boolean keys, Set<String> failing) {
        DeclaredRetries declared = DeclaredRetries.of("get-forecast", RetryingClient.ATTEMPTS)
                .backOff(BackOff.exponential(RetryingClient.PAUSE, 2))
                .deadline(RetryingClient.DEADLINE)
                .honoursRetryAfter();
        DeclaredRetries all = keys ? declared.repeatsWithKey("plan-trip") : declared.neverRepeats("plan-trip");
        try (Bed bed = Bed.http()) {
            List<Verdict> verdicts = RetryProbe.of(
                            server -> RetryingClient.connect(server, flaw, keys),
                            all,
                            bed.server(),
                            bed.faults(),
                            bed.traffic())
                    .all();

            assertThat(Bed.failed(verdicts))
                    .as(() -> verdicts.stream().map(Verdict::toString).collect(Collectors.joining("\n\n")))
                    .isEqualTo(failing);
            if (flaw == Flaw.NONE) {
                assertThat(verdicts)
                        .filteredOn(verdict -> keys || !verdict.check().equals("uses a key per call"))
                        .extracting(Verdict::status)
                        .containsOnly(Status.PASSED);
            }
        }
    }
}
