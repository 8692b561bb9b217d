/* SPDX-License-Identifier: Apache-2.0 */
package com.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mcpjunit.ContextBudget;
import dev.mcpjunit.ForServer;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
import dev.mcpjunit.budget.ContextCost;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fleet.Fleet;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.schema.JsonSchema;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.server.McpServerFactory;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** With two dependencies only: nothing else is needed to start. */
@McpServer(name = "stdio", command = {"${java.home}/bin/java", "src/test/java/com/example/Greeter.java"})
@McpServer(name = "http", inProcess = SmallestTests.GreeterInThisJvm.class)
@PinnedSchema
@ContextBudget(maxTokens = 200, growthSinceSnapshot = "10%")
class SmallestTests {

    static class GreeterInThisJvm implements McpServerFactory {
        @Override
        public Started start() throws IOException {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/mcp", GreeterInThisJvm::handle);
            server.start();
            URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/mcp");
            return new Started(uri, () -> server.stop(0));
        }

        private static void handle(HttpExchange exchange) throws IOException {
            try (exchange) {
                byte[] answer = Greeter.answer(new String(exchange.getRequestBody().readAllBytes(), UTF_8))
                        .getBytes(UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(answer.length == 0 ? 202 : 200, answer.length == 0 ? -1 : answer.length);
                exchange.getResponseBody().write(answer);
            }
        }
    }

    /** The transitive dependencies that docs/architecture.md allows. */
    @Test
    void nothingElseComesAlong() {
        List<String> jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).getFileName().toString())
                .filter(name -> name.endsWith(".jar"))
                .sorted()
                .toList();

        assertEquals(
                List.of(
                        "apiguardian-api-1.1.2.jar",
                        "jackson-core-2.21.1.jar",
                        "json-schema-1.9.1.jar",
                        "jspecify-1.0.0.jar",
                        "junit-jupiter-5.13.4.jar",
                        "junit-jupiter-api-5.13.4.jar",
                        "junit-jupiter-engine-5.13.4.jar",
                        "junit-jupiter-params-5.13.4.jar",
                        "junit-platform-commons-1.13.4.jar",
                        "junit-platform-engine-1.13.4.jar",
                        "mcp-junit-extension-0.1.0-SNAPSHOT.jar",
                        "opentest4j-1.3.0.jar"),
                jars);
    }

    @Test
    void serversAnswer(@ForServer("stdio") McpConnection stdio, @ForServer("http") McpConnection http) {
        assertEquals("Hello, Ada!", stdio.callTool("greet", Map.of("name", "Ada")).text());
        assertEquals("Hello, Ada!", http.callTool("greet", Map.of("name", "Ada")).text());
    }

    @Test
    void schemasAreValidated(@ForServer("http") Catalog catalog) {
        var input = JsonSchema.of(catalog.tool("greet").orElseThrow().inputSchema().orElseThrow());

        assertEquals(0, input.validate(json("{\"name\": \"Ada\"}")).size());
        assertEquals(1, input.validate(json("{}")).size());
    }

    @Test
    void tokensAreEstimatedAndOnlyTheRankingNeedsALibrary(Fleet fleet) {
        ContextCost cost = fleet.contextCost();

        assertEquals("estimate", cost.tokenizer().toString());
        assertEquals(2, fleet.select("greet Ada", (task, tools) -> tools).kept().size());
        assertEquals(
                "Ranking tools for a task needs Lucene 9 or later. Add org.apache.lucene:lucene-analysis-common to the test"
                        + " class path, or use a ToolSelector of your own.",
                assertThrows(IllegalStateException.class, () -> fleet.relevantTo("greet Ada"))
                        .getMessage());
    }

    private static JsonValue json(String text) {
        return Json.parse(text);
    }
}
