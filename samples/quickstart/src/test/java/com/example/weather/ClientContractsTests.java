/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.RetryContract;
import dev.mcpjunit.contract.TimeoutContract;
import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.contract.retry.DeclaredRetries;
import dev.mcpjunit.contract.timeout.DeclaredTimeouts;
import dev.mcpjunit.contract.timeout.Notice;
import dev.mcpjunit.endpoint.McpEndpoint;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** The timeout and retry contracts, applied to the client of the Java SDK. */
// tag::contracts[]
@McpServer(name = "weather", inProcess = WeatherTests.Weather.class)
class ClientContractsTests implements TimeoutContract, RetryContract {

    private static final Duration TIMEOUT = Duration.ofMillis(1500);

    @Override
    public ClientUnderTest connect(McpEndpoint server) {
        URI uri = server.httpUri();
        McpSyncClient client = McpClient.sync(HttpClientStreamableHttpTransport.builder(
                                uri.resolve("/").toString())
                        .endpoint(uri.getPath())
                        .build())
                .requestTimeout(TIMEOUT)
                .build();
        return ClientUnderTest.of(
                tool -> client.callTool(CallToolRequest.builder(tool)
                        .arguments(Map.of("city", "Oslo"))
                        .build()),
                client);
    }

    @Override
    public DeclaredTimeouts timeouts() {
        return DeclaredTimeouts.of("get-forecast", TIMEOUT)
                .waitsAtLeast(TIMEOUT)
                .notifies(Notice.NONE);
    }

    @Override
    public DeclaredRetries retries() {
        return DeclaredRetries.of("get-forecast", 1).deadline(TIMEOUT).neverRepeats("count-calls");
    }
}
// end::contracts[]
