/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import static com.github.tomakehurst.wiremock.client.WireMock.serviceUnavailable;
import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static dev.mcpjunit.fixtures.wiremock.McpStubs.toolCall;
import static dev.mcpjunit.fixtures.wiremock.McpStubs.toolCalled;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.WireMock;
import dev.mcpjunit.ContextBudget;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.drift.change.Level;
import dev.mcpjunit.model.Catalog;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Tests as they are after a migration; the page on migration shows what they were before. */
class MigratedTests {

    // tag::client[]
    @Nested
    @McpServer(
            name = "weather",
            command = {
                "${java.home}/bin/java",
                "-cp",
                "${java.class.path}",
                "dev.mcpjunit.fixtures.weather.WeatherServer",
                "stdio"
            },
            requestTimeout = "10 s")
    class FromHandWrittenTests {

        /** The body of the old test, unchanged. */
        @Test
        void forecasts(McpSyncClient client) {
            CallToolResult result = client.callTool(CallToolRequest.builder("get-forecast")
                    .arguments(Map.of("city", "Oslo"))
                    .build());
            assertThat(result.isError()).isNotEqualTo(true);
            assertThat(result.content().toString()).contains("Oslo");
        }

        /** The same test without the SDK. */
        @Test
        void forecastsWithoutSdk(McpConnection weather, Catalog catalog) {
            assertThat(weather.callTool("get-forecast", Map.of("city", "Oslo")))
                    .isSuccess()
                    .hasTextContaining("Oslo")
                    .matchesOutputSchemaIn(catalog);
        }
    }
    // end::client[]

    // tag::golden[]
    @Nested
    @McpServer(name = "weather", inProcess = WeatherTests.Weather.class)
    @PinnedSchema
    class FromGoldenFile {

        @Test
        void hasForecasts(Catalog catalog) {
            assertThat(catalog).hasTools("get-forecast");
        }
    }
    // end::golden[]

    // tag::wiremock[]
    @Nested
    @McpServer(name = "weather", inProcess = WeatherTests.Weather.class)
    class FromWireMock {

        @Test
        void reportsAnOutage(McpSyncClient client, WireMock wireMock) {
            wireMock.register(toolCall("get-forecast").willReturn(serviceUnavailable()));

            var call = CallToolRequest.builder("get-forecast")
                    .arguments(Map.of("city", "Oslo"))
                    .build();
            assertThatThrownBy(() -> client.callTool(call)).hasMessageContaining("503");
            wireMock.verifyThat(1, toolCalled("get-forecast"));
        }
    }
    // end::wiremock[]

    // tag::testkit[]
    @Nested
    @McpServer(
            name = "weather",
            inProcess = WeatherTests.Weather.class,
            protocol = "2025-11-25",
            requestTimeout = "5 s")
    @PinnedSchema(alsoFailOn = {Level.REVIEW, Level.RISKY, Level.COMPATIBLE, Level.COSMETIC})
    @ContextBudget(maxTokens = 2_000, maxPerTool = 600)
    class FromTestkit {

        @Test
        void describesItsTools(Catalog catalog) {
            assertThat(catalog).hasTools("get-forecast");
            assertThat(catalog.tools()).allSatisfy(tool -> {
                assertThat(tool.name()).matches("[a-z-]+");
                assertThat(tool.description().orElse("")).isNotBlank();
            });
        }

        @Test
        void forecasts(McpConnection weather) {
            assertThat(weather.callTool("get-forecast", Map.of("city", "Oslo"))).isSuccess();
        }
    }
    // end::testkit[]
}
