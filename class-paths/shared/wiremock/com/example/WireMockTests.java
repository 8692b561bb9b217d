/* SPDX-License-Identifier: Apache-2.0 */
package com.example;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.mcpjunit.ForServer;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.ElicitationAnswer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.failure.ServerUnreachableException;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.fixtures.wiremock.McpStubs;
import dev.mcpjunit.fixtures.wiremock.StubbedMcpServer;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.traffic.Traffic;
import java.io.File;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** With one release of WireMock: stubs on the proxy of a server, and a server made of stubs. */
@McpServer(name = "weather", inProcess = WireMockTests.Weather.class, clientCapabilities = "elicitation")
@McpServer(name = "stubs", inProcess = WireMockTests.Stubs.class)
class WireMockTests {

    static class Weather implements McpServerFactory {
        @Override
        public Started start() {
            WeatherServer server = WeatherServer.http(WeatherOptions.standard());
            return new Started(server.uri(), server);
        }
    }

    static class Stubs implements McpServerFactory {
        @Override
        public Started start() {
            StubbedMcpServer server =
                    StubbedMcpServer.builder().tool("greet", "Hello {{you}}").start();
            return new Started(server.uri(), server);
        }
    }

    @Test
    void aStubAnswers(
            @ForServer("weather") McpConnection weather, @ForServer("weather") WireMock wireMock, Traffic traffic) {
        wireMock.register(McpStubs.toolCall("get-forecast").willReturn(McpStubs.text("sunny")));

        assertEquals("sunny", weather.callTool("get-forecast", Map.of("city", "Oslo")).text());
        assertEquals(0, traffic.toolCalls("get-forecast").reachedServer());
        wireMock.verifyThat(1, McpStubs.toolCalled("get-forecast"));
        wireMock.verifyThat(1, McpStubs.requested("initialize"));
    }

    @Test
    void faultsHappen(@ForServer("weather") McpConnection weather, @ForServer("weather") WireMock wireMock) {
        wireMock.register(McpStubs.toolCall("get-forecast")
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        assertThrows(
                ServerUnreachableException.class, () -> weather.callTool("get-forecast", Map.of("city", "Oslo")));
    }

    @Test
    void whatNoStubMatchesStreams(
            @ForServer("weather") McpConnection weather, @ForServer("weather") WireMock wireMock) {
        var progress = new CopyOnWriteArrayList<String>();
        weather.onElicitation(question -> ElicitationAnswer.accept(Map.of("confirm", true)));

        assertFalse(weather.callTool("book-trip", Map.of("city", "Oslo")).isError());
        weather.callTool("plan-trip", Map.of("city", "Oslo", "days", 2), step -> progress.add(step.toString()));
        assertFalse(progress.isEmpty());
        assertFalse(wireMock.getServeEvents().isEmpty());
    }

    @Test
    void aServerMadeOfStubs(@ForServer("stubs") McpConnection stubs) {
        assertEquals("Hello {{you}}", stubs.callTool("greet").text());
    }

    @Test
    void theClassPathIsTheOneThatIsMeant() {
        for (String jar : System.getProperty("class-path.holds").split(" ")) {
            assertTrue(System.getProperty("java.class.path").contains(File.separator + jar + ".jar"), jar);
        }
    }
}
