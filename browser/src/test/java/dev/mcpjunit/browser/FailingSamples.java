/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.browser;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static dev.mcpjunit.fault.Selector.toolCall;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.traffic.Traffic;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** Tests that fail, one for each family of failures. They run inside of {@link FailingSamplesTests} only. */
final class FailingSamples {

    private static final Map<String, Object> OSLO = Map.of("city", "Oslo");

    private FailingSamples() {}

    /** The weather server in this JVM. */
    static final class Weather implements McpServerFactory {
        @Override
        public Started start() {
            WeatherServer server = WeatherServer.http(WeatherOptions.standard());
            return new Started(server.uri(), server);
        }
    }

    @McpServer(name = "weather", url = "${weather.url}")
    @PinnedSchema("${snapshot.folder}/weather.snapshot.json")
    static class Drift {
        @Test
        void forecasts(McpConnection weather) {
            assertThat(weather.callTool("get-forecast", OSLO)).isSuccess();
        }
    }

    @McpServer(name = "weather", inProcess = Weather.class, requestTimeout = "300 ms")
    static class Wire {

        @Test
        void waitsForAnAnswer(McpConnection weather, FaultInjector faults) {
            faults.on(toolCall("get-forecast").first()).hang();

            weather.callTool("get-forecast", OSLO);
        }

        @Test
        void paysOnce(McpConnection weather, FaultInjector faults, Traffic traffic) {
            faults.on(toolCall("get-forecast").first()).loseResponse();

            for (int attempt = 1; attempt <= 2; attempt++) {
                try {
                    weather.callTool("get-forecast", OSLO);
                } catch (McpException lost) {
                    // As an agent that tries again.
                }
            }

            assertThat(traffic).toolCalls("get-forecast").reachedServer(1);
        }

        @Test
        void works(McpConnection weather) {
            assertThat(weather.callTool("get-forecast", OSLO)).isSuccess();
        }

        @Test
        void needsALicense() {
            Assumptions.abort("There is no license on this machine");
        }

        @Test
        @Disabled("the new billing server is not there yet")
        void bills() {}
    }

    @McpServer(
            name = "weather",
            command = {
                "${java.home}/bin/java",
                "-cp",
                "${java.class.path}",
                "dev.mcpjunit.fixtures.weather.WeatherServer",
                "stdio"
            },
            startupTimeout = "60 s")
    static class Dead {
        @Test
        void survives(McpConnection weather, RunningServer server) {
            assertThat(weather.callTool("get-forecast", OSLO)).isSuccess();
            server.kill();

            weather.callTool("get-forecast", OSLO);
        }
    }
}
