/* SPDX-License-Identifier: Apache-2.0 */
package com.example;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;

import dev.mcpjunit.ForServer;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fixtures.FixtureImage;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.Transport;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** With one release of Testcontainers: built images on both transports, and a container of the user. */
@McpServer(name = "http", source = "http")
@McpServer(name = "stdio", source = "stdio")
@McpServer(name = "own", source = "own")
class ContainerTests {

    private static final Path CONTEXT = FixtureImage.context(
            Path.of("target", "weather-image"), WeatherServer.class, "http", "--host", "0.0.0.0", "--port", "8080");

    static ServerSpec http() {
        return ServerSpec.dockerfile(CONTEXT).build();
    }

    static ServerSpec stdio() {
        return ServerSpec.dockerfile(CONTEXT)
                .transport(Transport.STDIO)
                .args(java.util.List.of("stdio"))
                .build();
    }

    static GenericContainer<?> own() {
        return new GenericContainer<>(new ImageFromDockerfile("class-path/weather", false)
                        .withDockerfile(CONTEXT.resolve("Dockerfile")))
                .withExposedPorts(FixtureImage.PORT);
    }

    @Test
    void allAnswer(
            @ForServer("http") McpConnection http,
            @ForServer("stdio") McpConnection stdio,
            @ForServer("own") McpConnection own) {
        assertThat(http.callTool("get-forecast", Map.of("city", "Oslo"))).isSuccess();
        assertThat(stdio.callTool("get-forecast", Map.of("city", "Oslo"))).isSuccess();
        assertThat(own.callTool("get-forecast", Map.of("city", "Oslo"))).isSuccess();
    }
}
