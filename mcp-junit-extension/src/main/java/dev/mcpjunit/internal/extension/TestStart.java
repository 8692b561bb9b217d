/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import java.util.List;
import org.apiguardian.api.API;

/** Starts the servers that a test has for itself. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TestStart {

    private TestStart() {}

    /** Start the servers of a test, check budgets and pins, and prepare its proxies. */
    public static void start(Declarations declared) {
        TestTranscripts.of(declared.context()).ifPresent(transcript -> declared.visibleServers()
                .forEach(server -> transcript.attach(Servers.handle(server, declared.context()))));
        TestInvocation.begin(declared.context());
        List<DeclaredServer> servers = declared.visibleServers().stream()
                .filter(server -> server.endsWith(declared.context()))
                .toList();
        Servers.startAll(servers, declared.context(), declared.startPolicy());
        RunReports.begin(
                declared,
                declared.visibleServers().stream()
                        .map(server ->
                                Servers.handle(server, declared.context()).spec())
                        .toList());
        CassetteMisses.begin(declared);
        ServerChecks.ofMethod(declared);
        ProxiedTests.prepare(declared);
        FixedAddresses.lead(declared, () -> ProxiedTests.of(declared));
    }
}
