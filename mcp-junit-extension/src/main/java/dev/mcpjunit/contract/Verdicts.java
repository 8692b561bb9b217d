/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import dev.mcpjunit.contract.client.Verdict;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Says a verdict to JUnit. */
final class Verdicts {

    private Verdicts() {}

    /** Pass, fail, or abort where nothing could be told. */
    static void report(Verdict verdict) {
        switch (verdict.status()) {
            case FAILED -> throw new AssertionFailedError(verdict.message());
            case INCONCLUSIVE, NOT_APPLICABLE -> throw new TestAbortedException(verdict.message());
            case PASSED -> {
                // Nothing to say.
            }
        }
    }
}
