/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.internal.pin.Pin;
import java.util.List;
import org.apiguardian.api.API;

/** What the annotations of a method declare. */
@API(status = API.Status.INTERNAL, since = "0.1")
public record MethodDeclarations(ReadResult<List<Pin>> pins, List<FaultDeclaration> faults) {

    /** Copy the faults. */
    public MethodDeclarations {
        faults = List.copyOf(faults);
    }
}
