/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A breaker was seen to open. The exact moment is inside the client and cannot be seen; but it was after the proxy
 * received the last call, and before its caller was back.
 *
 * @param failures the calls that went to the server since the first failure
 * @param earliest when the proxy received the last failing call
 * @param latest when the caller of that was back
 * @param window how long the breaker declares to stay open
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Opening(
        List<Attempt> failures, Attempt refusal, Instant earliest, Instant latest, Duration clock, Duration window) {

    /** How many calls went to the server. */
    public int calls() {
        return failures.size();
    }

    /** How many requests went to the server. */
    public int requests() {
        return failures.stream().mapToInt(attempt -> attempt.guarded().size()).sum();
    }
}
