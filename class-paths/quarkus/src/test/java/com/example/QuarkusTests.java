/* SPDX-License-Identifier: Apache-2.0 */
package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.model.Catalog;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/**
 * Together with Quarkus' extension, which runs tests in its own class loader. It comes first, so that the application
 * is running and its port is known when the server is needed.
 */
@QuarkusTest
@McpServer(name = "greeter", source = "application")
@PinnedSchema
class QuarkusTests {

    static URI application() {
        return URI.create(ConfigProvider.getConfig().getValue("test.url", String.class) + "/mcp");
    }

    @Test
    void greets(McpConnection greeter, Catalog catalog) {
        assertTrue(catalog.tool("greet").isPresent());
        var result = greeter.callTool("greet", Map.of("name", "Ada"));
        assertFalse(result.isError());
        assertEquals("Hello, Ada!", result.text());
    }
}
