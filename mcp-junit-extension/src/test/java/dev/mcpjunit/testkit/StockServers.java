/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.tool.DeclaredTools;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fixtures.FixtureCommand;
import dev.mcpjunit.fixtures.stock.StockFlaw;
import dev.mcpjunit.fixtures.stock.StockServer;
import dev.mcpjunit.json.JsonValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The stock server in the forms in which tests need it, and a complete declaration of its tools. */
public final class StockServers {

    private StockServers() {}

    /** The sample calls of the tools. The flaws concern no other arguments. */
    public static DeclaredTools declared() {
        return DeclaredTools.none()
                .calling("list-items", Map.of())
                .calling("get-item", Map.of("sku", "A-1", "unit", "boxes"))
                .calling("set-stock", Map.of("sku", "A-2", "stock", 5))
                .calling("add-stock", Map.of("sku", "A-2", "count", 2))
                .calling("estimate-cost", Map.of("pieces", 3, "express", true))
                .failing("get-item", Map.of("sku", "Z-9"))
                .harmless("list-items", "get-item")
                .acceptingAllValid("estimate-cost")
                .observing(StockServers::items);
    }

    private static JsonValue items(McpConnection stock) {
        return stock.callTool("list-items").structuredContent().orElseThrow();
    }

    /** On standard input and output. */
    public static McpEndpoint stdio(String era, StockFlaw flaw) {
        List<String> command = FixtureCommand.command(
                StockServer.class, era, flaw.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return new McpEndpoint.Stdio(command, Map.of(), Path.of(""));
    }

    /** On HTTP, in this JVM. */
    public static McpEndpoint http(StockServer server) {
        return new McpEndpoint.Http(server.uri(), Map.of());
    }
}
