/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.assertj;

import dev.mcpjunit.budget.ContextCost;
import dev.mcpjunit.budget.internal.BudgetCheck;
import java.util.function.Function;

/** Without the tools of all servers, neither a selection nor its saving can be judged. */
final class UnknownTools {

    private UnknownTools() {}

    static void reject(ContextCost cost, Function<String, AssertionError> failure) {
        if (!cost.unmeasured().isEmpty()) {
            throw failure.apply(
                    "Inconclusive: selection: the tools of some servers are unknown:\n" + BudgetCheck.unmeasured(cost));
        }
    }

    static double percent(double percent) {
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException("A share must be from 0 to 100 percent, but is " + percent);
        }
        return percent;
    }
}
