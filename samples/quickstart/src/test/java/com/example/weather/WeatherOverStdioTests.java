/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
import dev.mcpjunit.Scope;
import dev.mcpjunit.connection.ElicitationAnswer;
import dev.mcpjunit.connection.McpConnection;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The same server as a process on standard input and output. It uses elicitation, which the tests answer. Each test has
 * its own server, so that answers do not affect other tests.
 */
@McpServer(
        name = "weather-asking",
        command = {
            "${java.home}/bin/java",
            "-cp",
            "${java.class.path}",
            "dev.mcpjunit.fixtures.weather.WeatherServer",
            "stdio"
        },
        env = "WEATHER_EDITION=${weather.edition:1}",
        clientCapabilities = "elicitation",
        scope = Scope.METHOD)
@PinnedSchema
class WeatherOverStdioTests {

    @Test
    void booksWhenTheUserAgrees(McpConnection weather) {
        weather.onElicitation(question -> ElicitationAnswer.accept(Map.of("confirm", true)));

        assertThat(weather.callTool("book-trip", Map.of("city", "Oslo")))
                .isSuccess()
                .hasTextContaining("booked");
    }

    @Test
    void doesNotBookWhenTheUserDeclines(McpConnection weather) {
        weather.onElicitation(question -> ElicitationAnswer.decline());

        assertThat(weather.callTool("book-trip", Map.of("city", "Oslo"))).hasTextContaining("declined");
    }
}
