/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.subject;

import static dev.mcpjunit.contract.subject.Subject.flawed;
import static dev.mcpjunit.contract.subject.Subject.good;
import static dev.mcpjunit.contract.subject.Subject.names;

import dev.mcpjunit.contract.breaker.check.BreakerCheck;
import java.util.List;
import java.util.Set;

/** All breakers that the contract is tried on. */
public final class Subjects {

    private Subjects() {}

    /** Those that are right, those that are in use, and those that are wrong in one thing each. */
    public static List<Subject> all() {
        return List.of(
                good("hand-written", true, HandWritten::subject),
                good("Resilience4j, 1 probe", true, (setup, clients) -> Libraries.resilience4j(setup, clients, 1)),
                good("Resilience4j, 3 probes", true, (setup, clients) -> Libraries.resilience4j(setup, clients, 3)),
                good("Resilience4j by default", true, Libraries::resilience4jWithDefaults),
                good("Resilience4j within a retry", true, Libraries::resilience4jWithinRetry),
                good(
                        "Resilience4j around the SDK's client",
                        true,
                        (setup, clients) -> Libraries.resilience4jAroundTheSdk(setup)),
                good("Resilience4j on real time", false, Libraries::resilience4jOnRealTime),
                good("Failsafe, 1 success", false, (setup, clients) -> Libraries.failsafe(setup, clients, 1)),
                good("Failsafe, 3 successes", false, (setup, clients) -> Libraries.failsafe(setup, clients, 3)),
                good("MicroProfile (SmallRye)", false, Libraries::microProfile),
                new Subject(
                        "the article's",
                        (setup, clients) -> new ArticleBreakerTestCase().breaker(setup),
                        true,
                        names(Set.of(
                                BreakerCheck.SUCCESS_RESETS_THE_COUNT,
                                BreakerCheck.LETS_ONLY_PROBES_THROUGH_AFTER_THE_WINDOW)),
                        Set.of()),
                good("the article's, mended", true, (setup, clients) -> new MendedBreakerTestCase().breaker(setup)),
                flawed(Flaw.SENDS_TWICE, BreakerCheck.HEALTHY_CALL_REACHES_THE_SERVER_ONCE),
                flawed(Flaw.OPENS_EARLY, BreakerCheck.STAYS_CLOSED_BELOW_THE_THRESHOLD),
                flawed(Flaw.OPENS_LATE, BreakerCheck.OPENS_AT_THE_THRESHOLD),
                flawed(Flaw.NEVER_OPENS, BreakerCheck.OPENS_AT_THE_THRESHOLD),
                flawed(Flaw.KEEPS_COUNT_ON_SUCCESS, BreakerCheck.SUCCESS_RESETS_THE_COUNT),
                flawed(Flaw.LEAKS_WHILE_OPEN, BreakerCheck.REFUSES_WITHOUT_CALLING_WHILE_OPEN),
                flawed(Flaw.REFUSES_SLOWLY, BreakerCheck.REFUSES_FAST_WHILE_OPEN),
                flawed(Flaw.HALVES_THE_WINDOW, BreakerCheck.STAYS_OPEN_FOR_THE_WINDOW),
                flawed(Flaw.REFUSALS_PROLONG, BreakerCheck.TRIES_AGAIN_AFTER_THE_WINDOW),
                flawed(Flaw.NEVER_RECOVERS, BreakerCheck.TRIES_AGAIN_AFTER_THE_WINDOW),
                flawed(Flaw.TRIES_AGAIN_LATE, BreakerCheck.TRIES_AGAIN_AFTER_THE_WINDOW),
                new Subject(
                        "flaw: tries again late, and lets all through",
                        (setup, clients) ->
                                HandWritten.subject(setup, clients, Flaw.TRIES_AGAIN_LATE, Flaw.LETS_ALL_THROUGH),
                        true,
                        names(Set.of(
                                BreakerCheck.TRIES_AGAIN_AFTER_THE_WINDOW,
                                BreakerCheck.LETS_ONLY_PROBES_THROUGH_AFTER_THE_WINDOW)),
                        names(Set.of(BreakerCheck.FEWER_GOOD_PROBES_DO_NOT_CLOSE))),
                new Subject(
                        "flaw: answers refusals with a text",
                        (setup, clients) -> Libraries.answersRefusals(setup, clients),
                        true,
                        names(Set.of(BreakerCheck.REPORTS_THE_REFUSAL)),
                        Set.of()),
                flawed(Flaw.LETS_ALL_THROUGH, BreakerCheck.LETS_ONLY_PROBES_THROUGH_AFTER_THE_WINDOW),
                flawed(Flaw.FAILED_PROBE_IS_FORGOTTEN, BreakerCheck.FAILED_PROBE_OPENS_AGAIN_FOR_A_NEW_WINDOW),
                flawed(Flaw.WINDOW_IS_NOT_RENEWED, BreakerCheck.FAILED_PROBE_OPENS_AGAIN_FOR_A_NEW_WINDOW),
                flawed(Flaw.NEVER_CLOSES, BreakerCheck.GOOD_PROBES_CLOSE),
                flawed(Flaw.CLOSES_EARLY, BreakerCheck.FEWER_GOOD_PROBES_DO_NOT_CLOSE),
                flawed(Flaw.KEEPS_COUNT_ON_CLOSING, BreakerCheck.NEEDS_THE_WHOLE_THRESHOLD_AGAIN),
                flawed(Flaw.STRAGGLER_CLOSES, BreakerCheck.LATE_SUCCESS_DOES_NOT_CLOSE),
                flawed(Flaw.COUNTS_TOOL_ERRORS, BreakerCheck.TOOL_ERRORS_COUNT_AS_DECLARED),
                flawed(Flaw.IGNORES_SERVER_ERRORS_OF_RPC, BreakerCheck.SERVER_FAILURES_COUNT_AS_DECLARED),
                flawed(Flaw.COUNTS_INVALID_ARGUMENTS, BreakerCheck.INVALID_ARGUMENTS_COUNT_AS_DECLARED),
                flawed(Flaw.COUNTS_CANCELLATIONS, BreakerCheck.CANCELLATIONS_COUNT_AS_DECLARED),
                flawed(Flaw.OVERLOOKS_SLOW_CALLS, BreakerCheck.SLOW_CALLS_COUNT_AS_DECLARED),
                flawed(Flaw.SHARED_BY_ALL_SERVERS, BreakerCheck.ISOLATES_AS_DECLARED),
                flawed(Flaw.DOES_NOT_FALL_BACK, BreakerCheck.FALLBACK_SERVES_WHILE_OPEN),
                flawed(Flaw.GOES_ON_CALLING_THE_FALLBACK, BreakerCheck.RETURNS_FROM_THE_FALLBACK));
    }
}
