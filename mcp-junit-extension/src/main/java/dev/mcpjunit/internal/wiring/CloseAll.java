/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wiring;

import org.jspecify.annotations.Nullable;

/** Closes several things in order, each of them whatever the ones before did. */
final class CloseAll {

    private CloseAll() {}

    static void all(Runnable... steps) {
        RuntimeException first = null;
        for (Runnable step : steps) {
            first = run(step, first);
        }
        if (first != null) {
            throw first;
        }
    }

    private static @Nullable RuntimeException run(Runnable step, @Nullable RuntimeException first) {
        try {
            step.run();
            return first;
        } catch (RuntimeException failure) {
            if (first == null) {
                return failure;
            }
            first.addSuppressed(failure);
            return first;
        }
    }
}
