/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette;

import static dev.mcpjunit.fault.Selector.toolCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Fixture;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.traffic.Traffic;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A fault proxy in front of a command that a cassette has already replaced by a relay. */
class CassettesOnStdioTests {

    private static final String NAME = "cassettes-on-stdio";
    private static final CassetteFiles FILES = new CassetteFiles(NAME);

    @BeforeEach
    @AfterEach
    void removeFiles() throws IOException {
        FILES.remove();
    }

    @McpServer(name = "weather", source = "weather", cassette = NAME)
    static class FaultTestCase {
        static ServerSpec weather() {
            return Fixture.stdio(WeatherServer.class, "stdio").build();
        }

        @Test
        void retries(McpConnection weather, FaultInjector faults, Traffic traffic) {
            faults.on(toolCall("get-forecast").first()).rpcError(-32000, "busy");
            assertThatThrownBy(() -> weather.callTool("get-forecast", Map.of("city", "Oslo")))
                    .hasMessageContaining("busy");
            assertThat(weather.callTool("get-forecast", Map.of("city", "Oslo")).isError())
                    .isFalse();
            assertThat(traffic.toolCalls("get-forecast").count()).isEqualTo(2);
        }
    }

    @Test
    void faults_and_traffic_work_while_a_server_is_recorded_and_replayed() throws IOException {
        Run.with(Map.of("mcp.cassette", "record"), FaultTestCase.class).allSucceeded(1);
        assertThat(Cassette.read(FILES.file()).calls()).hasSize(1);

        Run.with(Map.of("mcp.cassette", "replay"), FaultTestCase.class).allSucceeded(1);
    }
}
