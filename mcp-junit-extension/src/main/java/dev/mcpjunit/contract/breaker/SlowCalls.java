/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker;

import dev.mcpjunit.internal.base.Preconditions;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * What a breaker declares about calls that succeed slowly.
 *
 * @param slowerThan what is slow
 * @param count whether they count as failures
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record SlowCalls(Duration slowerThan, Counting count) {

    /** Reject a time that is not positive. */
    public SlowCalls {
        Preconditions.requirePositive("What is slow", slowerThan);
    }
}
