/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.connection.ElicitationAnswer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.connection.Progress;
import dev.mcpjunit.fixtures.sdk.SdkWeatherServer;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Fixture;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The Java SDK's clients and servers, on the wires of this library. */
class SdkClientTests {

    private static final CallToolRequest FORECAST = CallToolRequest.builder("get-forecast")
            .arguments(Map.of("city", "Oslo"))
            .build();

    private static String text(CallToolResult result) {
        return ((TextContent) result.content().get(0)).text();
    }

    private static void assertOslo(McpSyncClient sync, McpAsyncClient async) {
        assertThat(text(sync.callTool(FORECAST))).contains("Oslo");
        assertThat(text(async.callTool(FORECAST).block(Duration.ofSeconds(20)))).contains("Oslo");
        assertThat(sync.getServerInfo().name()).isEqualTo("weather");
    }

    @Test
    void clients_over_http() {
        Run.of(HttpTestCase.class).allSucceeded(1);
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class HttpTestCase {
        @Test
        void works(McpSyncClient sync, McpAsyncClient async) {
            assertOslo(sync, async);
        }
    }

    @Test
    void clients_over_stdio_that_each_have_a_process_of_their_own() {
        Run.of(StdioTestCase.class).allSucceeded(1);
    }

    @McpServer(name = "weather", source = "stdio")
    static class StdioTestCase {

        static ServerSpec stdio() {
            return Weather.stdio();
        }

        @Test
        void works(McpSyncClient sync, McpAsyncClient async, McpConnection ours) {
            assertOslo(sync, async);
            assertThat(ours.callTool("count-calls").text()).contains("{}");
        }
    }

    @Test
    void a_server_of_the_sdk_in_this_jvm() {
        Run.of(InProcessTestCase.class).allSucceeded(3);
    }

    @McpServer(name = "weather", inProcess = SdkWeatherServer.class, clientCapabilities = "elicitation")
    static class InProcessTestCase {
        @Test
        void answersTheSdk(McpSyncClient sync, McpAsyncClient async) {
            assertOslo(sync, async);
        }

        @Test
        void answersUsWithProgress(McpConnection ours) {
            var reports = new ArrayList<Progress>();

            assertThat(ours.callTool("plan-trip", Map.of("city", "Oslo", "days", 2), reports::add)
                            .isError())
                    .isFalse();
            assertThat(reports).isNotEmpty();
        }

        @Test
        void asksUs(McpConnection ours) {
            ours.onElicitation(question -> ElicitationAnswer.accept(Map.of("confirm", true)));

            assertThat(ours.callTool("book-trip", Map.of("city", "Oslo")).text())
                    .contains("booked");
        }
    }

    @Test
    void a_server_of_the_sdk_as_a_process() {
        Run.of(ProcessTestCase.class).allSucceeded(1);
    }

    @McpServer(name = "weather", source = "stdio")
    static class ProcessTestCase {

        static ServerSpec stdio() {
            // Three JVMs with the whole SDK start together; that takes long on a busy machine.
            return Fixture.stdio(SdkWeatherServer.class)
                    .requestTimeout(Duration.ofMinutes(2))
                    .startupTimeout(Duration.ofMinutes(2))
                    .build();
        }

        @Test
        void works(McpSyncClient sync, McpAsyncClient async, Catalog catalog) {
            assertOslo(sync, async);
            assertThat(catalog.tool("get-forecast")).isPresent();
        }
    }
}
