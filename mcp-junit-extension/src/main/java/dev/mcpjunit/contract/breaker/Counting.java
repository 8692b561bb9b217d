/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker;

import org.apiguardian.api.API;

/** Whether a kind of calls counts as failures. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Counting {
    /** They count as failures. */
    COUNTED,
    /** They do not. */
    IGNORED
}
