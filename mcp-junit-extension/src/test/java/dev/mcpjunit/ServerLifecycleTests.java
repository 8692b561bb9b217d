/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long servers live, and who shares them. */
class ServerLifecycleTests {

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
            Weather.assertForecasts(weather);
        }

        @Nested
        class Inner {
            @RepeatedTest(2)
            void worksToo(McpConnection weather) {
                Weather.assertForecasts(weather);
            }

            @Nested
            class Innermost {
                @Test
                void worksThree(McpConnection weather, RunningServer server) {
                    Weather.assertForecasts(weather);
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
            Weather.assertForecasts(weather);
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
            Weather.assertForecasts(weather);
        }
    }

    @McpServer(name = "weather", inProcess = RunFactory.class, scope = Scope.RUN)
    static class RunTwoTestCase {
        @Test
        void works(McpConnection weather) {
            Weather.assertForecasts(weather);
        }
    }

    @McpServer(name = "weather", inProcess = RunFactory.class, scope = Scope.RUN, requestTimeout = "7 s")
    static class RunOtherTestCase {
        @Test
        void works(McpConnection weather) {
            Weather.assertForecasts(weather);
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
}
