/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.server.McpServerFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server in the JVM of the tests: starts fastest, and breakpoints in its tools work. */
@McpServer(name = "weather", inProcess = WeatherTests.Weather.class)
@PinnedSchema
class WeatherTests {

    static class Weather implements McpServerFactory {
        @Override
        public Started start() {
            WeatherServer weather =
                    WeatherServer.http(WeatherOptions.standard().withEdition(Integer.getInteger("weather.edition", 1)));
            return new Started(weather.uri(), weather);
        }
    }

    // tag::calls[]
    @Test
    void offersForecasts(Catalog catalog) {
        assertThat(catalog).hasTools("get-forecast", "book-trip").hasNoTools("make-sunshine");
    }

    @Test
    void forecasts(McpConnection weather, Catalog catalog) {
        assertThat(weather.callTool("get-forecast", Map.of("city", "Oslo", "days", 1)))
                .isSuccess()
                .matchesOutputSchemaIn(catalog)
                .hasStructured("/country", "Norway");
    }
    // end::calls[]

    @Test
    void refusesCitiesThatAreNone(McpConnection weather) {
        assertThat(weather.callTool("get-forecast", Map.of("city", "Atlantis")))
                .isError()
                .hasTextContaining("Atlantis");
    }
}
