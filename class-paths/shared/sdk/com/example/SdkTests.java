/* SPDX-License-Identifier: Apache-2.0 */
package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpjunit.ForServer;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fixtures.FixtureCommand;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.server.ServerSpec;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.server.McpStatelessSyncServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With one release of the Java SDK: its servers in this JVM, and its clients on both transports. */
@McpServer(name = "http", inProcess = SdkTests.Weather.class)
@McpServer(name = "stdio", source = "stdio")
@McpServer(name = "streamable", inProcess = SdkTests.Streamable.class)
@McpServer(name = "stateless", inProcess = SdkTests.Stateless.class)
class SdkTests {

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

    public static class Streamable {
        public static McpSyncServer create(McpStreamableServerTransportProvider transport) {
            return io.modelcontextprotocol.server.McpServer.sync(transport)
                    .serverInfo("streamable", "1")
                    .build();
        }
    }

    public static class Stateless {
        public static McpStatelessSyncServer create(McpStatelessServerTransport transport) {
            return io.modelcontextprotocol.server.McpServer.sync(transport)
                    .serverInfo("stateless", "1")
                    .build();
        }
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
    void serversInThisJvm(
            @ForServer("streamable") McpConnection streamable,
            @ForServer("stateless") McpConnection stateless,
            @ForServer("streamable") McpSyncClient client) {
        assertEquals("streamable", streamable.server().name());
        assertEquals("stateless", stateless.server().name());
        assertEquals("streamable", client.getServerInfo().name());
        assertEquals(JsonObject.EMPTY, streamable.request("ping", JsonObject.EMPTY));
    }

    private static void assertOslo(McpSyncClient sync, McpAsyncClient async) {
        var forecast = new McpSchema.CallToolRequest("get-forecast", Map.of("city", "Oslo"));
        assertTrue(sync.callTool(forecast).toString().contains("Norway"));
        assertTrue(async.callTool(forecast).block(Duration.ofSeconds(20)).toString().contains("Norway"));
    }
}
