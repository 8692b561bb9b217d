/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static dev.mcpjunit.fault.Selector.anyToolCall;
import static dev.mcpjunit.fault.Selector.toolCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.failure.ServerUnreachableException;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fault.ProcessFault;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Fixture;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import dev.mcpjunit.traffic.Traffic;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What a test sees that injects faults: its own wire only. */
class InjectFaultTests {

    private static final Map<String, Object> OSLO = Map.of("city", "Oslo");

    @Test
    void faults_happen_to_the_test_that_asked_for_them_and_to_no_other() {
        Run.of(FaultsTestCase.class).allSucceeded(8);
    }

    @Test
    void a_call_that_hangs_ends_at_the_request_timeout() {
        Run.of(HangTestCase.class).allSucceeded(1);
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class, requestTimeout = "2 s")
    static class HangTestCase {

        @Test
        void hang(McpConnection weather, FaultInjector faults, Traffic traffic) {
            faults.on(toolCall("get-forecast").first()).hang();

            assertThatThrownBy(() -> weather.callTool("get-forecast", OSLO)).isInstanceOf(McpTimeoutException.class);
            assertThat(weather.callTool("get-forecast", OSLO).isError()).isFalse();
            assertThat(traffic.toolCalls("get-forecast").count()).isEqualTo(2);
            assertThat(traffic.toolCalls("get-forecast").reachedServer()).isOne();
        }
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class, scope = Scope.METHOD)
    static class FaultsTestCase {

        @Test
        @InjectFault(onTool = "get-forecast", calls = "1", fault = FaultKind.LOSE_RESPONSE)
        void workIsDoneAlthoughTheResponseIsLost(McpConnection weather, Traffic traffic) {
            assertThatThrownBy(() -> weather.callTool("get-forecast", OSLO))
                    .isInstanceOf(ServerUnreachableException.class);
            assertThat(weather.callTool("count-calls").text()).contains("\"get-forecast\":1");
            assertThat(traffic.toolCalls("get-forecast").executed()).isOne();
        }

        @Test
        @InjectFault(fault = FaultKind.HTTP_STATUS, calls = "1..2", httpStatus = 503, retryAfter = "7 s")
        void isBusy(McpConnection weather) {
            for (int attempt = 1; attempt <= 2; attempt++) {
                assertThatThrownBy(() -> weather.callTool("get-forecast", OSLO))
                        .hasMessageContaining("HTTP 503, Retry-After: 7");
            }
            assertThat(weather.callTool("get-forecast", OSLO).isError()).isFalse();
        }

        @Test
        void theSdkSeesItToo(McpSyncClient weather, FaultInjector faults) {
            faults.on(anyToolCall().first()).toolError("out of order");
            var request =
                    CallToolRequest.builder("get-forecast").arguments(OSLO).build();

            assertThat(weather.callTool(request).isError()).isTrue();
            assertThat(weather.callTool(request).isError()).isNotEqualTo(true);
        }

        @Test
        void anyClientSeesIt(McpEndpoint.Http weather, FaultInjector faults) {
            var call = faults.on(anyToolCall()).rpcError(-32050, "not today");
            try (var mine = new ServerHandle(ServerSpec.endpoint(weather).build())) {
                assertThatThrownBy(() -> mine.connection().callTool("get-forecast", OSLO))
                        .hasMessageContaining("error -32050: not today");
            }
            assertThat(call.fired()).isOne();
        }

        @RepeatedTest(3)
        void undisturbed(McpConnection weather, RunningServer server, Traffic traffic) {
            assertThat(weather.callTool("get-forecast", OSLO).isError()).isFalse();
            assertThat(server.isAlive()).isTrue();
            assertThat(traffic.requests("initialize").count()).isOne();
            assertThat(traffic.toolCalls().count()).isOne();
        }

        @Test
        @InjectFault(fault = FaultKind.RESTART_SERVER, calls = "2", optional = true)
        void whatIsOptionalNeedNotHappen(McpConnection weather) {
            assertThat(weather.callTool("get-forecast", OSLO).isError()).isFalse();
        }
    }

    @Test
    void servers_on_standard_input_and_output_are_disturbed_as_well() {
        Run.of(StdioTestCase.class).allSucceeded(4);
    }

    @McpServer(name = "weather", source = "weather")
    static class StdioTestCase {

        static ServerSpec weather() {
            return Fixture.stdio(WeatherServer.class, "stdio").build();
        }

        @Test
        void undisturbed(McpConnection weather, McpSyncClient sdk, Traffic traffic) {
            assertThat(weather.callTool("get-forecast", OSLO).isError()).isFalse();
            assertThat(sdk.listTools().tools()).isNotEmpty();
            assertThat(traffic.requests("initialize").count()).isEqualTo(2);
        }

        @Test
        @InjectFault(onTool = "get-forecast", calls = "1", fault = FaultKind.HANG)
        void hang(McpConnection weather) {
            var call = (JsonObject) Json.parse("{\"name\":\"get-forecast\",\"arguments\":{\"city\":\"Oslo\"}}");
            assertThatThrownBy(() -> weather.request("tools/call", call, Duration.ofSeconds(2)))
                    .isInstanceOf(McpTimeoutException.class);
            assertThat(weather.callTool("get-forecast", OSLO).isError()).isFalse();
        }

