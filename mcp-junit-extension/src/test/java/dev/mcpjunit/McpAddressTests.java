/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static dev.mcpjunit.fault.Selector.toolCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpAddress;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.ServerUnreachableException;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.testkit.Awaiting;
import dev.mcpjunit.testkit.LeftoverResources;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import dev.mcpjunit.traffic.Traffic;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Clients that are configured before the first test, such as the beans of an application. */
class McpAddressTests {

    private static final Map<String, Object> OSLO = Map.of("city", "Oslo");

    private static McpConnection connect(URI address) {
        return McpConnection.builder(new McpEndpoint.Http(address)).name("bean").open();
    }

    @Test
    void a_client_of_the_whole_class_goes_through_the_proxy_of_each_test() {
        Run.of(OneClientTestCase.class).allSucceeded(5);
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    @Execution(ExecutionMode.SAME_THREAD)
    static class OneClientTestCase {

        private static URI address;
        private static McpConnection bean;

        @BeforeAll
        static void connectOnce() {
            address = McpAddress.of(OneClientTestCase.class, "weather");
            bean = connect(address);
            assertThat(bean.callTool("get-forecast", OSLO).isError()).isFalse();
        }

        @AfterAll
        static void close() {
            assertThat(McpAddress.of(OneClientTestCase.class, "weather")).isEqualTo(address);
            bean.close();
        }

        @Test
        @Order(1)
        void itsTrafficIsSeen(Traffic traffic) {
            assertThat(bean.callTool("get-forecast", OSLO).isError()).isFalse();
            assertThat(traffic.toolCalls("get-forecast").executed()).isOne();
        }

        @Test
        @Order(2)
        @InjectFault(onTool = "get-forecast", calls = "1", fault = FaultKind.LOSE_RESPONSE)
        void itSeesFaults(Traffic traffic) {
            assertThatThrownBy(() -> bean.callTool("get-forecast", OSLO))
                    .isInstanceOf(ServerUnreachableException.class);
            assertThat(bean.callTool("get-forecast", OSLO).isError()).isFalse();
            assertThat(traffic.toolCalls("get-forecast").count()).isEqualTo(2);
        }

        @Test
        @Order(3)
        void faultsOfAnEarlierTestAreOver(FaultInjector faults, Traffic traffic) {
            faults.on(toolCall("get-forecast").first()).toolError("no");
            assertThat(bean.callTool("get-forecast", OSLO).isError()).isTrue();
            assertThat(bean.callTool("get-forecast", OSLO).isError()).isFalse();
            assertThat(traffic.toolCalls("get-forecast").count()).isEqualTo(2);
        }

        @Nested
        class Inner {
            @Test
            void itsTrafficIsSeen(Traffic traffic) {
                assertThat(bean.callTool("get-forecast", OSLO).isError()).isFalse();
                assertThat(traffic.toolCalls("get-forecast").executed()).isOne();
                assertThat(McpAddress.of(Inner.class, "weather")).isEqualTo(address);
            }

            @Test
            void soItIsWithoutAProxy() {
                assertThat(bean.callTool("get-forecast", OSLO).isError()).isFalse();
            }
        }
    }

    @Test
    void the_address_ends_with_the_class() {
        Run.of(EndingTestCase.class).allSucceeded(1);

        // Not by its port, which a test that runs at the same time may have been given by now.
        Awaiting.until(Duration.ofSeconds(10), () -> assertThat(LeftoverResources.threads("address of ending"))
                .isEmpty());
        assertThatThrownBy(() -> McpAddress.of(EndingTestCase.class, "ending"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The servers of " + EndingTestCase.class.getName()
                        + " have not been started. Are they declared on that class, with @McpServer?");
    }

    abstract static class AddressedTestCase {
        static URI address;

        @BeforeAll
        static void ask() {
            address = McpAddress.of(AddressedTestCase.class, "ending");
        }

        @Test
        void isThere() {
            assertThat(address.getPort()).isPositive();
            assertThat(LeftoverResources.threads("address of ending")).isNotEmpty();
        }
    }

    @McpServer(name = "ending", inProcess = Weather.InProcess.class)
    static class EndingTestCase extends AddressedTestCase {}

    @Test
    void what_has_no_address_is_reported() {
        Run.of(NoAddressTestCase.class).allSucceeded(1);
    }

    static class NoAddressTestCase {
        @RegisterExtension
        static final McpExtension SERVERS = McpExtension.builder()
                .server(Weather.stdio().named("weather"))
                .server(Weather.http().named("short"), Scope.METHOD)
                .build();

        @Test
        void isReported() {
            assertThat(catchThrowable(() -> McpAddress.of(NoAddressTestCase.class, "short")))
                    .hasMessage("There is no server 'short' with scope CLASS or RUN, but [weather].");
            assertThat(catchThrowable(() -> McpAddress.of(NoAddressTestCase.class, "weather")))
                    .hasMessage(
                            "Server 'weather' has no address: it runs on standard input and output. Let it listen on"
                                    + " HTTP: transport = STREAMABLE_HTTP.");
        }
    }

    @Test
    void tests_that_run_at_the_same_time_cannot_share_it() {
        var run = Run.with(
                Map.of(
                        "junit.jupiter.execution.parallel.enabled", "true",
                        "junit.jupiter.execution.parallel.config.strategy", "fixed",
                        "junit.jupiter.execution.parallel.config.fixed.parallelism", "2"),
                ParallelTestCase.class);

        assertThat(run.failedTests()).anySatisfy(failure -> assertThat(failure)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("run at the same time and share the address")
                .hasMessageEndingWith("@Execution(ExecutionMode.SAME_THREAD)."));
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    @Execution(ExecutionMode.CONCURRENT)
    static class ParallelTestCase {

        private static final CyclicBarrier BOTH = new CyclicBarrier(2);

        @BeforeAll
        static void ask() {
            McpAddress.of(ParallelTestCase.class, "weather");
        }

        @Test
        void one(Traffic traffic) throws Exception {
            BOTH.await(2, TimeUnit.SECONDS);
        }

        @Test
        void other(Traffic traffic) throws Exception {
            BOTH.await(2, TimeUnit.SECONDS);
        }
    }
}
