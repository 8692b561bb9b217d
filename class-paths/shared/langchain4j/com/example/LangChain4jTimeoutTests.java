/* SPDX-License-Identifier: Apache-2.0 */
package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.mcp.client.transport.http.StreamableHttpMcpTransport;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.TimeoutProbe;
import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.contract.client.FailureSignal;
import dev.mcpjunit.contract.timeout.DeclaredTimeouts;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.traffic.Traffic;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** By default, the client of LangChain4j returns an ordinary text when a tool does not answer in time. */
@McpServer(name = "weather", inProcess = LangChain4jTimeoutTests.Weather.class)
class LangChain4jTimeoutTests {

    private static final Duration BUDGET = Duration.ofSeconds(1);

    static class Weather implements McpServerFactory {
        @Override
        public Started start() {
            WeatherServer server = WeatherServer.http(WeatherOptions.standard());
            return new Started(server.uri(), server);
        }
    }

    private static ClientUnderTest connect(McpEndpoint server) {
        McpClient client = DefaultMcpClient.builder()
                .transport(StreamableHttpMcpTransport.builder()
                        .url(((McpEndpoint.Http) server).uri().toString())
                        .build())
                .toolExecutionTimeout(BUDGET)
                .build();
        return ClientUnderTest.of(tool -> call(client, tool), client::close);
    }

    private static ToolExecutionResult call(McpClient client, String tool) {
        return client.executeTool(ToolExecutionRequest.builder()
                .name(tool)
                .arguments("{\"city\":\"Oslo\"}")
                .build());
    }

    private static boolean isTimeoutText(Object result) {
        return result instanceof ToolExecutionResult executed
                && executed.resultText().equals("There was a timeout executing the tool");
    }

    private static DeclaredTimeouts declared() {
        return DeclaredTimeouts.of("get-forecast", BUDGET).grace(Duration.ofSeconds(2));
    }

    @Test
    void aTimeoutThatLooksLikeAnAnswerFails(McpEndpoint server, FaultInjector faults, Traffic traffic) {
        Verdict verdict = TimeoutProbe.of(LangChain4jTimeoutTests::connect, declared(), server, faults, traffic)
                .reportsTheTimeout();

        assertEquals(Verdict.Status.FAILED, verdict.status(), verdict::toString);
        assertTrue(verdict.toString().contains("the caller got an ordinary result"), verdict::toString);
    }

    @Test
    void whoDeclaresTheTextIsHeldToIt(McpEndpoint server, FaultInjector faults, Traffic traffic) {
        DeclaredTimeouts byText = declared()
                .reportedBy(FailureSignal.result(
                        "the text of LangChain4j's timeout", LangChain4jTimeoutTests::isTimeoutText));
        Verdict verdict = TimeoutProbe.of(LangChain4jTimeoutTests::connect, byText, server, faults, traffic)
                .reportsTheTimeout();

        assertEquals(Verdict.Status.PASSED, verdict.status(), verdict::toString);
    }
}
