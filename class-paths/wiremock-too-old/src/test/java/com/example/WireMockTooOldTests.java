/* SPDX-License-Identifier: Apache-2.0 */
package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.github.tomakehurst.wiremock.client.WireMock;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.traffic.Traffic;
import java.io.File;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** An unsupported release of WireMock affects only tests that use WireMock. */
@McpServer(name = "weather", inProcess = WireMockTooOldTests.Weather.class)
class WireMockTooOldTests {

    static class Weather implements McpServerFactory {
        @Override
        public Started start() {
            WeatherServer server = WeatherServer.http(WeatherOptions.standard());
            return new Started(server.uri(), server);
        }
    }

    @Test
    void everythingElseWorks(McpConnection weather, Traffic traffic) {
        assertFalse(weather.callTool("get-forecast", Map.of("city", "Oslo")).isError());
        assertEquals(1, traffic.toolCalls().executed());
    }

    @Test
    void aStubOfWireMockIsRefusedWithTheVersion() {
        var summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(StubsTestCase.class))
                                .build(),
                        summary);
        var failures = summary.getSummary().getFailures();

        assertTrue(failures.size() == 1, failures::toString);
        Throwable failure = failures.get(0).getException();
        while (failure.getCause() != null && !failure.getMessage().startsWith("Server 'weather'")) {
            failure = failure.getCause();
        }
        assertEquals(
                "Server 'weather': the WireMock on the class path does not fit (java.lang.NoClassDefFoundError:"
                        + " com/github/tomakehurst/wiremock/common/RequestCache). The releases 3.10 to 3.13 do: have"
                        + " org.wiremock:wiremock-standalone:3.13.2, and no other WireMock beside it.",
                failure.getMessage());
    }

    @McpServer(name = "weather", inProcess = Weather.class)
    static class StubsTestCase {
        @Test
        void never(WireMock weather) {}
    }

    @Test
    void theClassPathIsTheOneThatIsMeant() {
        for (String jar : System.getProperty("class-path.holds").split(" ")) {
            assertTrue(System.getProperty("java.class.path").contains(File.separator + jar + ".jar"), jar);
        }
    }
}
