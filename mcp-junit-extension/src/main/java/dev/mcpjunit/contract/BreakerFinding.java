/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import dev.mcpjunit.contract.breaker.check.BreakerCheck;
import dev.mcpjunit.contract.verdict.Verdict;
import org.apiguardian.api.API;

/**
 * What a check has found.
 *
 * @param check the check
 * @param status how it went
 * @param reason why; empty where it passed
 * @param timeLine what happened, line by line; empty where nothing did
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record BreakerFinding(BreakerCheck check, Verdict.Status status, String reason, String timeLine) {

    /** Say it all, in lines. */
    @Override
    public String toString() {
        return check + ": " + status + (reason.isEmpty() ? "" : "\n" + reason)
                + (timeLine.isEmpty() ? "" : "\n\n" + timeLine);
    }
}
