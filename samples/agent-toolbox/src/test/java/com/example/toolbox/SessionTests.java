/* SPDX-License-Identifier: Apache-2.0 */
package com.example.toolbox;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.RequiresCommand;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.fleet.Fleet;
import dev.mcpjunit.fleet.ToolCollision;
import dev.mcpjunit.load.LoadReport;
import dev.mcpjunit.load.PlannedCall;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.server.Transport;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Many calls in one session: of the servers of {@code .mcp.json}, of a container, and of a server on HTTP. */
@McpServer(config = ".mcp.json", startupTimeout = "5 m")
@McpServer(
        name = "image",
        dockerfile = "src/test/docker/everything",
        transport = Transport.STDIO,
        args = {"mcp-server-everything", "stdio"})
@McpServer(name = "weather", inProcess = SessionTests.Weather.class)
@RequiresCommand("npx")
@ResourceLock("npx")
class SessionTests {

    static class Weather implements McpServerFactory {
        @Override
        public Started start() {
            WeatherServer weather = WeatherServer.http(WeatherOptions.standard());
            return new Started(weather.uri(), weather);
        }
    }

    // tag::session[]
    @Test
    void fortyCallsOfSixServers(Fleet fleet) {
        LoadReport load = fleet.session()
                .plan(
                        PlannedCall.of("everything", "echo", Map.of("message", PlannedCall.NONCE)),
                        PlannedCall.of("image", "echo", Map.of("message", PlannedCall.NONCE)),
                        PlannedCall.of("filesystem", "list_allowed_directories", Map.of()),
                        PlannedCall.of("memory", "search_nodes", Map.of("query", "Anna")),
                        PlannedCall.of(
                                "thinking",
                                "sequentialthinking",
                                Map.of(
                                        "thought",
                                        "One step is enough.",
                                        "thoughtNumber",
                                        1,
                                        "totalThoughts",
                                        1,
                                        "nextThoughtNeeded",
                                        false)),
                        PlannedCall.of("weather", "get-forecast", Map.of("city", "Oslo")))
                .calls(40)
                .concurrency(6)
                .run();

        assertThat(load).hasNoErrors().hasNoLostAnswers().hasNoDuplicatedAnswers();
    }
    // end::session[]

    @Test
    void onlyTheServerThatIsThereTwiceCollides(Fleet fleet) {
        assertThat(fleet.collisions())
                .filteredOn(collision -> collision.kind() != ToolCollision.Kind.SHADOWING)
                .isNotEmpty()
                .allSatisfy(collision -> assertThat(collision.toString()).contains("everything", "image"));
    }
}
