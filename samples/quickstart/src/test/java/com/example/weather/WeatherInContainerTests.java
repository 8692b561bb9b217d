/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fixtures.FixtureImage;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.ServerSpec;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The same server in a container. A static method prepares the build context of its image. */
@McpServer(name = "weather", source = "container")
@PinnedSchema
class WeatherInContainerTests {

    static ServerSpec container() {
        Path context = FixtureImage.context(
                Path.of("target", "weather-image"), WeatherServer.class, "http", "--host", "0.0.0.0", "--port", "8080");
        return ServerSpec.dockerfile(context)
                .env("WEATHER_EDITION", System.getProperty("weather.edition", "1"))
                .build();
    }

    @Test
    void forecasts(McpConnection weather) {
        assertThat(weather.callTool("get-forecast", Map.of("city", "Oslo"))).isSuccess();
    }
}
