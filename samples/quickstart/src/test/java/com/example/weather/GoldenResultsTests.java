/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.snapshot.Mask;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tools answer is kept in golden files, beside the snapshot of the schema. */
@McpServer(
        name = "weather",
        command = {
            "${java.home}/bin/java",
            "-cp",
            "${java.class.path}",
            "dev.mcpjunit.fixtures.weather.WeatherServer",
            "stdio"
        })
class GoldenResultsTests {

    // tag::golden[]
    @ParameterizedTest
    @ValueSource(strings = {"Oslo", "Lisbon"})
    void forecast(String city, McpConnection weather) {
        assertThat(weather.callTool("get-forecast", Map.of("city", city))).matchesSnapshot();
    }

    @Test
    void shortForecast(McpConnection weather) {
        assertThat(weather.callTool("get-forecast", Map.of("city", "Tokyo", "days", 2)))
                .isSuccess()
                .masking(Mask.at("/structuredContent/days/*/high").as("<temperature>"))
                .matchesSnapshot("two-days");
    }
    // end::golden[]
}
