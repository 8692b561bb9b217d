/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wiring;

import static dev.mcpjunit.fault.Selector.anyToolCall;
import static dev.mcpjunit.fault.Selector.method;
import static dev.mcpjunit.fault.Selector.toolCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.connection.ElicitationAnswer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.connection.Progress;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.fault.ProtocolFault;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.ServerSpecBuilder;
import dev.mcpjunit.testkit.Awaiting;
import dev.mcpjunit.testkit.Weather;
import dev.mcpjunit.traffic.Exchange;
import dev.mcpjunit.traffic.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers of the stateless era behind the wire of a test: what is counted, and what faults do to them. */
class StatelessTrafficTests {

    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Map<String, Object> OSLO = Map.of("city", "Oslo");

    enum Via {
        HTTP,
        STDIO;

        ServerHandle start() {
            ServerSpec base = this == STDIO
                    ? Weather.stdio("--era", "modern")
                    : ServerSpec.inProcess(Weather.ModernInProcess.class).build();
            return new ServerHandle(new ServerSpecBuilder(base.source())
                    .name("weather")
                    .transport(base.transport())
                    .clientCapabilities(List.of("elicitation"))
                    .startupTimeout(Duration.ofMinutes(2))
                    .requestTimeout(BOUND)
                    .build());
        }
    }

