/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import static dev.mcpjunit.fault.Selector.anyToolCall;
import static dev.mcpjunit.fault.Selector.method;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.failure.ServerDiedException;
import dev.mcpjunit.fault.AnswerFault;
import dev.mcpjunit.fault.Fault;
import dev.mcpjunit.fault.ProcessFault;
import dev.mcpjunit.fixtures.FixtureCommand;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.traffic.Executed;
import dev.mcpjunit.traffic.Outcome;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that know nothing of a bridge use it, and each notices a fault in its own way. */
class ClientsOverTheBridgeTests {

    private static final Map<String, Object> OSLO = Map.of("city", "Oslo");

    private static Bridged weather() {
        return new Bridged(FixtureCommand.command(WeatherServer.class, "stdio"));
    }

    private static McpConnection connect(Bridged bridged, Duration timeout) {
        return McpConnection.builder(bridged.bridge.endpoint())
                .name("weather")
                .requestTimeout(timeout)
                .openTimeout(RawClient.BOUND)
                .open();
    }

    @Test
    void our_own_connection_speaks_over_the_bridge() {
        try (var bridged = weather();
                var connection = connect(bridged, RawClient.BOUND)) {
            assertThat(connection.server().name()).isEqualTo("weather");
            assertThat(connection.callTool("get-forecast", OSLO).isError()).isFalse();
            assertThat(connection.findings()).isEmpty();
            assertThat(bridged.traffic.exchanges())
                    .extracting(exchange -> exchange.method())
                    .containsExactly("server/discover", "initialize", "notifications/initialized", "tools/call");
        }
    }

    static Stream<Fault> our_own_connection_sees_a_death_in_the_call() {
        return Stream.of(new ProcessFault.Exit(3), new ProcessFault.Kill());
    }

    @ParameterizedTest
    @MethodSource
    void our_own_connection_sees_a_death_in_the_call(Fault death) {
        try (var bridged = weather();
                var connection = connect(bridged, RawClient.BOUND)) {
            bridged.faults.on(anyToolCall()).inject(death);

            assertThatThrownBy(() -> connection.callTool("get-forecast", OSLO))
                    .isInstanceOf(ServerDiedException.class)
                    .hasMessageContaining(death instanceof ProcessFault.Kill ? "signal 9" : "Exit code 3");
            assertThat(bridged.ended(4, Outcome.CUT).executed()).isEqualTo(Executed.YES);
        }
    }

    @Test
    void our_own_connection_gives_up_waiting_and_goes_on() {
        try (var bridged = weather();
                var connection = connect(bridged, Duration.ofSeconds(3))) {
            bridged.faults.on(anyToolCall().first()).hang();

            assertThatThrownBy(() -> connection.callTool("get-forecast", OSLO)).isInstanceOf(McpTimeoutException.class);
            assertThat(connection.callTool("get-forecast", OSLO).isError()).isFalse();
            assertThat(bridged.traffic.exchanges())
                    .extracting(exchange -> exchange.method())
                    .contains("notifications/cancelled");
        }
    }

    private static McpSyncClient sdkClient(Bridged bridged) {
        var endpoint = bridged.bridge.endpoint();
        var parameters = ServerParameters.builder(endpoint.program())
                .args(endpoint.arguments())
                .env(endpoint.environment())
                .build();
        var client = McpClient.sync(new StdioClientTransport(parameters, McpJsonDefaults.getMapper()))
                .requestTimeout(RawClient.BOUND)
                .build();
        client.initialize();
        return client;
    }

    @Test
    void the_client_of_the_java_sdk_speaks_over_the_bridge_and_sees_faults() {
        try (var bridged = weather()) {
            bridged.faults.on(anyToolCall().nth(2)).inject(new AnswerFault.ToolError("broken"));
            bridged.faults.on(anyToolCall().nth(3)).rpcError(-32000, "busy");
            bridged.faults.on(method("tools/list")).delayAnswer(Duration.ofMillis(50));
            McpSyncClient client = sdkClient(bridged);
            try {
                var call = McpSchema.CallToolRequest.builder("get-forecast")
                        .arguments(OSLO)
                        .build();

                assertThat(client.callTool(call).isError()).isNotEqualTo(true);
                assertThat(client.callTool(call).isError()).isTrue();
                assertThatThrownBy(() -> client.callTool(call)).hasMessageContaining("busy");
                assertThat(client.listTools().tools()).isNotEmpty();
                assertThat(bridged.plan.unused()).isEmpty();
            } finally {
                client.closeGracefully();
            }
        }
    }
}
