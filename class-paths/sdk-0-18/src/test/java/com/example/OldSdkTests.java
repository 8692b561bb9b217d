/* SPDX-License-Identifier: Apache-2.0 */
package com.example;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpjunit.ForServer;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.fixtures.FixtureCommand;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.server.ServerSpec;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.File;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With a release of the Java SDK before 1.0, as Spring AI 1.1 brings it: its clients on both transports. */
@McpServer(name = "http", inProcess = OldSdkTests.Weather.class)
@McpServer(name = "stdio", source = "stdio")
class OldSdkTests {

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
    void clientsOverHttp(@ForServer("http") McpSyncClient sync, @ForServer("http") McpAsyncClient async) {
        assertOslo(sync, async);
    }

    @Test
    void clientsOverStdio(@ForServer("stdio") McpSyncClient sync, @ForServer("stdio") McpAsyncClient async) {
        assertOslo(sync, async);
    }

    @Test
    void theClassPathHasTheIntendedVersion() {
        for (String jar : System.getProperty("class-path.holds").split(" ")) {
            assertTrue(System.getProperty("java.class.path").contains(File.separator + jar + ".jar"), jar);
        }
    }

    private static void assertOslo(McpSyncClient sync, McpAsyncClient async) {
        var forecast = new McpSchema.CallToolRequest("get-forecast", Map.of("city", "Oslo"));
        assertTrue(sync.callTool(forecast).toString().contains("Norway"));
        assertTrue(async.callTool(forecast).block(Duration.ofSeconds(20)).toString().contains("Norway"));
    }
}
