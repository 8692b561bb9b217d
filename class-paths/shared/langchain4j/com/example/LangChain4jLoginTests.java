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
import dev.mcpjunit.contract.verdict.VerdictReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The client of LangChain4j sends the tokens of a supplier; the page on clients of protected servers has the result. */
class LangChain4jLoginTests {

    private static final Path PAGE = Path.of("..", "..", "docs", "authorized-clients.md");

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
        VerdictReport report = AuthorizedClientProbe.of(
                        LangChain4jLoginTests::connect,
                        DeclaredLogin.fromSupplier("get-forecast")
                                .neverRepeats("book-trip")
                                .callsConcurrently())
                .all();
        Map<String, String> found = new LinkedHashMap<>();
        report.verdicts().forEach(verdict -> found.put(verdict.check(), words(verdict.status())));

        assertEquals(column("LangChain4j 1.18.1"), found, report::toString);
    }

    @Test
    void whenItFollowsRedirectsItsTokenGoesToOtherHosts() {
        Verdict verdict = AuthorizedClientProbe.of(
                        setup -> connect(setup, StreamableHttpMcpTransport.builder().followRedirects(true)),
                        DeclaredLogin.fromSupplier("get-forecast"))
                .check(AuthorizedClientCheck.KEEPS_TOKENS_FROM_OTHER_HOSTS);

        assertEquals(Verdict.Status.FAILED, verdict.status(), verdict::toString);
    }

    private static String words(Verdict.Status status) {
        return switch (status) {
            case PASSED -> "yes";
            case FAILED -> "**no**";
            case INCONCLUSIVE -> "?";
            case NOT_APPLICABLE -> "–";
        };
    }

    private static Map<String, String> column(String stack) throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf("<!-- stacks -->\n") + "<!-- stacks -->\n".length();
        List<List<String>> rows = page.substring(begin, page.indexOf("<!-- end -->", begin))
                .lines()
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .toList();
        int column = rows.get(0).indexOf(stack);
        Map<String, String> cells = new LinkedHashMap<>();
        rows.subList(2, rows.size()).forEach(row -> cells.put(row.get(1), row.get(column)));
        return cells;
    }
}
