/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.ServerSpecBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Hostile servers on standard input and output, each a few lines of shell; see {@code stdio-*.csv}. */
@Tag("hostile")
@ExtendWith(NothingWritten.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "The servers are shell scripts")
class HostileStdioTests {

    private static final String READY = "read -r a; printf '%s\\n' '{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":"
            + "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{}},"
            + "\"serverInfo\":{\"name\":\"h\",\"version\":\"1\"}}}'; read -r b; read -r c; ";

    private static ServerSpecBuilder script(String script, int seconds) {
        return ServerSpec.command("sh", "-c", script)
                .name("hostile")
                .protocol("2025-11-25")
                .startupTimeout(Duration.ofSeconds(seconds))
                .requestTimeout(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "stdio-start.csv", delimiter = '|', quoteCharacter = '`')
    void fails_to_start(String name, int seconds, String server, String expected) {
        assertThat(Hostile.failure(script(server, seconds), connection -> {})).contains(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "stdio-list.csv", delimiter = '|', quoteCharacter = '`')
    void answers_a_list(String name, int seconds, String server, String expected) {
        assertThat(Hostile.failure(script(READY + server, seconds), McpConnection::listTools))
                .contains(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "stdio-call.csv", delimiter = '|', quoteCharacter = '`')
    void answers_a_call(String name, int seconds, String server, String expected) {
        assertThat(Hostile.failure(script(READY + server, seconds), connection -> connection.callTool("t", Map.of())))
                .contains(expected);
    }
}