        @Test
        @InjectFault(onTool = "get-forecast", calls = "1", fault = FaultKind.TOOL_ERROR)
        void refuse(McpSyncClient weather) {
            var request =
                    CallToolRequest.builder("get-forecast").arguments(OSLO).build();

            assertThat(weather.callTool(request).isError()).isTrue();
            assertThat(weather.callTool(request).isError()).isNotEqualTo(true);
        }

        @Test
        @InjectFault(onTool = "get-forecast", fault = FaultKind.LOSE_RESPONSE)
        void lose(McpConnection weather, Traffic traffic) {
            assertThat(catchThrowable(() -> weather.callTool("get-forecast", OSLO)))
                    .isNotNull();
            assertThat(traffic.toolCalls("get-forecast").executed()).isOne();
        }
    }

    @Test
    void a_shared_server_is_disturbed_for_one_test_only() {
        Run.of(SharedTestCase.class).allSucceeded(4);
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class SharedTestCase {

        @BeforeAll
        static void direct(McpConnection weather) {
            assertThat(weather.callTool("get-forecast", OSLO).isError()).isFalse();
        }

        @BeforeEach
        void disturb(FaultInjector faults) {
            faults.on(toolCall("plan-trip")).toolError("no trips").optional();
        }

        @Test
        void one(McpConnection weather) {
            assertThat(weather.callTool("plan-trip", Map.of("city", "Oslo", "days", 1))
                            .isError())
                    .isTrue();
        }

        @Test
        @InjectFault(onTool = "get-forecast", fault = FaultKind.MALFORMED_JSON)
        void two(McpConnection weather) {
            assertThat(catchThrowable(() -> weather.callTool("get-forecast", OSLO)))
                    .isNotNull();
        }

        @Nested
        @InjectFault(onTool = "get-forecast", fault = FaultKind.RPC_ERROR)
        class Inner {
            @Test
            void three(McpConnection weather) {
                assertThatThrownBy(() -> weather.callTool("get-forecast", OSLO)).hasMessageContaining("-32603");
            }
        }

        @Test
        void four(McpConnection weather) {
            assertThat(weather.callTool("get-forecast", OSLO).isError()).isFalse();
        }
    }

    @Test
    void an_unused_fault_fails_the_test_and_shows_the_traffic() {
        assertThat(Run.of(MissedTestCase.class).failure())
                .hasMessageMatching("(?s)Unused fault: the test made no request that it affects:\n\n"
                        + "  .* on .*'make-sunshine'.*\n\n"
                        + "  Recorded traffic:\n.*initialize.*tools/call 'get-forecast'.*\n\n"
                        + "  Is the client connected to the endpoint that was injected\\? If the fault is optional,"
                        + " declare it: optional\\(\\)\\.");
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class MissedTestCase {
        @Test
        @InjectFault(onTool = "make-sunshine", fault = FaultKind.HANG)
        void test(McpConnection weather) {
            weather.callTool("get-forecast", OSLO);
        }
    }

    @Test
    void a_fault_that_the_transport_does_not_have_never_happens_and_the_reason_is_told() {
        assertThat(Run.of(WrongTransportTestCase.class).failure())
                .hasMessageContaining("  exit 3 in the call on tools/call")
                .hasMessageContaining(" (can happen only to servers on standard input and output)\n");
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class WrongTransportTestCase {
        @Test
        void test(McpConnection weather, FaultInjector faults) {
            faults.on(anyToolCall()).inject(new ProcessFault.Exit(3));
            weather.callTool("get-forecast", OSLO);
        }
    }

    @Test
    void a_test_that_failed_anyway_is_not_told_about_faults() {
        assertThat(Run.of(FailedTestCase.class).failure()).hasMessage("first");
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class FailedTestCase {
        @Test
        @InjectFault(fault = FaultKind.HANG)
        void test() {
            throw new AssertionError("first");
        }
    }

    @Test
    void what_cannot_be_is_told() {
        assertThat(Run.of(BothTestCase.class).failure())
                .hasMessage("@InjectFault on " + BothTestCase.class.getName()
                        + ": onTool = \"a\" and onMethod = \"b\" exclude each other. Choose one");
        assertThat(Run.of(NobodyTestCase.class).failure())
                .hasMessage("@InjectFault on " + NobodyTestCase.class.getName()
                        + ": there is no server 'wether', but [weather]");
        assertThat(Run.of(CountTestCase.class).failure())
                .hasMessageStartingWith(
                        "@InjectFault on " + CountTestCase.class.getName() + ": calls = \"twice\" is not understood");
        assertThat(Run.of(TooEarlyTestCase.class).failure())
                .hasMessageContaining(
                        "asks for what each test has for itself. Ask for it in the test or in @BeforeEach.");
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class BothTestCase {
        @Test
        @InjectFault(onTool = "a", onMethod = "b", fault = FaultKind.HANG)
        void test(McpConnection weather) {}
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class NobodyTestCase {
        @Test
        @InjectFault(server = "wether", fault = FaultKind.HANG)
        void test(McpConnection weather) {}
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class CountTestCase {
        @Test
        @InjectFault(calls = "twice", fault = FaultKind.HANG)
        void test(McpConnection weather) {}
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    static class TooEarlyTestCase {
        @BeforeAll
        static void tooEarly(FaultInjector faults) {}

        @Test
        void never() {}
    }
}
