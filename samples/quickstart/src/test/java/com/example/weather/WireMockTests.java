/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serviceUnavailable;
import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static dev.mcpjunit.fixtures.wiremock.McpStubs.toolCall;
import static dev.mcpjunit.fixtures.wiremock.McpStubs.toolCalled;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.failure.ServerUnreachableException;
import dev.mcpjunit.traffic.Traffic;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** WireMock stubs between a client and its server. Each test has its own stubs and journal. */
@McpServer(name = "weather", inProcess = WeatherTests.Weather.class)
class WireMockTests {

    private static final Map<String, Object> OSLO = Map.of("city", "Oslo");

    // tag::stub[]
    @Test
    void whatAStubAnswersNeverReachesTheServer(McpConnection weather, WireMock wireMock, Traffic traffic) {
        wireMock.register(post(anyUrl())
                .withRequestBody(matchingJsonPath("$.method", equalTo("tools/call")))
                .withRequestBody(matchingJsonPath("$.params.name", equalTo("get-forecast")))
                .willReturn(okJson("""
                        {"jsonrpc": "2.0", "id": {{toJson (jsonPath request.body '$.id')}},
                         "result": {"content": [{"type": "text", "text": "Sunny"}]}}
                        """).withTransformers("response-template")));

        assertThat(weather.callTool("get-forecast", OSLO)).hasText("Sunny");
        assertThat(weather.callTool("count-calls")).isSuccess();

        wireMock.verifyThat(
                2, postRequestedFor(anyUrl()).withRequestBody(matchingJsonPath("$.method", equalTo("tools/call"))));
        assertThat(traffic.toolCalls("get-forecast")).wereSent(1).reachedServer(0);
        assertThat(traffic.toolCalls("count-calls")).wereSent(1).reachedServer(1);
    }
    // end::stub[]

    // tag::fault[]
    @Test
    void faultsOfWireMockHappen(McpConnection weather, WireMock wireMock) {
        wireMock.register(toolCall("get-forecast")
                .inScenario("outage")
                .whenScenarioStateIs("Started")
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER))
                .willSetStateTo("restarting"));
        wireMock.register(toolCall("get-forecast")
                .inScenario("outage")
                .whenScenarioStateIs("restarting")
                .willReturn(serviceUnavailable().withFixedDelay(100))
                .willSetStateTo("over"));

        assertThatThrownBy(() -> weather.callTool("get-forecast", OSLO)).isInstanceOf(ServerUnreachableException.class);
        assertThatThrownBy(() -> weather.callTool("get-forecast", OSLO)).hasMessageContaining("HTTP 503");
        assertThat(weather.callTool("get-forecast", OSLO)).isSuccess();
        wireMock.verifyThat(3, toolCalled("get-forecast"));
    }
    // end::fault[]
}
