/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fixtures.FixtureCommand;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long servers live, who shares them, and who gets what. */
class ServerLifecycleTests {

    private static void assertWeather(McpConnection connection) {
        assertThat(connection.callTool("get-forecast", Map.of("city", "Oslo")).isError())
                .isFalse();
    }

    /** Starts weather servers and keeps count, one count for each class that uses its own subclass. */
    abstract static class Counted implements McpServerFactory {

        private final AtomicInteger started;
        private final AtomicInteger running;

        Counted(AtomicInteger started, AtomicInteger running) {
            this.started = started;
            this.running = running;
        }

        @Override
        public Started start() {
            started.incrementAndGet();
            running.incrementAndGet();
            WeatherServer server = WeatherServer.http(WeatherOptions.standard());
            return new Started(server.uri(), () -> {
                server.close();
                running.decrementAndGet();
            });
        }
    }

    @Test
    void a_class_shares_one_server_with_the_classes_nested_in_it() {
        Run.of(SharedTestCase.class).allSucceeded(5);

        assertThat(SharedTestCase.STARTED).hasValue(1);
        assertThat(SharedTestCase.RUNNING).hasValue(0);
    }

    @McpServer(name = "weather", inProcess = SharedTestCase.Factory.class)
    static class SharedTestCase {

        static final AtomicInteger STARTED = new AtomicInteger();
        static final AtomicInteger RUNNING = new AtomicInteger();

        static class Factory extends Counted {
            Factory() {
                super(STARTED, RUNNING);
            }
        }

        @RepeatedTest(2)
        void works(McpConnection weather) {
            assertWeather(weather);
        }

        @Nested
        class Inner {
            @RepeatedTest(2)
            void worksToo(McpConnection weather) {
                assertWeather(weather);
            }

            @Nested
            class Innermost {
                @Test
                void worksThree(McpConnection weather, RunningServer server) {
                    assertWeather(weather);
                    assertThat(server.isAlive()).isTrue();
                }
            }
        }
    }

    @Test
    void a_test_can_have_a_server_of_its_own() {
        Run.of(FreshTestCase.class).allSucceeded(4);

        assertThat(FreshTestCase.STARTED).hasValue(4);
        assertThat(FreshTestCase.RUNNING).hasValue(0);
    }

    @McpServer(name = "weather", inProcess = FreshTestCase.Factory.class, scope = Scope.METHOD)
    static class FreshTestCase {

        static final AtomicInteger STARTED = new AtomicInteger();
        static final AtomicInteger RUNNING = new AtomicInteger();

        static class Factory extends Counted {
            Factory() {
                super(STARTED, RUNNING);
            }
        }

        private final McpConnection fromConstructor;

        FreshTestCase(McpConnection weather) {
            this.fromConstructor = weather;
        }

        @BeforeEach
        void sameServer(McpConnection weather) {
            assertThat(weather).isSameAs(fromConstructor);
        }

