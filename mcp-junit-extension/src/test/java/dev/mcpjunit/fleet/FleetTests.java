/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fleet;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static dev.mcpjunit.assertj.McpAssertions.assertThatThrownBy;

import dev.mcpjunit.ForServer;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.fixtures.FixtureCommand;
import dev.mcpjunit.fixtures.broken.MissingTools;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Awaiting;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import dev.mcpjunit.traffic.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** Several servers together: one that cannot be started or has ended stops no other. */
class FleetTests {

    private static ServerSpec weather(String name) {
        List<String> words = FixtureCommand.command(WeatherServer.class);
        return ServerSpec.command(words.toArray(String[]::new)).name(name).build();
    }

    private static ServerSpec dead(String name) {
        return ServerSpec.command("sh", "-c", "echo no key >&2; exit 3")
                .name(name)
                .build();
    }

    /** The JVM learns a moment later that a process is gone. */
    private static void assertHasEnded(RunningServer server) {
        Awaiting.until(Duration.ofSeconds(5), () -> assertThat(server).hasEnded());
    }

    @Test
    void a_fleet_without_junit_starts_asks_and_stops_its_servers() {
        RunningServer north;
        RunningServer south;
        try (Fleet fleet = Fleet.start(List.of(weather("north"), weather("south")))) {
            assertThat(fleet).isHealthy().hasTool("get-forecast");
            assertThat(fleet.names()).containsExactly("north", "south");
            assertThat(fleet.having("get-forecast")).containsExactly("north", "south");
            assertThat(fleet.having("no-such-tool")).isEmpty();
            assertThat(fleet.catalogs()).containsOnlyKeys("north", "south");
            assertThat(fleet.tools()).extracting(FleetTool::toString).contains("north/get-forecast");
            assertThat(fleet.endpoints().names()).containsExactly("north", "south");
            Weather.assertForecasts(fleet.connection("south"));
            north = fleet.server("north");
            south = fleet.server("south");
            assertThat(north).isAlive();
            assertThat(south).isAlive();
        }
        assertHasEnded(north);
        assertHasEnded(south);
    }

    @Test
    void a_server_that_cannot_be_started_is_unavailable_with_its_reason() {
        try (Fleet fleet = Fleet.start(List.of(weather("north"), dead("search")))) {
            assertThat(fleet.healthy()).containsExactly("north");
            assertThat(fleet.unavailable()).containsOnlyKeys("search");
            assertThat(fleet.unavailable().get("search"))
                    .contains("Exit code 3")
                    .contains("no key");
            assertThat(fleet).isHealthyExcept("search");
            assertThat(fleet.endpoints().names()).containsExactly("north");
            assertThatThrownBy(() -> fleet.connection("search")).isInstanceOf(ServerStartException.class);
        }
    }

    @Test
    void a_server_that_is_killed_is_the_only_one_that_is_unavailable() {
        try (Fleet fleet = Fleet.start(List.of(weather("north"), weather("south"), weather("west")))) {
            assertThat(fleet).isHealthy();

            fleet.server("south").kill();

            assertThat(fleet).isHealthyExcept("south");
            assertThat(fleet.having("get-forecast")).containsExactly("north", "west");
            Weather.assertForecasts(fleet.connection("north"));
        }
    }

