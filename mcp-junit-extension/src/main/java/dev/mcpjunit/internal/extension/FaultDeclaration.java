/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.fault.FaultInjector;
import java.util.List;
import org.apiguardian.api.API;

/** A fault as an annotation declares it. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface FaultDeclaration {

    /**
     * Inject the fault into a test.
     *
     * @throws IllegalArgumentException if the annotation cannot be used; the message is a sentence without its end
     */
    void injectInto(FaultInjector faults, List<String> servers);
}
