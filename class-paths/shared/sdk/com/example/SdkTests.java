/* SPDX-License-Identifier: Apache-2.0 */
package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpjunit.ForServer;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.ElicitationAnswer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fixtures.FixtureCommand;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.server.ServerSpec;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.server.McpStatelessSyncServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import java.io.File;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** With one release of the Java SDK: its servers in this JVM, and its clients on both transports. */
@McpServer(name = "http", inProcess = SdkTests.Weather.class)
@McpServer(name = "stdio", source = "stdio")
@McpServer(name = "streamable", inProcess = SdkTests.Streamable.class, clientCapabilities = "elicitation")
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
                    .capabilities(McpSchema.ServerCapabilities.builder().tools(false).build())
                    .tools(McpServerFeatures.SyncToolSpecification.builder()
                            .tool(McpSchema.Tool.builder()
                                    .name("book")
                                    .inputSchema(McpJsonDefaults.getMapper(), "{\"type\": \"object\"}")
                                    .build())
                            .callHandler(Streamable::book)
                            .build())
                    .build();
        }

        private static McpSchema.CallToolResult book(McpSyncServerExchange user, McpSchema.CallToolRequest request) {
            user.progressNotification(
                    new McpSchema.ProgressNotification(request.progressToken(), 1.0, 2.0, "Asking the user"));
            var answer = user.createElicitation(McpSchema.ElicitRequest.builder()
                    .message("Really?")
                    .requestedSchema(Map.of("type", "object", "properties", Map.of("sure", Map.of("type", "boolean"))))
                    .build());
            return McpSchema.CallToolResult.builder()
                    .addTextContent("Booked: " + answer.action() + " " + answer.content())
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

    @Test
    void progressIsSeenAndQuestionsAreAnswered(@ForServer("streamable") McpConnection streamable) {
        var seen = new CopyOnWriteArrayList<String>();
        streamable.onElicitation(question -> ElicitationAnswer.accept(Map.of("sure", true)));

        var booked = streamable.callTool("book", Map.of(), progress -> seen.add(progress.toString()));

        assertEquals("Booked: ACCEPT {sure=true}", booked.text());
        assertEquals(1, seen.size(), seen::toString);
        assertTrue(seen.get(0).contains("Asking the user"), seen::toString);
    }

    @Test
    void theClassPathIsTheOneThatIsMeant() {
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
