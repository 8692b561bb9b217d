/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import org.apiguardian.api.API;

/** What a circuit breaker promises. Each check blames its own promise only. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum BreakerCheck {
    /** While all is well, one call is one call on the wire. */
    HEALTHY_CALL("healthyCallReachesTheServerOnce"),
    /** Fewer failures than declared do not open it. */
    BELOW_THRESHOLD("staysClosedBelowTheThreshold"),
    /** As many failures as declared open it. */
    AT_THRESHOLD("opensAtTheThreshold"),
    /** A success between failures makes the earlier ones forgotten. */
    SUCCESS_RESETS("successResetsTheCount"),
    /** While it is open, nothing goes to the server. */
    REFUSES_WITHOUT_CALLING("refusesWithoutCallingWhileOpen"),
    /** While it is open, callers are answered soon. */
    REFUSES_FAST("answersSoonWhileOpen"),
    /** It stays open as long as declared. */
    STAYS_OPEN("staysOpenForTheWindow"),
    /** When the window is over, the server is tried again. */
    TRIES_AGAIN("triesAgainAfterTheWindow"),
    /** When the window is over, as many probes as declared go to the server, and no herd. */
    LIMITS_PROBES("letsOnlyProbesThroughAfterTheWindow"),
    /** A failed probe opens it again, for a window that begins then. */
    FAILED_PROBE("failedProbeOpensAgainForANewWindow"),
    /** As many good probes as declared close it. */
    GOOD_PROBES_CLOSE("goodProbesClose"),
    /** Fewer good probes than declared do not close it. */
    CLOSES_NOT_EARLY("fewerGoodProbesDoNotClose"),
    /** Closed again, it takes as many failures to open as the first time. */
    THRESHOLD_AGAIN("needsTheWholeThresholdAgain"),
    /** A late success of a call from the closed time does not close it. */
    STRAGGLER("stragglerDoesNotClose"),
    /** Failures of the server count as declared. */
    SERVER_FAILURES("serverFailuresCountAsDeclared"),
    /** Calls without an answer count as declared. */
    TIMEOUTS("timeoutsCountAsDeclared"),
    /** Results with {@code isError} count as declared. */
    TOOL_ERRORS("toolErrorsCountAsDeclared"),
    /** Invalid arguments count as declared. */
    INVALID_ARGUMENTS("invalidArgumentsCountAsDeclared"),
    /** Calls that their callers give up count as declared. */
    CANCELLATIONS("cancellationsCountAsDeclared"),
    /** Slow calls count as declared. */
    SLOW_CALLS("slowCallsCountAsDeclared"),
    /** Other calls are refused or go on as declared. */
    ISOLATION("isolatesAsDeclared"),
    /** While it is open, the fallback serves. */
    FALLBACK("fallbackServesWhileOpen"),
    /** When the server is well again, the fallback rests. */
    RETURNS_FROM_FALLBACK("returnsFromTheFallback");

    private final String test;

    BreakerCheck(String test) {
        this.test = test;
    }

    /**
     * Get the name of the check, which is that of its test.
     *
     * @return the name; never {@code null}
     */
    @Override
    public String toString() {
        return test;
    }
}
