/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import java.util.List;
import org.apiguardian.api.API;
import org.opentest4j.TestAbortedException;

/** Starts the servers that a class, or one run of it, has for all of its tests. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ClassStart {

    private ClassStart() {}

    /** Start the servers of a class and check budgets and pins. */
    public static void start(Declarations declared) {
        List<DeclaredServer> servers = declared.ownServers().stream()
                .filter(server -> server.lifetime() != Lifetime.METHOD)
                .toList();
        FixedAddresses.offer(declared);
        try {
            Servers.startAll(servers, declared.context(), declared.startPolicy());
        } catch (TestAbortedException unavailable) {
            UnavailableServers.mark(declared.context(), String.valueOf(unavailable.getMessage()));
            return;
        }
        ServerChecks.ofClass(declared);
    }
}
