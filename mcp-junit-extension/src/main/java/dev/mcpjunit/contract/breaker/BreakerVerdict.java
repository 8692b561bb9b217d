/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker;

import org.apiguardian.api.API;

/** What a check says of a breaker. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum BreakerVerdict {
    /** The wire has shown that the breaker does what it declares. */
    PASSED,
    /** The wire has shown that it does not. */
    FAILED,
    /** Nothing could be seen, and the reason says why and what helps. */
    INCONCLUSIVE,
    /** The breaker declares nothing of the kind. */
    NOT_APPLICABLE
}
