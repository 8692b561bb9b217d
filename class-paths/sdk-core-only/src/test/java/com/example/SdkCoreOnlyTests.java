/* SPDX-License-Identifier: Apache-2.0 */
package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.McpServerFactory;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The SDK needs one of its JSON modules. Tests that do not use the SDK are not affected. */
@McpServer(name = "weather", inProcess = SdkCoreOnlyTests.Weather.class)
class SdkCoreOnlyTests {

    static class Weather implements McpServerFactory {
        @Override
        public Started start() {
            WeatherServer server = WeatherServer.http(WeatherOptions.standard());
            return new Started(server.uri(), server);
        }
    }

    @Test
    void connectionsNeedNoSdk(McpConnection weather) {
        assertFalse(weather.callTool("get-forecast", Map.of("city", "Oslo")).isError());
    }

    @Test
    void clientsWantJson() {
        assertEquals(missing("weather"), failureOf(ClientTestCase.class));
    }

    @McpServer(name = "weather", inProcess = Weather.class)
    static class ClientTestCase {
        @Test
        void never(McpSyncClient client) {}
    }

    @Test
    void serversWantJson() {
        assertEquals(missing("empty"), failureOf(ServerTestCase.class));
    }

    @McpServer(name = "empty", inProcess = Empty.class)
    static class ServerTestCase {
        @Test
        void never() {}
    }

    public static class Empty {
        public static McpSyncServer create(McpStreamableServerTransportProvider transport) {
            return io.modelcontextprotocol.server.McpServer.sync(transport).build();
        }
    }

    private static String missing(String server) {
        return "Server '" + server + "': the MCP Java SDK is on the class path without a JSON module (No"
                + " McpJsonMapperSupplier available for creating McpJsonMapper). Add io.modelcontextprotocol.sdk:mcp,"
                + " or mcp-json-jackson2 for Jackson 2, in the version of mcp-core.";
    }

    private static String failureOf(Class<?> testCase) {
        var summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(testCase))
                                .build(),
                        summary);
        var failures = summary.getSummary().getFailures();
        assertEquals(1, failures.size(), failures::toString);
        Throwable failure = failures.get(0).getException();
        return failure instanceof ServerStartException ? failure.getMessage() : failure.getCause().getMessage();
    }
}
