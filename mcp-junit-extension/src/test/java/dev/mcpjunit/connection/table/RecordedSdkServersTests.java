/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.RequiresCommand;
import dev.mcpjunit.authorization.internal.ResourceAddresses;
import dev.mcpjunit.cassette.internal.CassetteFile;
import dev.mcpjunit.cassette.internal.CassetteRun;
import dev.mcpjunit.cassette.internal.Miss;
import dev.mcpjunit.cassette.internal.Recording;
import dev.mcpjunit.cassette.internal.Replaying;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.internal.wiring.TestProxies;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.ToolResult;
import dev.mcpjunit.server.CassetteSpec;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.ServerSpecBuilder;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.transcript.internal.ServerTape;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Servers of the official SDKs, in each era and transport that they have: recorded, and replayed without the server.
 */
@Tag("long")
class RecordedSdkServersTests {

    private static final Duration BOUND = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    /** Everything that a server sends while each of its features is tried. Fails if one of them does not work. */
    private static Overheard overheard(
            Map<Feature, Consumer<McpConnection>> offers, ServerSpecBuilder spec, CassetteRun run) {
        ServerSpec declared = spec.name("server")
                .clientCapabilities(List.of("elicitation", "sampling", "roots"))
                .startupTimeout(BOUND)
                .requestTimeout(BOUND)
                .build();
        var overheard = new Overheard();
        try (var server = new ServerHandle(declared, ServerTape.OFF, Optional.of(run));
                var proxies = new TestProxies(false, overheard, new ResourceAddresses())) {
            McpConnection connection = proxies.connection(server);
            connection.catalog();
            offers.values().forEach(attempt -> attempt.accept(connection));
            attempt(() -> connection.callTool("no-such-tool"));
            attempt(() -> connection.getPrompt("no-such-prompt", Map.of()));
            attempt(() -> connection.readResource("notes://no-such-note"));
            wrongArguments(connection);
            if (!Attempts.isStateless(connection)) {
                connection.request("ping", JsonObject.EMPTY);
            }
        }
        return overheard;
    }

    private static void wrongArguments(McpConnection connection) {
        String tool = connection.listTools().get(0).name();
        attempt(() -> {
            ToolResult result = connection.callTool(tool, Map.of("a", "no number"));
            assertThat(result.isError()).isTrue();
        });
    }

    /** Servers differ in whether such an error is a result or an error of JSON-RPC. */
    private static void attempt(Runnable request) {
        try {
            request.run();
        } catch (McpErrorException refused) {
            assertThat(refused).hasMessageContaining("error");
        }
    }

    private void check(String name, String era) {
        Candidate candidate = Candidate.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        var file = new CassetteFile(folder.resolve("sdk.cassette.jsonl"), "sdk.cassette.jsonl", "mvn test", List.of());
        Overheard live;
        Map<Feature, Consumer<McpConnection>> offers;
        Transport transport;
        try (TableServer served = candidate.start().get()) {
            offers = new EnumMap<>(served.offers());
            if (era.equals("LEGACY")) {
                offers.keySet().removeAll(served.refuses().keySet());
            }
            ServerSpecBuilder spec = served.spec().get().protocol(era);
            transport = spec.name("server").build().transport();
            live = overheard(offers, spec, new Recording(file, Recording.Target.ANY_FILE, Clock.systemUTC()));
        }

        var replaying = new Replaying(file, CassetteSpec.named("sdk"));
        ServerSpecBuilder absent = ServerSpec.command("no-such-program-anywhere")
                .transport(transport)
                .protocol(era);
        Overheard replayed = overheard(offers, absent, replaying);

        assertThat(replaying.misses().rest()).extracting(Miss::text).isEmpty();
        assertThat(replayed.answers()).isEqualTo(live.answers()).hasSizeGreaterThanOrEqualTo(offers.size());
        assertThat(replayed.others()).isEqualTo(live.others());
    }

    @ParameterizedTest(name = "{0}, {1}")
    @RequiresCommand({"node", "npm"})
    @CsvSource(delimiter = ';', textBlock = """
                    TypeScript SDK 2.4.0, dual, HTTP;  LEGACY
                    TypeScript SDK 2.4.0, dual, HTTP;  MODERN
                    TypeScript SDK 2.4.0, dual, stdio; LEGACY
                    TypeScript SDK 2.4.0, dual, stdio; MODERN
                    """)
    void servers_of_the_TypeScript_SDK_are_the_same(String server, String era) {
        check(server, era);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(delimiter = ';', textBlock = """
                    Java SDK 2.2.0, stdio;           LEGACY
                    Java SDK 2.2.0, Streamable HTTP; LEGACY
                    Java SDK 2.2.0, stateless HTTP;  LEGACY
                    Java SDK 2.2.0, modern, stdio;   MODERN
                    Java SDK 2.2.0, modern, HTTP;    MODERN
                    """)
    void servers_of_the_Java_SDK_are_the_same(String server, String era) {
        check(server, era);
    }
}
