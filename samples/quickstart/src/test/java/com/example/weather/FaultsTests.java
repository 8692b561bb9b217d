/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static dev.mcpjunit.fault.Selector.toolCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.FaultKind;
import dev.mcpjunit.InjectFault;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fault.sdk.FaultyTransport;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.traffic.Traffic;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Fault injection. Each test has its own proxy. */
@McpServer(name = "weather", inProcess = WeatherTests.Weather.class, requestTimeout = "2 s")
class FaultsTests {

    // tag::annotation[]
    @Test
    @InjectFault(onTool = "get-forecast", calls = "1", fault = FaultKind.LOSE_RESPONSE)
    void workThatWasDoneIsDoneAgain(McpConnection weather, Traffic traffic) {
        assertThatThrownBy(() -> weather.callTool("get-forecast", Map.of("city", "Oslo")));
        assertThat(weather.callTool("get-forecast", Map.of("city", "Oslo"))).isSuccess();

        assertThat(traffic.toolCalls("get-forecast")).wereRetried(1).wereExecuted(2);
    }
    // end::annotation[]

    // tag::injector[]
    @Test
    void aCallThatHangsIsGivenUp(McpConnection weather, FaultInjector faults, Traffic traffic) {
        faults.on(toolCall("get-forecast").first()).hang();

        assertThatThrownBy(() -> weather.callTool("get-forecast", Map.of("city", "Oslo")))
                .isInstanceOf(McpTimeoutException.class);
        assertThat(traffic.toolCalls("get-forecast")).wereSent(1).reachedServer(0);
    }
    // end::injector[]

    // tag::waiting[]
    @Test
    void aTestWaitsForTheTraffic(McpConnection weather, Traffic traffic) {
        var call = CompletableFuture.supplyAsync(() -> weather.callTool("get-forecast", Map.of("city", "Oslo")));

        traffic.toolCalls("get-forecast").awaitAtLeast(1, Duration.ofSeconds(5));
        traffic.await(
                Duration.ofSeconds(5), seen -> seen.toolCalls("get-forecast").executed() == 1);
        assertThat(traffic).toolCalls("get-forecast").wereSentAtLeast(1).reachedServer(1);
        assertThat(call.join()).isSuccess();
    }
    // end::waiting[]

    // tag::transport[]
    @Test
    void aClientThatTakesATransport(RunningServer weather, FaultInjector faults, Traffic traffic) {
        faults.on(toolCall("get-forecast").first()).rpcError(-32000, "busy");
        URI uri = weather.endpoint().httpUri();
        var transport = HttpClientStreamableHttpTransport.builder(uri.toString())
                .endpoint(uri.getPath())
                .build();

        try (var client =
                McpClient.sync(FaultyTransport.around(transport, faults)).build()) {
            client.initialize();

            var call = CallToolRequest.builder("get-forecast")
                    .arguments(Map.of("city", "Oslo"))
                    .build();
            assertThatThrownBy(() -> client.callTool(call)).hasMessageContaining("busy");
            assertThat(client.callTool(call).isError()).isNotEqualTo(true);
        }
        assertThat(traffic.toolCalls("get-forecast")).wereSent(2).wereExecuted(1);
    }
    // end::transport[]
}
