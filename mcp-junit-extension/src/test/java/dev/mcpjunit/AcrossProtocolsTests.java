/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;

import dev.mcpjunit.AcrossProtocols.Unsupported;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.testkit.EmptyTest;
import dev.mcpjunit.testkit.Fixture;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AcrossProtocolsTests {

    static ServerSpec bothTransports() {
        return Fixture.stdio(WeatherServer.class, "${mcp.transport}", "--era", "dual")
                .env("PORT", "${mcp.port}")
                .build();
    }

    record Seen(String revision, String endpoint) {}

    static final Set<Seen> SEEN = ConcurrentHashMap.newKeySet();
    static final Set<RunningServer> SERVERS = ConcurrentHashMap.newKeySet();

    @AcrossProtocols(
            value = {"2025-06-18", "2025-11-25", "2026-07-28"},
            transports = {Transport.STDIO, Transport.STREAMABLE_HTTP})
    @McpServer(name = "weather", source = "weather")
    static class SixRuns {

        static ServerSpec weather() {
            return bothTransports();
        }

        @Test
        void forecasts(McpConnection weather, McpEndpoint endpoint, RunningServer server) {
            assertThat(weather.callTool("get-forecast", Map.of("city", "Oslo")).isError())
                    .isFalse();
            SEEN.add(new Seen(
                    weather.server().protocol().date(), endpoint.getClass().getSimpleName()));
            SERVERS.add(server);
        }

        @Test
        void has_the_server_of_its_run(RunningServer server) {
            SERVERS.add(server);
        }

        @Nested
        class Inside {
            @Test
            void has_it_too(McpConnection weather, RunningServer server) {
                SEEN.add(new Seen(
                        weather.server().protocol().date(),
                        server.endpoint().getClass().getSimpleName()));
                SERVERS.add(server);
            }
        }
    }

    @Test
    void a_class_runs_once_for_each_combination_with_servers_of_its_own() {
        Run run = Run.of(SixRuns.class);

        run.allSucceeded(18);
        assertThat(SEEN)
                .containsExactlyInAnyOrder(
                        new Seen("2025-06-18", "Stdio"),
                        new Seen("2025-06-18", "Http"),
                        new Seen("2025-11-25", "Stdio"),
                        new Seen("2025-11-25", "Http"),
                        new Seen("2026-07-28", "Stdio"),
                        new Seen("2026-07-28", "Http"));
        assertThat(SERVERS).hasSize(6);
        assertThat(run.containers())
                .contains(
                        "2025-06-18 over stdio",
                        "2025-06-18 over http",
                        "2025-11-25 over stdio",
                        "2025-11-25 over http",
                        "2026-07-28 over stdio",
                        "2026-07-28 over http");
    }

    @AcrossProtocols({"2025-06-18", "2025-11-25"})
    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class OneRunFails {
        @Test
        void is_the_newer(McpConnection weather) {
            assertThat(weather.server().protocol().date()).isEqualTo("2025-11-25");
        }
    }

    @Test
    void a_failure_names_its_run_for_reports_that_only_number_them() {
        Run run = Run.of(OneRunFails.class);

        assertThat(run.succeeded()).isOne();
        assertThat(run.failure()).hasStackTraceContaining(": this was the run for 2025-06-18");
    }

    @AcrossProtocols({"2025-11-25", "2026-07-28"})
    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class OldServer {
        @Test
        void test(McpConnection weather) {}
    }

    @Test
    void a_combination_that_is_not_served_fails() {
        Run run = Run.of(OldServer.class);

        assertThat(run.succeeded()).isOne();
        assertThat(run.failure())
                .hasMessageContaining("Server 'weather' does not speak 2026-07-28")
                .hasMessageEndingWith("\n  This is the run for 2026-07-28. If it is not meant to be served, say so:"
                        + " @AcrossProtocols(unsupported = @Unsupported(protocol = \"2026-07-28\", reason = \"…\")).");
    }

    @AcrossProtocols(
            value = {"2025-11-25", "2026-07-28"},
            unsupported = @Unsupported(protocol = "2026-07-28", reason = "comes with version 2 of the server"))
    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class OldServerThatSaysSo {
        @Test
        void test(McpConnection weather) {}
    }

    @Test
    void a_combination_that_is_declared_not_to_be_served_is_skipped_with_the_reason() {
        Run run = Run.of(OldServerThatSaysSo.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.succeeded()).isOne();
        assertThat(run.skipReasons()).containsExactly("comes with version 2 of the server");
    }

    @AcrossProtocols(value = "2025-11-25", transports = Transport.STDIO)
    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class WrongTransport {
        @Test
        void test(McpConnection weather) {}
    }

    @Test
    void a_transport_that_the_source_does_not_have_fails() {
        assertThat(Run.of(WrongTransport.class).failure())
                .hasMessageStartingWith("Server 'weather' cannot be reached over stdio: it is the in-process "
                        + Weather.InProcess.class.getName() + ".\n"
                        + "  This is the run for 2025-11-25 over stdio.");
    }

    @AcrossProtocols("2025-11-25")
    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class AsksTooEarly {
        @BeforeAll
        static void early(McpConnection weather) {}

        @Test
        void test() {}
    }

    @Test
    void what_belongs_to_a_run_cannot_be_had_before_it() {
        assertThat(Run.of(AsksTooEarly.class).failures())
                .singleElement(as(THROWABLE))
                .hasMessageContaining("Parameter 'weather' (McpConnection) of " + AsksTooEarly.class.getName()
                        + ".early asks for what each run of @AcrossProtocols has for itself. Ask for it in the test or in"
                        + " @BeforeEach.");
    }

    @AcrossProtocols("1999-01-01")
    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class Unknown implements EmptyTest {}

    @AcrossProtocols("2025-11-25")
    @McpServer(name = "weather", inProcess = Weather.InProcess.class, protocol = "LEGACY")
    static class SaysBoth implements EmptyTest {}

    @AcrossProtocols(value = "2025-11-25", unsupported = @Unsupported(protocol = "2024-11-05", reason = "old"))
    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class Needless implements EmptyTest {}

    @Test
    void declarations_that_are_wrong() {
        assertThat(Run.of(Unknown.class).failure())
                .hasMessageContaining("@AcrossProtocols on " + Unknown.class.getName()
                        + ": protocol = \"1999-01-01\" is no protocol that this release speaks.");
        assertThat(Run.of(SaysBoth.class).failure())
                .hasMessageContaining("protocol = \"LEGACY\" contradicts @AcrossProtocols. Leave it out");
        assertThat(Run.of(Needless.class).failure())
                .hasMessageContaining("unsupported = 2024-11-05 is none of its combinations. Leave it out.");
    }
}
