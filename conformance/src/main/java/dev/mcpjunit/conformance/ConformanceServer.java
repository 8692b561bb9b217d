/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.conformance;

import dev.mcpjunit.fixtures.host.HttpHost;
import dev.mcpjunit.fixtures.protocol.ServedEra;
import java.util.concurrent.CountDownLatch;

/** The fixtures' server, in both eras, with the tools that the conformance suite calls. */
final class ConformanceServer {

    private ConformanceServer() {}

    /** Serve until the process is stopped; the first line of the output is the address. */
    public static void main(String[] arguments) throws InterruptedException {
        HttpHost host = HttpHost.start(new ConformanceService(), ServedEra.DUAL, "127.0.0.1", 0);
        System.out.println(host.uri());
        new CountDownLatch(1).await();
    }
}
