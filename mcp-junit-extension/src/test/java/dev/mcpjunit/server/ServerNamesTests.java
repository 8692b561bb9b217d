/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerNamesTests {

    @ParameterizedTest
    @CsvSource({
        "npx -y @modelcontextprotocol/server-everything stdio, everything",
        "npx -y @modelcontextprotocol/server-everything@2026.8.31 stdio, everything",
        "npx @playwright/mcp@latest, playwright",
        "npx -y chrome-devtools-mcp, chrome-devtools",
        "java -jar target/weather-server.jar, weather",
        "java -cp lib com.acme.WeatherServer, weather",
        "node dist/index.js, server",
        "uvx mcp-server-git, git",
        "./weather --port 8080, weather",
        "C:\\tools\\weather.exe, weather",
        "docker run -i --rm ghcr.io/acme/weather:1.4, weather"
    })
    void a_command_is_named_after_what_it_runs(String command, String name) {
        assertThat(ServerSpec.command(command.split(" ")).build().name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "ghcr.io/acme/weather:1.4, weather",
        "localhost:5000/weather-mcp-server, weather",
        "mcp/everything@sha256:00, everything",
        "acme/mcp, mcp"
    })
    void an_image_is_named_after_its_last_part(String image, String name) {
        assertThat(ServerSpec.image(image).build().name()).isEqualTo(name);
    }

    @Test
    void other_sources_are_named_too() {
        assertThat(ServerSpec.url(URI.create("https://weather.example.com/mcp"))
                        .build()
                        .name())
                .isEqualTo("weather.example.com");
        assertThat(ServerSpec.url(URI.create("http://127.0.0.1:80/mcp")).build().name())
                .isEqualTo("server");
        assertThat(ServerSpec.dockerfile(Path.of("docker/weather/Dockerfile"))
                        .build()
                        .name())
                .isEqualTo("weather");
        assertThat(ServerSpec.dockerfile(Path.of("docker/weather")).build().name())
                .isEqualTo("weather");
        assertThat(ServerSpec.inProcess(ServerNamesTests.class).build().name()).isEqualTo("names-tests");
        assertThat(ServerSpec.container(new Object()).build().name()).isEqualTo("server");
    }
}
