/* SPDX-License-Identifier: Apache-2.0 */
package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.mcp.client.transport.http.StreamableHttpMcpTransport;
import dev.mcpjunit.contract.AuthorizedClientProbe;
import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.contract.login.DeclaredLogin;
import dev.mcpjunit.contract.login.LoginSetup;
import dev.mcpjunit.contract.login.check.AuthorizedClientCheck;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.testkit.stacks.StackTable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The client of LangChain4j sends the tokens of a supplier; the page on clients of protected servers has the result.
 */
class LangChain4jLoginTests {

    private static ClientUnderTest connect(LoginSetup setup) {
        return connect(setup, StreamableHttpMcpTransport.builder());
    }

    private static ClientUnderTest connect(LoginSetup setup, StreamableHttpMcpTransport.Builder transport) {
        McpClient client = DefaultMcpClient.builder()
                .transport(transport
                        .url(setup.endpoint().uri().toString())
                        .customHeaders(() -> Map.of("Authorization", "Bearer " + setup.token()))
                        .build())
                .toolExecutionTimeout(Duration.ofSeconds(5))
                .build();
        return ClientUnderTest.of(
                tool -> client.executeTool(ToolExecutionRequest.builder()
                        .name(tool)
                        .arguments("{\"city\":\"Oslo\"}")
                        .build()),
                client::close);
    }

    @Test
    void thePageHasWhatTheContractFinds() throws IOException {
        StackTable.on("docs/authorized-clients.md")
                .hold(
                        "LangChain4j 1.18.1",
                        AuthorizedClientProbe.of(
                                        LangChain4jLoginTests::connect,
                                        DeclaredLogin.fromSupplier("get-forecast")
                                                .neverRepeats("book-trip")
                                                .callsConcurrently())
                                .all());
    }

    @Test
    void whenItFollowsRedirectsItsTokenGoesToOtherHosts() {
        Verdict verdict = AuthorizedClientProbe.of(
                        setup -> connect(
                                setup, StreamableHttpMcpTransport.builder().followRedirects(true)),
                        DeclaredLogin.fromSupplier("get-forecast"))
                .check(AuthorizedClientCheck.KEEPS_TOKENS_FROM_OTHER_ORIGINS);

        assertEquals(Verdict.Status.FAILED, verdict.status(), verdict::toString);
    }
}
