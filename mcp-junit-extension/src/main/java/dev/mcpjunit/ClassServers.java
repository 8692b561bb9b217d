/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** Starts the servers that a class, or one run of it, has for all of its tests. */
final class ClassServers {

    private ClassServers() {}

    /** Start what the class declares, and hold what is pinned to its snapshot. */
    static void start(ExtensionContext context) {
        var declared = Declarations.declaredBy(context).stream()
                .filter(server -> server.scope() != Scope.METHOD)
                .toList();
        try {
            Servers.startAll(declared, context);
        } catch (TestAbortedException unavailable) {
            Aborted.mark(context, unavailable);
            return;
        }
        Pins.checkClass(context);
    }
}
