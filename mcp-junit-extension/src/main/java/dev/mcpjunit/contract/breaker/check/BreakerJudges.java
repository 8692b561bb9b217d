/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker.check;

import dev.mcpjunit.contract.breaker.BreakerTrigger;
import dev.mcpjunit.contract.breaker.bench.Bench;
import dev.mcpjunit.contract.breaker.bench.Judgement;
import org.apiguardian.api.API;

/** Who judges what. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class BreakerJudges {

    private BreakerJudges() {}

    /**
     * Try a breaker. To return is to pass it.
     *
     * @param check what is to be tried
     * @param bench a fresh breaker on its bench
     * @throws Judgement if there is anything else to say
     */
    public static void judge(BreakerCheck check, Bench bench) {
        of(check).judge(bench);
    }

    private static BreakerJudge of(BreakerCheck check) {
        return switch (check) {
            case HEALTHY_CALL -> new HealthyCall();
            case BELOW_THRESHOLD -> new BelowThreshold();
            case AT_THRESHOLD -> new AtThreshold();
            case SUCCESS_RESETS -> new SuccessResets();
            case REFUSES_WITHOUT_CALLING -> new RefusesWithoutCalling();
            case REFUSES_FAST -> new RefusesFast();
            case STAYS_OPEN -> new StaysOpen();
            case TRIES_AGAIN -> new TriesAgain();
            case LIMITS_PROBES -> new LimitsProbes();
            case FAILED_PROBE -> new FailedProbe();
            case GOOD_PROBES_CLOSE -> new GoodProbesClose();
            case CLOSES_NOT_EARLY -> new ClosesNotEarly();
            case THRESHOLD_AGAIN -> new ThresholdAgain();
            case STRAGGLER -> new Straggler();
            case SERVER_FAILURES ->
                new Treatment(
                        BreakerTrigger.HTTP_503,
                        BreakerTrigger.HTTP_429,
                        BreakerTrigger.CONNECTION_RESET,
                        BreakerTrigger.LOST_RESPONSE,
                        BreakerTrigger.RPC_ERROR);
            case TIMEOUTS -> new Treatment(BreakerTrigger.TIMEOUT);
            case TOOL_ERRORS -> new Treatment(BreakerTrigger.TOOL_ERROR);
            case INVALID_ARGUMENTS -> new Treatment(BreakerTrigger.INVALID_ARGUMENTS);
            case CANCELLATIONS -> new Cancellation();
            case SLOW_CALLS -> new SlowCalls();
            case ISOLATION -> new Isolation();
            case FALLBACK -> new Fallback();
            case RETURNS_FROM_FALLBACK -> new ReturnsFromFallback();
        };
    }
}
