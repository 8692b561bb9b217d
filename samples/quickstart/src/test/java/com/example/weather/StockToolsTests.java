/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.ToolContract;
import dev.mcpjunit.contract.tool.DeclaredTools;
import dev.mcpjunit.fixtures.stock.StockFlaw;
import dev.mcpjunit.fixtures.stock.StockServer;
import dev.mcpjunit.server.McpServerFactory;
import java.util.Map;

/** The contract of tools: every tool does what its schemas and hints say. */
// tag::tools[]
@McpServer(name = "stock", inProcess = StockToolsTests.Stock.class)
class StockToolsTests implements ToolContract {

    @Override
    public DeclaredTools tools() {
        return DeclaredTools.none()
                .calling("list-items", Map.of())
                .calling("get-item", Map.of("sku", "A-1", "unit", "boxes"))
                .failing("get-item", Map.of("sku", "Z-9"))
                .calling("set-stock", Map.of("sku", "A-2", "stock", 5))
                .calling("estimate-cost", Map.of("pieces", 3, "express", true))
                .withoutSampleCall("add-stock", "each call adds to the stock")
                .harmless("list-items", "get-item")
                .acceptingAllValid("estimate-cost")
                .observing(stock ->
                        stock.callTool("list-items").structuredContent().orElseThrow());
    }
    // end::tools[]

    /** Starts the server in this JVM. */
    static class Stock implements McpServerFactory {
        @Override
        public Started start() {
            StockServer server = StockServer.http(StockFlaw.NONE);
            return new Started(server.uri(), server);
        }
    }
    // tag::tools[]
}
// end::tools[]
