/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.fixtures.protocol.ServedEra;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.testkit.CannedServer;
import dev.mcpjunit.testkit.SseServer;
import dev.mcpjunit.testkit.Weather;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A connection that a test opens to an endpoint itself. */
class FurtherConnectionTests {

    private static final McpEndpoint.Stdio ON_STDIO = new McpEndpoint.Stdio(
            List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    WeatherServer.class.getName(),
                    "stdio"),
            Map.of(),
            Path.of(""));

    @Test
    void over_http_in_a_revision_of_its_own() {
        try (WeatherServer server = WeatherServer.http(WeatherOptions.standard().withEra(ServedEra.DUAL))) {
            var endpoint = new McpEndpoint.Http(server.uri());
            try (McpConnection first = McpConnection.open(endpoint);
                    McpConnection second = McpConnection.builder(endpoint)
                            .protocol("2025-06-18")
                            .open()) {

                assertThat(first.server().protocol()).hasToString("2026-07-28");
                assertThat(second.server().protocol()).hasToString("2025-06-18");
                Weather.assertForecasts(first);
                Weather.assertForecasts(second);
                assertThat(first.serverName()).isEqualTo(server.uri().getAuthority());
            }
        }
    }

    @Test
    @SuppressWarnings("try") // the first is closed early on purpose
    void over_stdio_with_a_process_of_its_own() {
        try (McpConnection first = McpConnection.open(ON_STDIO);
                McpConnection second = McpConnection.builder(ON_STDIO)
                        .name("weather")
                        .client(ClientProfile.declaring(List.of("elicitation")))
                        .open()) {

            Weather.assertForecasts(first);
            Weather.assertForecasts(second);
            first.close();
            Weather.assertForecasts(second);
            assertThat(second.catalog().clientCapabilities().has("elicitation")).isTrue();
            assertThat(List.of(first.serverName(), second.serverName())).containsExactly("java", "weather");
        }
    }

    @Test
    void over_http_with_sse() {
        try (var server = new SseServer(SseServer.ENDPOINT, request -> SseServer.initialized())) {
            var endpoint = new McpEndpoint.Http(server.uri());
            for (Transport transport : List.of(Transport.AUTO, Transport.SSE)) {
                try (McpConnection connection =
                        McpConnection.builder(endpoint).transport(transport).open()) {
                    assertThat(connection.server().name()).isEqualTo("old");
                }
            }
        }
    }

    /** The spelling of a header's name does not matter. */
    @Test
    void its_headers_replace_those_of_the_endpoint() {
        try (var server = new CannedServer(
                request -> CannedServer.result(
                        "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"serverInfo\":{\"name\":\"n\",\"version\":\"1\"}}"))) {
            var endpoint =
                    new McpEndpoint.Http(server.uri(), Map.of("authorization", "Bearer admin", "X-Kept", "kept"));
            try (McpConnection guest = McpConnection.builder(endpoint)
                    .protocol("2025-06-18")
                    .header("Authorization", "Bearer guest")
                    .open()) {

                assertThat(guest.server().name()).isEqualTo("n");
            }
            assertThat(server.headers().get(0).get("Authorization")).containsExactly("Bearer guest");
            assertThat(server.headers().get(0).get("X-Kept")).containsExactly("kept");
        }
    }

    @Test
    void its_timeouts_are_its_own() {
        try (WeatherServer server = WeatherServer.http(WeatherOptions.standard());
                McpConnection connection = McpConnection.builder(new McpEndpoint.Http(server.uri()))
                        .requestTimeout(Duration.ofNanos(1))
                        .open()) {

            assertThatThrownBy(connection::listTools).isInstanceOf(McpTimeoutException.class);
        }
    }

    @Test
    void what_does_not_fit_the_endpoint_is_rejected() {
        var http = new McpEndpoint.Http(URI.create("http://localhost:1/mcp"));

        assertThatThrownBy(() -> McpConnection.builder(ON_STDIO).header("Authorization", "hush-4714"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "The header Authorization cannot be sent: the server runs on standard input and" + " output (")
                .hasMessageNotContaining("hush-4714");
        assertThatThrownBy(() -> McpConnection.builder(ON_STDIO).transport(Transport.SSE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("transport = SSE does not fit the endpoint ");
        assertThatThrownBy(() -> McpConnection.builder(http).transport(Transport.STDIO))
                .hasMessage("transport = STDIO does not fit the endpoint http://localhost:1/mcp");
        assertThatThrownBy(() -> McpConnection.builder(http).requestTimeout(Duration.ZERO))
                .hasMessage("The request timeout must be positive, but is PT0S");
        assertThatThrownBy(() -> McpConnection.builder(http).protocol("2020-01-01"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
