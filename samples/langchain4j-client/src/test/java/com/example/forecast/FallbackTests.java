/* SPDX-License-Identifier: Apache-2.0 */
package com.example.forecast;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static dev.mcpjunit.fault.Selector.connection;
import static dev.mcpjunit.fault.Selector.method;
import static dev.mcpjunit.fault.Selector.toolCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.FaultKind;
import dev.mcpjunit.InjectFault;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.traffic.Traffic;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What callers get while the server is healthy, slow, wrong or down. Each test has its own proxy. */
@McpServer(name = "weather", inProcess = Weather.class)
@Timeout(20)
class FallbackTests {

    private ForecastClient client;

    @BeforeEach
    void create(McpEndpoint weather) {
        client = Weather.client(weather);
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aHealthyServerAnswers(Traffic traffic) {
        Forecast forecast = client.forecast("Oslo");

        assertThat(forecast.fallbackReason()).isEmpty();
        assertThat(forecast.text()).contains("Oslo");
        assertThat(traffic.toolCalls("get-forecast")).wereExecuted(1);
    }

    @Test
    @InjectFault(onTool = "get-forecast", calls = "1", fault = FaultKind.HANG)
    void aCallThatHangsGetsTheFallbackInTime(Traffic traffic) {
        Forecast forecast = client.forecast("Oslo");

        assertThat(forecast.text()).isEqualTo("As yesterday in Oslo");
        assertThat(forecast.fallbackReason()).hasValue("no answer within 1000 ms");

        assertThat(client.forecast("Oslo").fallbackReason()).isEmpty();
        assertThat(traffic.toolCalls("get-forecast")).wereSent(2).reachedServer(1);
    }

    @Test
    @InjectFault(onTool = "get-forecast", calls = "1", fault = FaultKind.LOSE_RESPONSE)
    void aLostResponseGetsTheFallbackAndTheCallIsNotRepeated(Traffic traffic) {
        Forecast forecast = client.forecast("Oslo");

        assertThat(forecast.text()).isEqualTo("As yesterday in Oslo");
        assertThat(traffic.toolCalls("get-forecast")).wereSent(1).wereExecuted(1);
    }

    @Test
    @InjectFault(onTool = "get-forecast", calls = "1", fault = FaultKind.HTTP_STATUS, httpStatus = 503)
    void anHttpErrorGetsTheFallback() {
        assertThat(client.forecast("Oslo").fallbackReason().orElseThrow()).contains("503");
    }

    @Test
    @InjectFault(onTool = "get-forecast", calls = "1", fault = FaultKind.RPC_ERROR)
    void aProtocolErrorGetsTheFallback() {
        assertThat(client.forecast("Oslo").fallbackReason()).isPresent();
    }

    @Test
    void anErrorResultIsNotReplaced(Traffic traffic) {
        assertThatThrownBy(() -> client.forecast("Atlantis")).hasMessageContaining("Atlantis");
        assertThat(traffic.toolCalls("get-forecast")).wereExecuted(1);
    }

    @Test
    void aServerThatIsDownIsTriedAgainWithTheNextCall(FaultInjector faults, Traffic traffic) {
        var down = faults.on(connection()).refuseConnections();
        assertThat(client.forecast("Oslo").fallbackReason().orElseThrow()).startsWith("no connection");
        assertThat(traffic.toolCalls()).wereSent(0);

        down.remove();

        assertThat(client.forecast("Oslo").fallbackReason()).isEmpty();
    }

    /** LangChain4j connects again after a lost session, without a timeout for that handshake. */
    @Test
    void aHandshakeThatHangsAfterALostSessionDoesNotBlockTheCaller(FaultInjector faults, Traffic traffic) {
        client.forecast("Oslo");
        faults.on(toolCall("get-forecast").first()).sessionLost();
        faults.on(method("initialize").first()).hang();

        assertThat(client.forecast("Oslo").fallbackReason()).hasValue("no result within 5000 ms");

        assertThat(client.forecast("Oslo").fallbackReason()).isEmpty();
        traffic.requests("initialize").awaitAtLeast(3, Duration.ofSeconds(5));
    }

    /** LangChain4j does not connect again after such a failure: all later calls of the same client fail. */
    @Test
    void opensANewConnectionAfterAFailedHandshake(FaultInjector faults) {
        client.forecast("Oslo");
        faults.on(toolCall("get-forecast").first()).sessionLost();
        faults.on(method("initialize").first()).status(503);

        assertThat(client.forecast("Oslo").fallbackReason().orElseThrow()).contains("503");
        assertThat(client.forecast("Oslo").fallbackReason().orElseThrow()).startsWith("no connection");

        assertThat(client.forecast("Oslo").fallbackReason()).isEmpty();
    }
}
