/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The server was recorded once. Its program does not run any more. */
// tag::cassette[]
@McpServer(
        name = "weather",
        command = {
            "${java.home}/bin/java",
            "-cp",
            "${java.class.path}",
            "dev.mcpjunit.fixtures.weather.WeatherServer",
            "stdio"
        },
        cassette = "weather-replayed")
class ReplayedWeatherTests {

    @Test
    void forecast(McpConnection weather) {
        assertThat(weather.callTool("get-forecast", Map.of("city", "Oslo")))
                .isSuccess()
                .hasStructured("days[0].condition", "sun");
    }
}
// end::cassette[]
