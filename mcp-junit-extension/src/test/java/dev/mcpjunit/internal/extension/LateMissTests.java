/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.cassette.internal.CassetteFile;
import dev.mcpjunit.cassette.internal.Replaying;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.server.CassetteSpec;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.transcript.internal.ServerTape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/** A miss that no test of the class is left to fail for. */
class LateMissTests {

    private static final String RECORDING =
            "{\"transcript\":\"mcp-junit\",\"version\":\"1.0\",\"class\":\"\",\"test\":\"\",\"id\":\"\","
                    + "\"startedAt\":\"2026-01-31T12:00:00Z\"}\n"
                    + frame(
                            1,
                            "client",
                            "\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\"}")
                    + frame(
                            2,
                            "server",
                            "\"id\":1,\"result\":{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{}},"
                                    + "\"serverInfo\":{\"name\":\"w\",\"version\":\"1\"}}");

    private static String frame(int number, String from, String message) {
        return "{\"frame\":" + number + ",\"at\":0,\"server\":\"weather\",\"connection\":1,\"carrier\":\"http\","
                + "\"seenBy\":\"proxy\",\"exchange\":1,\"event\":\"message\",\"from\":\"" + from + "\",\"bytes\":9,"
                + "\"message\":{\"jsonrpc\":\"2.0\"," + message + "}}\n";
    }

    @Test
    void a_miss_outside_of_all_tests_fails_the_scope_of_the_server(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("weather.cassette.jsonl");
        Files.writeString(file, RECORDING);
        ServerSpec spec = ServerSpec.command("no-such-program-anywhere")
                .name("weather")
                .transport(Transport.STREAMABLE_HTTP)
                .protocol("2025-11-25")
                .build();
        var cassette = new CassetteFile(file, "weather.cassette.jsonl", "mvn test", List.of());
        var handle = new ServerHandle(
                spec, ServerTape.OFF, Optional.of(new Replaying(cassette, CassetteSpec.named("weather"))));
        ServerGroup.Entry entry = new ServerGroup().add(handle);
        handle.start();
        assertThatThrownBy(() -> handle.connection().callTool("get-forecast", Map.of("city", "Oslo")))
                .isInstanceOf(McpErrorException.class);

        assertThatThrownBy(entry::close)
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith(
                        "Cassette miss: weather.cassette.jsonl of server 'weather' has no answer for\n\n"
                                + "  tools/call 'get-forecast' {\"city\":\"Oslo\"}\n\n");
        entry.close();
    }
}