    @ParameterizedTest
    @EnumSource
    void calls_are_counted_and_the_conversation_is_the_same(Via via) {
        try (ServerHandle weather = via.start();
                var wire = new TestProxies(false)) {
            McpConnection connection = wire.connection(weather);
            var reports = new ArrayList<Progress>();

            assertThat(connection.catalog()).isEqualTo(weather.catalog());
            connection.callTool("get-forecast", OSLO);
            connection.callTool("plan-trip", Map.of("city", "Oslo", "days", 2), reports::add);

            assertThat(reports).hasSize(4);
            assertThat(connection.findings()).isEmpty();
            assertThat(wire.traffic().toolCalls("get-forecast").executed()).isEqualTo(1);
            assertThat(wire.traffic().toolCalls().count()).isEqualTo(2);
            assertThat(wire.traffic().exchanges()).extracting(Exchange::outcome).containsOnly(Outcome.RESULT);
            assertThat(wire.traffic().exchanges())
                    .extracting(Exchange::method)
                    .startsWith("server/discover", "tools/list")
                    .doesNotContain("initialize", "notifications/initialized");
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_rounds_of_one_call_are_no_retries(Via via) {
        try (ServerHandle weather = via.start();
                var wire = new TestProxies(false)) {
            McpConnection connection = wire.connection(weather);
            connection.onElicitation(question -> ElicitationAnswer.accept(Map.of("confirm", true)));

            assertThat(connection.callTool("book-trip", OSLO).text()).contains("booked");

            assertThat(wire.traffic().toolCalls("book-trip").count()).isEqualTo(2);
            assertThat(wire.traffic().toolCalls("book-trip").retries()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_server_that_never_has_enough_is_left_after_a_bound(Via via) {
        try (ServerHandle weather = via.start();
                var wire = new TestProxies(false)) {
            McpConnection connection = wire.connection(weather);
            var questions = new ArrayList<JsonObject>();
            connection.onElicitation(question -> {
                questions.add(question);
                return ElicitationAnswer.accept(Map.of());
            });
            wire.faults().on(toolCall("get-forecast")).inject(new ProtocolFault.EndlessInputRequired());

            assertThatThrownBy(() -> connection.callTool("get-forecast", OSLO))
                    .isInstanceOf(McpProtocolException.class)
                    .hasMessageContaining("Server 'weather' answered tools/call 'get-forecast' with a result that still"
                            + " wants input after 20 rounds: {");
            assertThat(questions).hasSize(20);
            assertThat(wire.traffic().toolCalls("get-forecast").count()).isEqualTo(21);
            assertThat(connection
                            .callTool("convert-temperature", Map.of("value", 1, "from", "C", "to", "C"))
                            .isError())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_server_that_turns_to_another_revision_is_told_of(Via via) {
        try (ServerHandle weather = via.start();
                var wire = new TestProxies(false)) {
            McpConnection connection = wire.connection(weather);
            wire.faults().on(anyToolCall()).inject(new ProtocolFault.UnsupportedVersion("2031-01-01"));

            assertThatThrownBy(() -> connection.callTool("get-forecast", OSLO))
                    .isInstanceOf(McpErrorException.class)
                    .hasMessageContaining("with error -32022: Unsupported protocol version")
                    .hasMessageContaining("{\"supported\":[\"2031-01-01\"],\"requested\":\"2026-07-28\"}");
            assertThat(wire.traffic().toolCalls().all()).singleElement().satisfies(call -> {
                assertThat(call.outcome()).isEqualTo(Outcome.RPC_ERROR);
                assertThat(call.status()).isEqualTo(via == Via.HTTP ? OptionalInt.of(400) : OptionalInt.empty());
                assertThat(call.reachedServer()).isFalse();
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_server_of_another_revision_cannot_be_opened(Via via) {
        try (ServerHandle weather = via.start();
                var wire = new TestProxies(false)) {
            weather.connection();
            wire.faults().on(method("server/discover")).inject(new ProtocolFault.UnsupportedVersion("2031-01-01"));

            assertThatThrownBy(() -> wire.connection(weather))
                    .hasMessageContaining(
                            "Server 'weather' speaks protocol revision 2031-01-01, but protocol = MODERN is"
                                    + " [2026-07-28].");
        }
    }

    @Test
    void a_header_that_says_something_else_is_refused_by_the_server() {
        try (ServerHandle weather = Via.HTTP.start();
                var wire = new TestProxies(false)) {
            McpConnection connection = wire.connection(weather);
            wire.faults()
                    .on(toolCall("get-forecast"))
                    .inject(new ProtocolFault.HeaderMismatch("Mcp-Name", "make-sunshine"));

            assertThatThrownBy(() -> connection.callTool("get-forecast", OSLO))
                    .isInstanceOf(McpErrorException.class)
                    .hasMessageContaining("(HTTP 400) with error -32020: ");
        }
    }

    @Test
    void a_header_that_says_something_else_once_is_corrected() {
        try (ServerHandle weather = Via.HTTP.start();
                var wire = new TestProxies(false)) {
            McpConnection connection = wire.connection(weather);
            wire.faults()
                    .on(toolCall("get-forecast").first())
                    .inject(new ProtocolFault.HeaderMismatch("Mcp-Name", "make-sunshine"));

            assertThat(connection.callTool("get-forecast", OSLO).isError()).isFalse();
            assertThat(wire.traffic().toolCalls("get-forecast").count()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_call_that_is_given_up_is_cancelled_as_its_transport_does_it(Via via) {
        try (ServerHandle weather = via.start();
                var wire = new TestProxies(false)) {
            McpConnection connection = wire.connection(weather);
            connection.listTools();
            JsonObject slow = JsonObject.builder()
                    .put("name", "slow-forecast")
                    .put("arguments", Map.of("city", "Oslo", "millis", 120_000))
                    .build();

            assertThatThrownBy(() -> connection.request("tools/call", slow, Duration.ofSeconds(1)))
                    .isInstanceOf(McpTimeoutException.class);

            Awaiting.until(BOUND, () -> {
                if (via == Via.HTTP) {
                    assertThat(wire.traffic().toolCalls("slow-forecast").all())
                            .extracting(Exchange::outcome)
                            .containsExactly(Outcome.CLIENT_GONE);
                } else {
                    assertThat(wire.traffic().toolCalls("slow-forecast").cancelled())
                            .hasSize(1);
                }
            });
            assertThat(wire.traffic().exchanges())
                    .filteredOn(each -> each.method().equals("notifications/cancelled"))
                    .hasSize(via == Via.HTTP ? 0 : 1);
        }
    }
}
