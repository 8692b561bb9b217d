/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.fixtures.broken.EndsUnlessInitialized;
import dev.mcpjunit.fixtures.broken.SilentUntilInitialized;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.ServerSpecBuilder;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.testkit.CannedServer;
import dev.mcpjunit.testkit.Fixture;
import dev.mcpjunit.testkit.Weather;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which revision is spoken with which server, on both transports, and what is said where none can be. */
class OpeningTests {

    private static final Map<String, Object> OSLO = Map.of("city", "Oslo");

    private static ServerHandle weather(Transport transport, String era, String protocol) {
        ServerSpec base = transport == Transport.STDIO ? Weather.stdio("--era", era) : Weather.http("--era", era);
        var builder = new ServerSpecBuilder(base.source())
                .name("weather")
                .transport(transport)
                .startupTimeout(base.startupTimeout())
                .protocol(protocol);
        base.env().forEach(builder::env);
        return new ServerHandle(builder.build());
    }

    private static ServerHandle at(CannedServer server, String protocol) {
        return new ServerHandle(
                ServerSpec.url(server.uri()).name("weather").protocol(protocol).build());
    }

    @ParameterizedTest(name = "{0}, server speaks {1}, protocol = {2}: {3}")
    @CsvSource({
        "STDIO, legacy, AUTO, 2025-11-25",
        "STDIO, legacy, LEGACY, 2025-11-25",
        "STDIO, legacy, 2024-11-05, 2024-11-05",
        "STDIO, modern, AUTO, 2026-07-28",
        "STDIO, modern, MODERN, 2026-07-28",
        "STDIO, modern, 2026-07-28, 2026-07-28",
        "STDIO, dual, AUTO, 2026-07-28",
        "STDIO, dual, LEGACY, 2025-11-25",
        "STDIO, dual, 2025-06-18, 2025-06-18",
        "STREAMABLE_HTTP, legacy, AUTO, 2025-11-25",
        "STREAMABLE_HTTP, legacy, 2025-03-26, 2025-03-26",
        "STREAMABLE_HTTP, modern, AUTO, 2026-07-28",
        "STREAMABLE_HTTP, modern, MODERN, 2026-07-28",
        "STREAMABLE_HTTP, dual, AUTO, 2026-07-28",
        "STREAMABLE_HTTP, dual, legacy, 2025-11-25",
        "STREAMABLE_HTTP, dual, 2025-06-18, 2025-06-18",
        "STREAMABLE_HTTP, dual, 2026-07-28, 2026-07-28"
    })
    void the_revision_is_found_or_as_the_test_wants_it(
            Transport transport, String era, String protocol, String expected) {
        try (ServerHandle weather = weather(transport, era, protocol)) {
            assertThat(weather.connection().server().protocol()).hasToString(expected);
            assertThat(weather.connection().callTool("get-forecast", OSLO).isError())
                    .isFalse();
            assertThat(weather.connection().findings()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STDIO", "STREAMABLE_HTTP"})
    void a_server_of_the_handshake_era_cannot_be_spoken_to_without_handshake(Transport transport) {
        try (ServerHandle weather = weather(transport, "legacy", "MODERN")) {
            assertThatThrownBy(weather::connection)
                    .hasMessageContaining(
                            "Server 'weather' does not speak 2026-07-28, which protocol = MODERN asks for."
                                    + " To let it speak what it speaks, use protocol = AUTO.\n");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STDIO", "STREAMABLE_HTTP"})
    void a_server_of_the_stateless_era_cannot_be_spoken_to_with_handshake(Transport transport) {
        try (ServerHandle weather = weather(transport, "modern", "LEGACY")) {
            assertThatThrownBy(weather::connection)
                    .hasMessageContaining("answered initialize")
                    .hasMessageContaining("with error -32022")
                    .hasMessageContaining(
                            "It speaks revisions without a handshake only: use protocol = AUTO or MODERN.");
        }
    }

    @Test
    void a_process_that_ends_because_it_is_not_greeted_as_it_expects_is_started_again() {
        try (var weather =
                new ServerHandle(Fixture.stdio(EndsUnlessInitialized.class).build())) {
            assertThat(weather.connection().callTool("get-forecast", OSLO).isError())
                    .isFalse();
            assertThat(weather.connection().server().protocol()).hasToString("2025-11-25");
        }
    }

    @Test
    void a_process_that_must_speak_without_handshake_is_not_started_again() {
        try (var weather = new ServerHandle(
                Fixture.stdio(EndsUnlessInitialized.class).protocol("MODERN").build())) {
            assertThatThrownBy(weather::connection)
                    .hasMessageContaining("Server 'weather' has ended. Exit code 5.")
                    .hasMessageContaining("weather: expected initialize, but got server/discover");
        }
    }

    @Test
    void a_process_that_ignores_other_revisions_still_has_time_for_the_handshake() {
        try (var weather = new ServerHandle(Fixture.stdio(SilentUntilInitialized.class)
                .startupTimeout(Duration.ofSeconds(20))
                .build())) {
            assertThat(weather.connection().callTool("get-forecast", OSLO).isError())
                    .isFalse();
            assertThat(weather.connection().findings())
                    .containsExactly("server/discover was not answered within 10 s, and the handshake was. Unless the"
                            + " server was just slow to start, each connection waits that long: a server answers what it"
                            + " does not know with error -32601, and protocol = LEGACY spares the question");
        }
    }

    @Test
    void a_server_of_the_stateless_era_that_was_only_slow_is_asked_again() {
        var greeted = new CountDownLatch(1);
        try (var server = new CannedServer(request -> {
                    if (request.string("method").filter("initialize"::equals).isPresent()) {
                        greeted.countDown();
                        return CannedServer.error(400, NOT_THAT_ONE.formatted("\"2026-07-28\""));
                    }
                    await(greeted);
                    return CannedServer.result("{\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":{}}");
                });
                var weather = new ServerHandle(ServerSpec.url(server.uri())
                        .name("weather")
                        .startupTimeout(Duration.ofSeconds(10))
                        .build())) {
            assertThat(weather.connection().server().protocol()).hasToString("2026-07-28");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static final String NOT_THAT_ONE =
            "{\"code\":-32022,\"message\":\"Unsupported\",\"data\":{\"supported\":[%s],\"requested\":\"2026-07-28\"}}";

    @Test
    void a_server_that_names_another_revision_is_spoken_to_in_that() {
        try (var server = new CannedServer(
                        request -> switch (request.string("method").orElse("")) {
                            case "server/discover" -> CannedServer.error(400, NOT_THAT_ONE.formatted("\"2025-11-25\""));
                            case "initialize" ->
                                CannedServer.result("{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{}}");
                            default -> CannedServer.accepted();
                        });
                ServerHandle weather = at(server, "AUTO")) {
            assertThat(weather.connection().server().protocol()).hasToString("2025-11-25");
        }
    }

    @Test
    void a_server_with_unsupported_revisions_is_reported() {
        try (var server = new CannedServer(
                        request -> CannedServer.error(400, NOT_THAT_ONE.formatted("\"2031-01-01\",\"2030-01-01\"")));
                ServerHandle weather = at(server, "AUTO")) {
            assertThatThrownBy(weather::connection)
                    .hasMessageContaining(
                            "Server 'weather' speaks protocol revision 2031-01-01, 2030-01-01, but protocol"
                                    + " = AUTO is [2026-07-28, 2025-11-25, 2025-06-18, 2025-03-26, 2024-11-05].");
        }
    }

    @Test
    void an_error_of_the_stateless_era_is_no_reason_to_shake_hands() {
        try (var server = new CannedServer(
                        request -> CannedServer.error(400, "{\"code\":-32020,\"message\":\"Mcp-Method is missing\"}"));
                ServerHandle weather = at(server, "AUTO")) {
            assertThatThrownBy(weather::connection)
                    .hasMessageContaining(
                            "answered server/discover (HTTP 400) with error -32020: Mcp-Method is missing");
            assertThat(server.requests())
                    .extracting(each -> each.string("method").orElse(""))
                    .containsOnly("server/discover");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, text/plain, Bad Request",
        "400, application/json, '{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32000,\"message\":\"No session\"}}'",
        "404, text/html, <h1>Not found</h1>",
        "405, text/plain, ''",
        "500, application/json, '{\"stackTrace\":[]}'",
        "200, application/json, '{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32601,\"message\":\"unknown\"}}'",
        "202, text/plain, ''"
    })
    void any_other_answer_to_discovery_is_followed_by_a_handshake(int status, String type, String body) {
        try (var server = new CannedServer(
                        request -> switch (request.string("method").orElse("")) {
                            case "server/discover" -> new CannedServer.Answer(status, type, body);
                            case "initialize" ->
                                CannedServer.result("{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{}}");
                            default -> CannedServer.accepted();
                        });
                ServerHandle weather = at(server, "AUTO")) {
            assertThat(weather.connection().server().protocol()).hasToString("2025-06-18");
        }
    }
}