        @RepeatedTest(2)
        void countsFromZero(McpConnection weather) {
            assertWeather(weather);
            assertThat(weather.callTool("count-calls").text()).contains("{\"get-forecast\":1}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"Oslo", "Tokyo"})
        void parameters(String city, McpConnection weather) {
            assertThat(weather.callTool("get-forecast", Map.of("city", city)).text())
                    .contains(city);
            assertThat(weather.callTool("count-calls").text()).contains("{\"get-forecast\":1}");
        }
    }

    @Test
    void a_run_shares_one_server_between_classes_with_an_equal_spec() {
        Run.of(RunOneTestCase.class, RunTwoTestCase.class, RunOtherTestCase.class)
                .allSucceeded(4);

        assertThat(RunFactory.STARTED).hasValue(2);
        assertThat(RunFactory.RUNNING).hasValue(0);
    }

    static class RunFactory extends Counted {

        static final AtomicInteger STARTED = new AtomicInteger();
        static final AtomicInteger RUNNING = new AtomicInteger();

        RunFactory() {
            super(STARTED, RUNNING);
        }
    }

    @McpServer(name = "weather", inProcess = RunFactory.class, scope = Scope.RUN)
    static class RunOneTestCase {
        @RepeatedTest(2)
        void works(McpConnection weather) {
            assertWeather(weather);
        }
    }

    @McpServer(name = "weather", inProcess = RunFactory.class, scope = Scope.RUN)
    static class RunTwoTestCase {
        @Test
        void works(McpConnection weather) {
            assertWeather(weather);
        }
    }

    @McpServer(name = "weather", inProcess = RunFactory.class, scope = Scope.RUN, requestTimeout = "7 s")
    static class RunOtherTestCase {
        @Test
        void works(McpConnection weather) {
            assertWeather(weather);
        }
    }

    @Test
    void the_servers_of_a_class_start_side_by_side() {
        Run.of(ConcurrentTestCase.class).allSucceeded(1);
    }

    @McpServer(name = "one", inProcess = ConcurrentTestCase.WaitsForTheOther.class)
    @McpServer(name = "two", inProcess = ConcurrentTestCase.WaitsForTheOther.class)
    static class ConcurrentTestCase {

        static final CyclicBarrier BOTH = new CyclicBarrier(2);

        static class WaitsForTheOther implements McpServerFactory {
            @Override
            public Started start() throws InterruptedException, BrokenBarrierException, TimeoutException {
                BOTH.await(20, TimeUnit.SECONDS);
                return new Weather.InProcess().start();
            }
        }

        @Test
        void bothAreThere(McpConnection one, @ForServer("two") McpConnection other) {
            assertThat(one.serverName()).isEqualTo("one");
            assertThat(other.serverName()).isEqualTo("two");
        }
    }

    @Test
    void a_failed_start_is_told_to_every_test_of_the_class_and_tried_once() {
        Run run = Run.of(FailingTestCase.class);

        assertThat(run.failure())
                .hasMessage(
                        "Server 'weather' could not be started in this JVM: java.lang.IllegalStateException: no power");
        assertThat(run.started()).isZero();
        assertThat(FailingTestCase.ATTEMPTS).hasValue(1);
    }

    @McpServer(name = "weather", inProcess = FailingTestCase.Factory.class)
    static class FailingTestCase {

        static final AtomicInteger ATTEMPTS = new AtomicInteger();

        static class Factory implements McpServerFactory {
            @Override
            public Started start() {
                ATTEMPTS.incrementAndGet();
                throw new IllegalStateException("no power");
            }
        }

        @RepeatedTest(3)
        void never(McpConnection weather) {}
    }

    @Test
    void all_that_could_not_be_started_is_told_and_what_could_is_stopped() {
        Run run = Run.of(HalfFailingTestCase.class);

        assertThat(run.failure())
                .hasMessageContaining("Several servers failed")
                .hasMessageContaining("one")
                .hasMessageContaining("two");
        assertThat(HalfFailingTestCase.STARTED).hasValue(1);
        assertThat(HalfFailingTestCase.RUNNING).hasValue(0);
    }

    @McpServer(name = "one", inProcess = HalfFailingTestCase.Failing.class)
    @McpServer(name = "two", inProcess = HalfFailingTestCase.Failing.class)
    @McpServer(name = "three", inProcess = HalfFailingTestCase.Factory.class)
    static class HalfFailingTestCase {

        static final AtomicInteger STARTED = new AtomicInteger();
        static final AtomicInteger RUNNING = new AtomicInteger();

        static class Factory extends Counted {
            Factory() {
                super(STARTED, RUNNING);
            }
        }

        static class Failing implements McpServerFactory {
            @Override
            public Started start() {
                throw new IllegalStateException("no power");
            }
        }

        @Test
        void never() {}
    }

    @Test
    void a_start_that_hangs_is_given_up_at_its_time_out() {
        assertThat(Run.of(HangingStartTestCase.class).failure())
                .hasMessage(
                        "Server 'weather' was not started in this JVM within 300 ms: its factory has not returned. Raise"
                                + " startupTimeout if it needs longer.");
    }

    @McpServer(name = "weather", inProcess = HangingStartTestCase.Factory.class, startupTimeout = "300 ms")
    static class HangingStartTestCase {

        static class Factory implements McpServerFactory {
            @Override
            public Started start() throws InterruptedException {
                new java.util.concurrent.CountDownLatch(1).await();
                throw new AssertionError();
            }
        }

        @Test
        void never() {}
    }

    @Test
    void annotations_are_inherited_and_can_be_composed() {
        Run.of(InheritingTestCase.class, ComposedTestCase.class).allSucceeded(3);
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    abstract static class Base {
        @Test
        void inherited(McpConnection weather) {
            assertWeather(weather);
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
            assertWeather(weather);
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
    void a_parameter_for_nobody_or_for_somebody_else_is_told() {
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
            assertWeather(spec);
        }

        @Test
        void uri(@ForServer("address") McpConnection weather) {
            assertWeather(weather);
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
            assertWeather(connection);
        }
    }
}
