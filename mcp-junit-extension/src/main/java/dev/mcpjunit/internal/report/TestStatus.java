/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.report;

import org.apiguardian.api.API;

/** How a test ended. Only {@link #PASSED} has verified anything. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum TestStatus {
    /** It passed. */
    PASSED,
    /** It failed. */
    FAILED,
    /** It was not run. */
    SKIPPED,
    /** It began, and an assumption did not hold. */
    ABORTED,
    /** A contract was inconclusive. */
    INCONCLUSIVE
}
