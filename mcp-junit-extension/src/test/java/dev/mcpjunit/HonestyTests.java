/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mcpjunit.connection.ElicitationAnswer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.testkit.Awaiting;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Ways in which a test could be green, or red, for the wrong reason. */
class HonestyTests {

    @Test
    void a_other_at_the_port_is_not_tested_instead() {
        try (WeatherServer other = WeatherServer.http(WeatherOptions.standard());
                var handle = new ServerHandle(ServerSpec.command("sh", "-c", "exit 1")
                        .name("weather")
                        .transport(Transport.STREAMABLE_HTTP)
                        .port(other.uri().getPort())
                        .build())) {
            assertThat(catchThrowable(handle::connection))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessage("Server 'weather' is to listen at port "
                            + other.uri().getPort()
                            + ", but something else listens there already. Stop that, or leave out 'port' and tell the"
                            + " server ${mcp.port}.");
        }
    }

    @Test
    void a_pin_of_a_method_sees_what_changed_since_the_class_began() {
        String file = "target/honesty/" + UUID.randomUUID() + ".snapshot.json";
        Run run = Run.with(Map.of("file", file), ChangingTestCase.class);

        assertThat(run.failedTests().stream().map(Throwable::getMessage))
                .satisfiesExactlyInAnyOrder(
                        message -> assertThat(message).startsWith("Server 'weather' announced a change of its lists"),
                        message -> assertThat(message).startsWith("Schema drift: server 'weather' "));
        assertThat(run.succeeded()).isEqualTo(1);
    }

    @McpServer(name = "weather", inProcess = ChangingTestCase.Changing.class)
    @PinnedSchema("${file}")
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    @Execution(ExecutionMode.SAME_THREAD)
    static class ChangingTestCase {

        private static volatile WeatherServer server;

        static class Changing implements McpServerFactory {
            @Override
            public Started start() {
                server = WeatherServer.http(WeatherOptions.standard());
                return new Started(server.uri(), server);
            }
        }

        @Test
        @Order(1)
        @PinnedSchema("${file}")
        void asPinned() {}

        @Test
        @Order(2)
        void changes(McpConnection weather) {
            server.changeEdition(2);
            Awaiting.until(Duration.ofSeconds(20), () -> assertThat(weather.notifications())
                    .isNotEmpty());
        }

        @Test
        @Order(3)
        @PinnedSchema("${file}")
        void isNot() {}
    }

    @Test
    void what_a_listener_or_a_script_asserts_fails_the_call_that_led_to_it() {
        try (var weather = new ServerHandle(ServerSpec.inProcess(Weather.InProcess.class)
                .name("weather")
                .clientCapabilities(List.of("elicitation"))
                .requestTimeout(Duration.ofSeconds(60))
                .build())) {
            McpConnection connection = weather.connection();
            connection.onElicitation(question -> {
                throw new AssertionError("not what I expected");
            });

            assertThat(catchThrowable(() -> connection.callTool("book-trip", Map.of("city", "Oslo"))))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("not what I expected");
            assertThat(catchThrowable(
                            () -> connection.callTool("plan-trip", Map.of("city", "Oslo", "days", 1), progress -> {
                                throw new AssertionError("too early");
                            })))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("too early");
            connection.onElicitation(question -> ElicitationAnswer.decline());
            assertThat(connection.callTool("book-trip", Map.of("city", "Oslo")).text())
                    .contains("declined");
        }
    }

    @Test
    void ci_creates_no_snapshot_even_when_told_to() {
        String file = "target/honesty/" + UUID.randomUUID() + ".snapshot.json";

        assertThat(Run.with(
                                Map.of("file", file, "mcp.ci", "true", "mcp.snapshot", "create-missing"),
                                PinnedTestCase.class)
                        .failure())
                .hasMessageStartingWith("No snapshot: server 'weather' is pinned, but ");
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    @PinnedSchema("${file}")
    static class PinnedTestCase {
        @Test
        void never() {}
    }

    @Test
    void a_pin_without_a_server_name_holds_for_servers_of_nested_classes() {
        assertThat(Run.with(Map.of("mcp.ci", "true", "mcp.snapshot", "verify"), OuterTestCase.class)
                        .failures())
                .anySatisfy(
                        failure -> assertThat(failure).hasMessageStartingWith("No snapshot: server 'never-pinned' "));
    }

    @PinnedSchema
    @McpServer(name = "nor-this", inProcess = Weather.InProcess.class, scope = Scope.METHOD)
    static class OuterTestCase {
        @Nested
        @McpServer(name = "never-pinned", inProcess = Weather.InProcess.class)
        class Inner {
            @Test
            void never() {}
        }
    }

    @Test
    void two_pins_for_one_server_are_one_too_many() {
        assertThat(Run.of(TwoPinsTestCase.class).failure())
                .hasMessage("Two @PinnedSchema on " + TwoPinsTestCase.class.getName()
                        + " are for the same server, and only one could count. Say for which each is:"
                        + " @PinnedSchema(servers = …).");
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    @PinnedSchema("target/honesty/one.json")
    @PinnedSchema("target/honesty/two.json")
    static class TwoPinsTestCase {
        @Test
        void never() {}
    }
}
