/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.RequiresCommand;
import dev.mcpjunit.cassette.internal.CassetteFile;
import dev.mcpjunit.cassette.internal.CassetteRun;
import dev.mcpjunit.cassette.internal.Miss;
import dev.mcpjunit.cassette.internal.Recording;
import dev.mcpjunit.cassette.internal.Replaying;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.server.CassetteSpec;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.testkit.NodePrograms;
import dev.mcpjunit.transcript.internal.ServerTape;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server and a client that are not ours, every feature that both have, recorded and replayed. */
@Tag("long")
@RequiresCommand({"node", "npm"})
class RecordedFeaturesTests {

    @TempDir
    private Path folder;

    private static ServerSpec everything(Transport transport) {
        String program = NodePrograms.install("everything")
                .resolve("node_modules/@modelcontextprotocol/server-everything/dist/index.js")
                .toString();
        String word = transport == Transport.STREAMABLE_HTTP ? "streamableHttp" : transport.word();
        var spec = ServerSpec.command("node", program, word)
                .name("everything")
                .transport(transport)
                .startupTimeout(Duration.ofMinutes(1));
        return (transport.isHttp() ? spec.env("PORT", "${mcp.port}") : spec).build();
    }

    private static McpClientTransport transport(McpEndpoint endpoint) {
        if (endpoint instanceof McpEndpoint.Http http) {
            return HttpClientStreamableHttpTransport.builder(http.uri().toString())
                    .endpoint(http.uri().getPath())
                    .build();
        }
        var stdio = (McpEndpoint.Stdio) endpoint;
        return new StdioClientTransport(
                ServerParameters.builder(stdio.program())
                        .args(stdio.arguments())
                        .env(stdio.environment())
                        .build(),
                McpJsonDefaults.getMapper());
    }

    private static List<String> features(ServerSpec spec, CassetteRun run) {
        try (var server = new ServerHandle(spec, ServerTape.OFF, Optional.of(run))) {
            return Features.of(transport(server.server().endpoint())).seen();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STREAMABLE_HTTP", "STDIO"})
    void every_feature_is_the_same(Transport transport) {
        var file = new CassetteFile(
                folder.resolve("everything.cassette.jsonl"), "everything.cassette.jsonl", "mvn test", List.of());
        List<String> live =
                features(everything(transport), new Recording(file, Recording.Target.ANY_FILE, Clock.systemUTC()));

        ServerSpec absent = ServerSpec.command("no-such-program-anywhere")
                .name("everything")
                .transport(transport)
                .build();
        var replaying = new Replaying(file, CassetteSpec.named("everything"));

        assertThat(features(absent, replaying)).isEqualTo(live).hasSizeGreaterThan(15);
        assertThat(replaying.misses().rest()).extracting(Miss::text).isEmpty();
    }
}
