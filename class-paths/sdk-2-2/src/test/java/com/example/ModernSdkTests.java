/* SPDX-License-Identifier: Apache-2.0 */
package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpjunit.ForServer;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fixtures.FixtureCommand;
import dev.mcpjunit.fixtures.protocol.ServedEra;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.server.ServerSpec;
import io.modelcontextprotocol.modern.McpSchema;
import io.modelcontextprotocol.modern.client.McpAsyncClient;
import io.modelcontextprotocol.modern.client.McpSyncClient;
import io.modelcontextprotocol.modern.server.McpRequestContext;
import io.modelcontextprotocol.modern.server.McpSyncResponse;
import io.modelcontextprotocol.modern.server.feature.McpSyncTool;
import io.modelcontextprotocol.modern.server.feature.McpSyncToolRepository;
import io.modelcontextprotocol.modern.server.feature.ToolsFeature;
import io.modelcontextprotocol.modern.server.feature.ToolsPage;
import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The first release of the Java SDK with modern clients and servers, which stand beside the older ones. */
@McpServer(name = "http", inProcess = ModernSdkTests.Weather.class)
@McpServer(name = "stdio", source = "stdio")
@McpServer(name = "modern", inProcess = ModernSdkTests.Modern.class)
class ModernSdkTests {

    static class Weather implements McpServerFactory {
        @Override
        public Started start() {
            WeatherServer server = WeatherServer.http(WeatherOptions.standard().withEra(ServedEra.DUAL));
            return new Started(server.uri(), server);
        }
    }

    static ServerSpec stdio() {
        return ServerSpec.command(FixtureCommand.command(WeatherServer.class, "stdio", "--era", "dual")
                        .toArray(String[]::new))
                .build();
    }

    public static class Modern implements McpSyncToolRepository {

        private final McpSyncTool greet = McpSyncTool.of(
                McpSchema.Tool.builder("greet", Map.of("type", "object")).build(),
                (context, call) -> McpSyncResponse.result(McpSchema.CallToolResult.builder()
                        .structuredContent(Map.of("greeting", "Hello"))
                        .build()));

        public static io.modelcontextprotocol.modern.server.McpServer create() {
            return io.modelcontextprotocol.modern.server.McpServer.builder()
                    .serverInfo(McpSchema.Implementation.builder("modern", "1").build())
                    .feature(ToolsFeature.ofSync(new Modern()))
                    .build();
        }

        @Override
        public ToolsPage list(McpRequestContext context, String cursor) {
            return ToolsPage.of(List.of(greet.definition()));
        }

        @Override
        public McpSyncTool find(McpRequestContext context, String name) {
            return name.equals("greet") ? greet : null;
        }
    }

    @Test
    void clientsOverHttp(
            @ForServer("http") McpSyncClient sync,
            @ForServer("http") McpAsyncClient async,
            @ForServer("http") io.modelcontextprotocol.client.McpSyncClient older) {
        assertOslo(sync, async);
        assertEquals("weather", older.getServerInfo().name());
    }

    @Test
    void clientsOverStdio(
            @ForServer("stdio") McpSyncClient sync,
            @ForServer("stdio") McpAsyncClient async,
            @ForServer("stdio") io.modelcontextprotocol.client.McpAsyncClient older) {
        assertOslo(sync, async);
        assertEquals("weather", older.getServerInfo().name());
    }

    @Test
    void serverInThisJvm(@ForServer("modern") McpConnection connection, @ForServer("modern") McpSyncClient client) {
        assertEquals("modern", connection.server().name());
        assertTrue(client.tool("greet").call().toString().contains("Hello"));
    }

    @Test
    void theClassPathIsTheOneThatIsMeant() {
        for (String jar : System.getProperty("class-path.holds").split(" ")) {
            assertTrue(System.getProperty("java.class.path").contains(File.separator + jar + ".jar"), jar);
        }
    }

    private static void assertOslo(McpSyncClient sync, McpAsyncClient async) {
        Map<String, Object> oslo = Map.of("city", "Oslo");
        assertTrue(sync.tool("get-forecast")
                .arguments(oslo)
                .call()
                .toString()
                .contains("Norway"));
        assertTrue(async.tool("get-forecast")
                .arguments(oslo)
                .call()
                .block(Duration.ofSeconds(20))
                .toString()
                .contains("Norway"));
    }
}
