/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.budget.internal.BudgetLimits;
import dev.mcpjunit.internal.pin.Pin;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** What the annotations of a method declare. */
@API(status = API.Status.INTERNAL, since = "0.1")
public record MethodDeclarations(
        ReadResult<List<Pin>> pins, ReadResult<Optional<BudgetLimits>> budget, List<FaultDeclaration> faults) {

    /** Copy the faults. */
    public MethodDeclarations {
        faults = List.copyOf(faults);
    }
}
