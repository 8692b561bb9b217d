/* SPDX-License-Identifier: Apache-2.0 */
package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.mcpjunit.ForServer;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fixtures.FixtureCommand;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.json.schema.JsonSchema;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.server.ServerSpec;
import java.io.File;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Without optional libraries: everything that needs none works, and everything else names the missing dependency. */
@McpServer(name = "http", inProcess = PlainTests.Weather.class)
@McpServer(name = "stdio", source = "stdio")
@PinnedSchema(servers = "http", value = "../shared/weather.snapshot.json")
class PlainTests {

    static class Weather implements McpServerFactory {
        @Override
        public Started start() {
            WeatherServer server = WeatherServer.http(WeatherOptions.standard());
            return new Started(server.uri(), server);
        }
    }

    static ServerSpec stdio() {
        return ServerSpec.command(
                        FixtureCommand.command(WeatherServer.class, "stdio").toArray(String[]::new))
                .build();
    }

    @Test
    void serversInThisJvm(@ForServer("http") McpConnection weather, @ForServer("http") Catalog catalog) {
        var result = weather.callTool("get-forecast", Map.of("city", "Oslo"));

        assertFalse(result.isError());
        var schema = catalog.tool("get-forecast").orElseThrow().outputSchema().orElseThrow();
        assertEquals(
                List.of(),
                JsonSchema.of(schema).validate(result.structuredContent().orElseThrow()));
    }

    @Test
    void serversOnStandardInputAndOutput(@ForServer("stdio") McpConnection weather) {
        assertFalse(weather.callTool("get-forecast", Map.of("city", "Oslo")).isError());
    }

    @Test
    void theClassPathIsTheOneThatIsMeant() {
        for (String jar : System.getProperty("class-path.holds").split(" ")) {
            assertTrue(System.getProperty("java.class.path").contains(File.separator + jar + ".jar"), jar);
        }
    }

    @Test
    void containersWantTestcontainers() {
        assertEquals(
                "Server 'weather' runs in a container, which needs Testcontainers. Add org.testcontainers:testcontainers to"
                        + " the test class path.",
                failureOf(ContainerTestCase.class));
    }

    @McpServer(name = "weather", image = "weather:1")
    static class ContainerTestCase {
        @Test
        void never() {}
    }

    @Test
    void serversOfTheSdkWantIt() {
        assertEquals(
                "Server 'weather': inProcess = String.class is no McpServerFactory, and the MCP Java SDK is not on the"
                        + " class path. Implement McpServerFactory, or add io.modelcontextprotocol.sdk:mcp.",
                failureOf(SdkTestCase.class));
    }

    @McpServer(name = "weather", inProcess = String.class)
    static class SdkTestCase {
        @Test
        void never() {}
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
        assertTrue(failures.size() == 1, failures::toString);
        return failures.get(0).getException().getMessage();
    }
}
