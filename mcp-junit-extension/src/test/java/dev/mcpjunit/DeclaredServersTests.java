/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fixtures.FixtureCommand;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where servers are declared, and who gets what. */
class DeclaredServersTests {

    @Test
    void annotations_are_inherited_and_can_be_composed() {
        Run.of(InheritingTestCase.class, ComposedTestCase.class).allSucceeded(3);
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    abstract static class Base {
        @Test
        void inherited(McpConnection weather) {
            Weather.assertForecasts(weather);
        }
    }

    @McpServer(name = "other", inProcess = Weather.InProcess.class)
    static class InheritingTestCase extends Base {
        @Test
        void own(@ForServer("other") McpConnection one, @ForServer("weather") McpConnection two) {
            assertThat(one).isNotSameAs(two);
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    @interface WithWeather {}

    @WithWeather
    static class ComposedTestCase {
        @Test
        void works(McpConnection weather) {
            Weather.assertForecasts(weather);
        }
    }

    @Test
    void an_inner_server_hides_an_outer_one_of_the_same_name() {
        Run.of(HidingTestCase.class).allSucceeded(2);
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class HidingTestCase {

        static volatile McpConnection outer;

        @BeforeAll
        static void remember(McpConnection weather) {
            outer = weather;
        }

        @Test
        void outer(McpConnection weather) {
            assertThat(weather).isSameAs(outer);
        }

        @Nested
        @McpServer(name = "weather", inProcess = Weather.InProcess.class)
        class Inner {
            @Test
            void inner(McpConnection weather) {
                assertThat(weather).isNotSameAs(outer);
            }
        }
    }

    @Test
    void every_place_that_takes_parameters_gets_them() {
        Run.of(PlacesTestCase.class).allSucceeded(2);
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PlacesTestCase {

        private final Set<McpConnection> seen = ConcurrentHashMap.newKeySet();

        PlacesTestCase(McpConnection weather) {
            seen.add(weather);
        }

        @BeforeAll
        void beforeAll(McpConnection weather, Catalog catalog) {
            seen.add(weather);
            assertThat(catalog.tools()).isNotEmpty();
        }

        @BeforeEach
        void beforeEach(McpConnection weather, TestInfo foreign) {
            seen.add(weather);
            assertThat(foreign.getDisplayName()).isNotBlank();
        }

        @Test
        void one(McpConnection weather, McpEndpoint endpoint, McpEndpoint.Http http, RunningServer server) {
            seen.add(weather);
            assertThat(seen).hasSize(1);
            assertThat(endpoint).isEqualTo(http).isEqualTo(server.endpoint());
        }

        @Test
        void two(McpConnection weather) {
            seen.add(weather);
            assertThat(seen).hasSize(1);
        }
    }

    @Test
    void a_parameter_for_no_server_or_another_server_is_reported() {
        assertThat(Run.method(WrongParametersTestCase.class, "ambiguous", McpConnection.class)
                        .failure())
                .hasMessageContaining(
                        "could be for any of the servers 'one', 'two'. Say which: @ForServer(\"one\"), or name"
                                + " the parameter after it.");
        assertThat(Run.method(WrongParametersTestCase.class, "unknown", McpConnection.class)
                        .failure())
                .hasMessageContaining("is @ForServer(\"three\"), but the servers are 'one', 'two'.");
        assertThat(Run.method(WrongParametersTestCase.class, "shape", McpEndpoint.Stdio.class)
                        .failure())
                .hasMessageContaining(
                        "asks for the Stdio endpoint of server 'one', but that is reached by http://127.0.0.1:")
                .hasMessageContaining("Ask for McpEndpoint, or choose another transport.");
    }

    @McpServer(name = "one", inProcess = Weather.InProcess.class)
    @McpServer(name = "two", inProcess = Weather.InProcess.class)
    static class WrongParametersTestCase {
        @Test
        void ambiguous(McpConnection weather) {}

        @Test
        void unknown(@ForServer("three") McpConnection weather) {}

        @Test
        void shape(@ForServer("one") McpEndpoint.Stdio weather) {}
    }

    @Test
    void a_method_may_say_where_the_server_is() {
        Run.of(SourceMethodTestCase.class).allSucceeded(3);
    }

    @McpServer(source = "spec")
    @McpServer(name = "address", source = "uri")
    @McpServer(source = "endpoint", scope = Scope.METHOD)
    static class SourceMethodTestCase {

        static WeatherServer running;

        @SuppressWarnings("UnusedMethod") // found by its name
        private static ServerSpec spec() {
            return Weather.stdio();
        }

        static URI uri() {
            running = WeatherServer.http(WeatherOptions.standard());
            return running.uri();
        }

        static McpEndpoint endpoint() {
            return new McpEndpoint.Stdio(FixtureCommand.command(WeatherServer.class, "stdio", "--edition", "2"));
        }

        @org.junit.jupiter.api.AfterAll
        static void stop() {
            running.close();
        }

        @Test
        void spec(McpConnection spec) {
            Weather.assertForecasts(spec);
        }

        @Test
        void uri(@ForServer("address") McpConnection weather) {
            Weather.assertForecasts(weather);
        }

        @Test
        void endpoint(@ForServer("endpoint") McpConnection weather) {
            assertThat(weather.callTool("get-forecast", Map.of("city", "Oslo")).text())
                    .contains("unit");
        }
    }

    @Test
    void a_field_can_declare_servers_too() {
        Run.of(StaticFieldTestCase.class, InstanceFieldTestCase.class).allSucceeded(4);
    }

    static class StaticFieldTestCase {

        static final Set<McpConnection> SEEN = ConcurrentHashMap.newKeySet();

        @RegisterExtension
        static final McpExtension MCP = McpExtension.builder()
                .server(ServerSpec.inProcess(Weather.InProcess.class)
                        .name("weather")
                        .build())
                .build();

        @RepeatedTest(2)
        void shared(McpConnection weather) {
            SEEN.add(weather);
            assertThat(SEEN).hasSize(1);
        }
    }

    static class InstanceFieldTestCase {

        static final Set<McpConnection> SEEN = ConcurrentHashMap.newKeySet();

        @RegisterExtension
        final McpExtension mcp = McpExtension.builder()
                .server(ServerSpec.inProcess(Weather.InProcess.class)
                        .name("weather")
                        .build())
                .build();

        @RepeatedTest(2)
        void own(McpConnection weather) {
            assertThat(SEEN.add(weather)).isTrue();
        }
    }

    @Test
    void settings_are_placeholders_too() {
        Run.of(PlaceholderTestCase.class).allSucceeded(1);
    }

    @McpServer(
            name = "${no.such:weather}",
            source = "weather",
            clientCapabilities = {})
    static class PlaceholderTestCase {

        static McpEndpoint weather() {
            return new McpEndpoint.Stdio(FixtureCommand.command(WeatherServer.class));
        }

        @Test
        void named(@ForServer("weather") McpConnection connection) {
            Weather.assertForecasts(connection);
        }
    }
}
