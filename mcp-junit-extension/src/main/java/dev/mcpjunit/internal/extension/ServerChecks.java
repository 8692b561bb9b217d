/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import java.util.ArrayList;
import java.util.List;
import org.opentest4j.AssertionFailedError;

/** Checks budgets and pins, so that the failure of one does not hide that of the other. */
final class ServerChecks {

    private ServerChecks() {}

    static void ofClass(Declarations declared) {
        all(BudgetedServers.checkClass(declared), () -> PinnedServers.checkClass(declared));
    }

    static void ofMethod(Declarations declared) {
        all(BudgetedServers.checkMethod(declared), () -> PinnedServers.checkMethod(declared));
    }

    private static void all(List<AssertionFailedError> budget, Runnable pins) {
        var failures = new ArrayList<Throwable>();
        try {
            pins.run();
        } catch (RuntimeException | AssertionError failure) {
            failures.add(failure);
        }
        failures.addAll(budget);
        AllFailures.throwAll(failures);
    }
}