    @Test
    void a_failed_assertion_names_each_server_with_its_reason() {
        try (Fleet fleet = Fleet.start(List.of(weather("north"), dead("search")))) {
            assertThatThrownBy(() -> assertThat(fleet).isHealthy())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("Expected every server of the fleet to answer, but 'search' does not: ")
                    .hasMessageContaining("no key");
            assertThatThrownBy(() -> assertThat(fleet).isHealthyExcept("north"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("Expected every server of the fleet to answer except north, but the servers"
                            + " are:\n  north: healthy\n  search: unavailable: ");
            assertThatThrownBy(() -> assertThat(fleet).isHealthyExcept("nroth"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The fleet has no server 'nroth'. Its servers are north, search.");
            assertThatThrownBy(() -> assertThat(fleet).hasTool("fly"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("Expected a server of the fleet to have the tool 'fly', but none has. The"
                            + " servers are:\n  north: healthy\n");
        }
    }

    @Test
    void collisions_of_an_unavailable_server_are_unknown_and_do_not_pass() {
        try (Fleet fleet = Fleet.start(List.of(weather("north"), dead("search")))) {
            assertThat(fleet.collisions()).isEmpty();
            assertThatThrownBy(() -> assertThat(fleet).hasNoCollisions())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("Inconclusive: collisions: the tools of 'search' are unknown: ");
        }
    }

    @Test
    void a_server_that_answers_but_cannot_list_its_tools_stops_no_other() {
        ServerSpec broken = ServerSpec.command(
                        FixtureCommand.command(MissingTools.class).toArray(String[]::new))
                .name("broken")
                .build();
        try (Fleet fleet = Fleet.start(List.of(weather("north"), broken))) {
            assertThat(fleet).isHealthy().hasTool("get-forecast");
            assertThat(fleet.having("get-forecast")).containsExactly("north");
            assertThat(fleet.tools()).extracting(FleetTool::server).containsOnly("north");
            assertThat(fleet.catalogs()).containsOnlyKeys("north");
            assertThat(fleet.collisions()).isEmpty();

            FleetCatalogs captured = fleet.capture();

            assertThat(captured.catalogs()).containsOnlyKeys("north");
            assertThat(captured.unavailable()).containsOnlyKeys("broken");
            assertThat(captured.unavailable().get("broken")).contains("tools/list");
            assertThat(captured.toString()).startsWith("  north: healthy\n  broken: unavailable: ");
            assertThatThrownBy(() -> assertThat(fleet).hasNoCollisions())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("Inconclusive: collisions: the tools of 'broken' are unknown: ");
        }
    }

    @Test
    void collisions_are_listed() {
        try (Fleet fleet = Fleet.start(List.of(weather("north"), weather("south")))) {
            assertThatThrownBy(() -> assertThat(fleet).hasNoCollisions())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("Expected no tools that a model can mistake for each other, but found ")
                    .hasMessageContaining("  north/get-forecast, south/get-forecast: have the same name\n")
                    .hasMessageEndingWith("Rename one of the tools, or let the agent use only one of the servers.");
        }
    }

    @Test
    void names_of_servers_must_differ() {
        assertThatThrownBy(() -> Fleet.start(List.of(dead("a"), dead("a"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Two servers of the fleet have the name 'a'. Give one of them another name: named(…).");
    }

    @Test
    void a_class_with_a_fleet_fails_only_what_uses_a_dead_server() {
        Run run = Run.of(OneDeadTestCase.class);

        assertThat(run.succeeded()).isEqualTo(2);
        assertThat(run.failures()).hasSize(1);
        assertThat(run.failure())
                .isInstanceOf(ParameterResolutionException.class)
                .hasCauseInstanceOf(ServerStartException.class)
                .hasMessageContaining("Server 'search' did not become ready.");
    }

    @McpServer(name = "north", inProcess = Weather.InProcess.class)
    @McpServer(
            name = "search",
            command = {"sh", "-c", "exit 3"})
    static class OneDeadTestCase {

        @Test
        void asksTheFleet(Fleet fleet) {
            assertThat(fleet).isHealthyExcept("search");
        }

        @Test
        void usesTheOther(McpConnection north) {
            Weather.assertForecasts(north);
        }

        @Test
        void usesTheDeadOne(McpConnection search) {
            Weather.assertForecasts(search);
        }
    }

    @Test
    void a_nested_class_can_ask_for_the_fleet() {
        Run.of(OuterTestCase.class).allSucceeded(1);
    }

    @McpServer(name = "north", inProcess = Weather.InProcess.class)
    @McpServer(
            name = "search",
            command = {"sh", "-c", "exit 3"})
    static class OuterTestCase {

        @Nested
        class Inner {
            @Test
            void asks(Fleet fleet) {
                assertThat(fleet).isHealthyExcept("search");
            }
        }
    }

    @Test
    void without_a_fleet_a_dead_server_fails_the_class() {
        Run run = Run.of(StrictTestCase.class);

        assertThat(run.succeeded()).isZero();
        assertThat(run.failure()).isInstanceOf(ServerStartException.class);
    }

    @McpServer(name = "north", inProcess = Weather.InProcess.class)
    @McpServer(
            name = "search",
            command = {"sh", "-c", "exit 3"})
    static class StrictTestCase {
        @Test
        void works(McpConnection north) {
            Weather.assertForecasts(north);
        }
    }

    @Test
    void a_test_can_kill_one_server_and_record_the_traffic_of_the_others() {
        Run.of(KillingTestCase.class).allSucceeded(1);
    }

    @McpServer(name = "north", inProcess = Weather.InProcess.class)
    @McpServer(name = "south", inProcess = Weather.InProcess.class)
    static class KillingTestCase {
        @Test
        void goesOn(Fleet fleet, @ForServer("south") RunningServer south, Traffic traffic) {
            assertThat(fleet).isHealthy();
            south.kill();
            assertThat(fleet).isHealthyExcept("south");
            fleet.connection("north").callTool("get-forecast", Map.of("city", "Oslo"));
            assertThat(traffic).toolCalls("get-forecast").wereSent(1);
        }
    }

    @Test
    void a_server_that_hangs_is_given_up_after_its_request_timeout() {
        ServerSpec frozen = ServerSpec.command(
                        FixtureCommand.command(WeatherServer.class).toArray(String[]::new))
                .name("frozen")
                .requestTimeout(Duration.ofSeconds(1))
                .build();
        try (Fleet fleet = Fleet.start(List.of(weather("north"), frozen))) {
            assertThat(fleet).isHealthy();
            fleet.server("frozen").pause();
            try {
                assertThat(fleet).isHealthyExcept("frozen");
                assertThat(fleet.unavailable().get("frozen")).contains("1 s");
            } finally {
                fleet.server("frozen").resume();
            }
        }
    }

    @Test
    void a_fleet_without_servers_would_pass_everything() {
        assertThatThrownBy(() -> Fleet.start(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A fleet needs at least one server");
    }

    @Test
    void an_interrupted_thread_closes_a_fleet_completely() {
        Fleet fleet = Fleet.start(List.of(weather("north")));
        RunningServer north = fleet.server("north");
        assertThat(fleet).isHealthy();

        Thread.currentThread().interrupt();
        fleet.close();

        assertThat(Thread.interrupted()).isTrue();
        assertHasEnded(north);
    }

    @Test
    void a_helper_method_with_a_fleet_does_not_make_a_dead_server_optional() {
        Run run = Run.of(HelperTestCase.class);

        assertThat(run.succeeded()).isZero();
        assertThat(run.failure()).isInstanceOf(ServerStartException.class);
    }

    @McpServer(
            name = "search",
            command = {"sh", "-c", "exit 3"})
    static class HelperTestCase {
        @Test
        void test() {}

        @SuppressWarnings("unused")
        private static void helper(Fleet fleet) {
            assertThat(fleet).isHealthy();
        }
    }
}
