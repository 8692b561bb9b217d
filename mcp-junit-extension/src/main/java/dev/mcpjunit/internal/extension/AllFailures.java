/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import java.util.List;
import org.opentest4j.MultipleFailuresError;

/** Throws the failures of several servers together, so that none hides another. */
final class AllFailures {

    private AllFailures() {}

    static void throwAll(List<? extends Throwable> failures) {
        if (failures.size() > 1) {
            var error = new MultipleFailuresError("Several servers failed", failures);
            failures.forEach(error::addSuppressed);
            throw error;
        }
        for (Throwable only : failures) {
            if (only instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) only;
        }
    }
}
