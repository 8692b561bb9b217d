/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.breaker;

import dev.mcpjunit.contract.client.CallFailure;
import dev.mcpjunit.contract.internal.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Opens a breaker and lets it recover. A breaker is opened by failing until a call leaves no trace on the wire, not by
 * counting to what it declares.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Openings {

    /** A breaker that opens later than this is taken for one that never does. */
    private static final int MOST_FAILURES = 120;

    /** So many refusals in a row are no coincidence. */
    private static final int CONFIRMATIONS = 3;

    private final BreakerTrial trial;
    private final BreakerTime time;

    Openings(BreakerTrial trial, BreakerTime time) {
        this.trial = trial;
        this.time = time;
    }

    /** Fail until a call leaves no trace; empty if that does not happen. */
    public Optional<Opening> failUntilRefused(CallFailure failure) {
        int most = trial.settings().threshold().isPresent()
                ? 2 * trial.settings().threshold().getAsInt() + 3
                : MOST_FAILURES;
        trial.fail(failure);
        try {
            return callUntilRefused(most, trial.settings().window());
        } finally {
            trial.stopFaults();
        }
    }

    /** Call until a call leaves no trace, at most so often; empty if that does not happen. */
    public Optional<Opening> callUntilRefused(int most, Duration window) {
        var sent = new ArrayList<Attempt>();
        while (sent.size() <= most) {
            Attempt attempt = trial.call();
            if (attempt.refused()) {
                return sent.isEmpty() ? Optional.empty() : Optional.of(opening(sent, attempt, window));
            }
            sent.add(attempt);
        }
        return Optional.empty();
    }

    private Opening opening(List<Attempt> failures, Attempt refusal, Duration window) {
        Attempt last = failures.get(failures.size() - 1);
        return new Opening(List.copyOf(failures), refusal, last.seen(), last.ended(), time.clock(), window);
    }

    /** Open the breaker, and see that it stays open. A check that needs an open one says nothing of another. */
    public Opening open() {
        Opening opening = openAtAll();
        for (int i = 0; i < CONFIRMATIONS; i++) {
            if (!trial.call().refused()) {
                throw Finding.inconclusive("The breaker let a call through as soon as it was open. See the check"
                        + " 'refuses without calling while open'"
                        + (time.isVirtual() ? "." : "; on real time, the window may be too short for this machine."));
            }
        }
        return opening;
    }

    /** Open the breaker, as far as one refusal shows. */
    public Opening openAtAll() {
        return failUntilRefused(trial.driver())
                .orElseThrow(() -> Finding.inconclusive("The breaker could not be opened: " + trial.driver()
                        + " was not followed by a refusal in "
                        + trial.attempts().size() + " calls. See the check 'opens at the threshold'."
                        + (time.isVirtual()
                                ? ""
                                : " On real time, a window shorter than a call is never seen: declare a longer one, or"
                                        + " give the breaker the clock of the setup.")));
    }

    /** Let the window pass, and some probes succeed. */
    public void recover(Opening opening, int successes) {
        trial.window().passWhole(opening);
        for (int i = 0; i < successes; i++) {
            Attempt probe = trial.call();
            if (probe.refused() && i == 0) {
                throw trial.window().noProbe();
            }
            if (probe.refused() || probe.wentWrong()) {
                throw Finding.inconclusive(
                        "The breaker does not recover, so this cannot be seen. See the check 'good probes close'.");
            }
        }
    }
}
