/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.report;

import java.util.Locale;
import org.apiguardian.api.API;

/** How a test ended. Only {@link #PASSED} has verified anything. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum TestStatus {
    /** It passed. */
    PASSED,
    /** It failed. */
    FAILED,
    /** A check of a contract applies, but gave no answer. */
    INCONCLUSIVE,
    /** A check of a contract has nothing to check, because of what is declared. */
    NOT_APPLICABLE,
    /** It began, and an assumption did not hold. */
    ABORTED,
    /** It was not run. */
    SKIPPED;

    /** Whether it ran to its end, so that it shows something. */
    public boolean isVerdict() {
        return this == PASSED || this == FAILED;
    }

    /** In words. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
