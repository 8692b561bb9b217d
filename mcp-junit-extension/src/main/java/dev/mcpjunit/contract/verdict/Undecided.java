/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.verdict;

import org.apiguardian.api.API;

/**
 * The exception that aborts a test implements this if a check of a contract gave no verdict. JUnit listeners can use it
 * to find out why a test was aborted:
 *
 * <pre>{@code
 * boolean isUndecided(Throwable failure) {
 *     return failure instanceof Undecided undecided && !undecided.verdict().reason().isEmpty();
 * }
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Undecided {

    /**
     * Get the verdict.
     *
     * @return a verdict that is inconclusive or not applicable; never {@code null}
     */
    Verdict verdict();
}
