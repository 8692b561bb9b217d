/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static dev.mcpjunit.fault.Selector.anyToolCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fault.Gate;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import dev.mcpjunit.traffic.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/** Faults and traffic belong to one test, in whatever way JUnit runs it and however it ends. */
class FaultLifecycleTests {

    private static final Map<String, Object> OSLO = Map.of("city", "Oslo");

    private static boolean fails(McpConnection weather) {
        return weather.callTool("get-forecast", OSLO).isError();
    }

    @Test
    void tests_of_one_instance_that_run_at_the_same_time_do_not_see_each_others_faults() {
        Run.of(AtTheSameTimeTestCase.class).allSucceeded(4);
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class AtTheSameTimeTestCase {

        private final CyclicBarrier together = new CyclicBarrier(2);

        private void meet() throws Exception {
            try {
                together.await(2, TimeUnit.SECONDS);
            } catch (TimeoutException | java.util.concurrent.BrokenBarrierException alone) {
                // With one thread there is no other test to meet.
            }
        }

        @Test
        void disturbed(McpConnection weather, FaultInjector faults, Traffic traffic) throws Exception {
            faults.on(anyToolCall()).toolError("out of order");
            meet();
            for (int i = 0; i < 20; i++) {
                assertThat(fails(weather)).isTrue();
            }
            assertThat(traffic.toolCalls().count()).isEqualTo(20);
        }

        @Test
        void undisturbed(McpConnection weather, Traffic traffic) throws Exception {
            meet();
            for (int i = 0; i < 20; i++) {
                assertThat(fails(weather)).isFalse();
            }
            assertThat(traffic.toolCalls().count()).isEqualTo(20);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void each_invocation_counts_from_one(int invocation, McpConnection weather, FaultInjector faults) {
            faults.on(anyToolCall().nth(2)).toolError("out of order");
            assertThat(List.of(fails(weather), fails(weather), fails(weather))).containsExactly(false, true, false);
        }
    }

    @Test
    void what_an_outer_class_declares_happens_in_inner_ones() {
        Run.of(OuterTestCase.class).allSucceeded(1);
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    @InjectFault(fault = FaultKind.TOOL_ERROR, calls = "1")
    static class OuterTestCase {
        @Nested
        class Inner {
            @Nested
            @InjectFault(fault = FaultKind.TOOL_ERROR, calls = "2")
            class Innermost {
                @Test
                void both(McpConnection weather) {
                    assertThat(List.of(fails(weather), fails(weather), fails(weather)))
                            .containsExactly(true, true, false);
                }
            }
        }
    }

    @Test
    void dynamic_tests_share_the_wire_of_their_factory() {
        Run.of(DynamicTestCase.class).allSucceeded(2);
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class DynamicTestCase {
        @TestFactory
        Stream<DynamicTest> calls(McpConnection weather, FaultInjector faults, Traffic traffic) {
            faults.on(anyToolCall()).toolError("out of order");
            return Stream.of("one", "two")
                    .map(name -> DynamicTest.dynamicTest(
                            name, () -> assertThat(fails(weather)).isTrue()));
        }
    }

    @Test
    void a_fault_that_missed_in_a_factory_fails_it() {
        assertThat(Run.of(MissedDynamicTestCase.class).failure()).hasMessageStartingWith("Unused fault: ");
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class MissedDynamicTestCase {
        @TestFactory
        Stream<DynamicTest> calls(FaultInjector faults) {
            faults.on(anyToolCall()).hang();
            return Stream.of(DynamicTest.dynamicTest("nothing", () -> {}));
        }
    }

    @Test
    void a_failure_before_the_test_is_the_one_that_is_told() {
        assertThat(Run.of(FailsBeforeTestCase.class).failure()).hasMessage("before");
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class FailsBeforeTestCase {
        @BeforeEach
        void fail(FaultInjector faults) {
            faults.on(anyToolCall()).hang();
            throw new AssertionError("before");
        }

        @Test
        void never() {}
    }

    @Test
    void an_aborted_test_is_not_told_about_faults() {
        assertThat(Run.of(AbortedTestCase.class).failure())
                .isInstanceOf(TestAbortedException.class)
                .hasMessage("not today");
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class AbortedTestCase {
        @Test
        @InjectFault(fault = FaultKind.HANG)
        void test() {
            abort("not today");
        }
    }

    @Test
    void what_is_held_at_the_end_of_a_test_is_let_go() {
        Run.of(HeldTestCase.class).allSucceeded(1);

        // An answer, or the end of the connection, whichever was quicker.
        assertThat(HeldTestCase.held.handle((answer, failure) -> "reported")).succeedsWithin(Duration.ofSeconds(20));
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class, requestTimeout = "60 s")
    static class HeldTestCase {

        static CompletableFuture<Boolean> held;

        @Test
        void leavesSomethingHeld(McpConnection weather, FaultInjector faults) {
            Gate gate = faults.on(anyToolCall()).holdAnswer();
            held = CompletableFuture.supplyAsync(() -> fails(weather));
            gate.awaitHeld(1, Duration.ofSeconds(20));
        }
    }

    @Test
    void a_test_that_hangs_on_the_wire_ends_at_its_time_out() {
        assertThat(Run.of(TimeoutTestCase.class).failures()).hasSize(2).allSatisfy(failure -> assertThat(failure)
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("timed out after 1 second"));
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class, requestTimeout = "60 s")
    static class TimeoutTestCase {
        @Test
        @Timeout(1)
        @InjectFault(fault = FaultKind.HANG)
        void inTheSameThread(McpConnection weather) {
            fails(weather);
        }

        @Test
        @Timeout(value = 1, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        @InjectFault(fault = FaultKind.HANG)
        void inAnotherThread(McpConnection weather) {
            fails(weather);
        }
    }
}
