/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.subject;

import static dev.mcpjunit.contract.subject.Subject.flawed;
import static dev.mcpjunit.contract.subject.Subject.good;

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
                good("Resilience4j as it comes", true, Libraries::resilience4jAsItComes),
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
                        Set.of(BreakerCheck.SUCCESS_RESETS, BreakerCheck.LIMITS_PROBES),
                        Set.of()),
                good("the article's, mended", true, (setup, clients) -> new MendedBreakerTestCase().breaker(setup)),
                flawed(Flaw.SENDS_TWICE, BreakerCheck.HEALTHY_CALL),
                flawed(Flaw.OPENS_EARLY, BreakerCheck.BELOW_THRESHOLD),
                flawed(Flaw.OPENS_LATE, BreakerCheck.AT_THRESHOLD),
                flawed(Flaw.NEVER_OPENS, BreakerCheck.AT_THRESHOLD),
                flawed(Flaw.KEEPS_COUNT_ON_SUCCESS, BreakerCheck.SUCCESS_RESETS),
                flawed(Flaw.LEAKS_WHILE_OPEN, BreakerCheck.REFUSES_WITHOUT_CALLING),
                flawed(Flaw.REFUSES_SLOWLY, BreakerCheck.REFUSES_FAST),
                flawed(Flaw.HALVES_THE_WINDOW, BreakerCheck.STAYS_OPEN),
                flawed(Flaw.REFUSALS_PROLONG, BreakerCheck.TRIES_AGAIN),
                flawed(Flaw.NEVER_RECOVERS, BreakerCheck.TRIES_AGAIN),
                flawed(Flaw.LETS_A_HERD_THROUGH, BreakerCheck.LIMITS_PROBES),
                flawed(Flaw.FAILED_PROBE_IS_FORGOTTEN, BreakerCheck.FAILED_PROBE),
                flawed(Flaw.WINDOW_IS_NOT_RENEWED, BreakerCheck.FAILED_PROBE),
                flawed(Flaw.NEVER_CLOSES, BreakerCheck.GOOD_PROBES_CLOSE),
                flawed(Flaw.CLOSES_EARLY, BreakerCheck.CLOSES_NOT_EARLY),
                flawed(Flaw.KEEPS_COUNT_ON_CLOSING, BreakerCheck.THRESHOLD_AGAIN),
                flawed(Flaw.STRAGGLER_CLOSES, BreakerCheck.STRAGGLER),
                flawed(Flaw.COUNTS_TOOL_ERRORS, BreakerCheck.TOOL_ERRORS),
                flawed(Flaw.IGNORES_SERVER_ERRORS_OF_RPC, BreakerCheck.SERVER_FAILURES),
                flawed(Flaw.COUNTS_INVALID_ARGUMENTS, BreakerCheck.INVALID_ARGUMENTS),
                flawed(Flaw.COUNTS_CANCELLATIONS, BreakerCheck.CANCELLATIONS),
                flawed(Flaw.OVERLOOKS_SLOW_CALLS, BreakerCheck.SLOW_CALLS),
                flawed(Flaw.SHARED_BY_ALL_SERVERS, BreakerCheck.ISOLATION),
                flawed(Flaw.DOES_NOT_FALL_BACK, BreakerCheck.FALLBACK),
                flawed(Flaw.GOES_ON_CALLING_THE_FALLBACK, BreakerCheck.RETURNS_FROM_FALLBACK));
    }
}
