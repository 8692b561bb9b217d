/* SPDX-License-Identifier: Apache-2.0 */
package com.example.resilient;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.TimeoutContract;
import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.contract.timeout.DeclaredTimeouts;
import dev.mcpjunit.contract.timeout.Notice;
import dev.mcpjunit.endpoint.McpEndpoint;
import java.time.Duration;

/** A caller waits a second and no longer, and the server is notified. */
@McpServer(name = "weather", inProcess = Weather.class)
class TimeoutTests implements TimeoutContract {

    private static final Duration LIMIT = Duration.ofSeconds(1);

    @Override
    public ClientUnderTest connect(McpEndpoint server) {
        ResilientMcpClient client = ResilientMcpClient.of("weather", Weather.uri(server))
                .policy(Weather.POLICY.withTimes(LIMIT, LIMIT))
                .build();
        return ClientUnderTest.of(tool -> client.call(Weather.FORECAST), client);
    }

    @Override
    public DeclaredTimeouts timeouts() {
        return DeclaredTimeouts.of("get-forecast", LIMIT)
                .waitsAtLeast(LIMIT)
                .connectsWithin(LIMIT)
                .notifies(Notice.CANCELLATION);
    }
}
