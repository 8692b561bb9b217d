/* SPDX-License-Identifier: Apache-2.0 */
package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpjunit.ForServer;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fault.Selector;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.traffic.Traffic;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Without optional libraries: each test has its own proxy with faults. */
@McpServer(name = "http", inProcess = PlainTests.Weather.class)
@McpServer(name = "stdio", source = "stdio")
class WireTests {

    static ServerSpec stdio() {
        return PlainTests.stdio();
    }

    @Test
    void overHttp(@ForServer("http") McpConnection weather, FaultInjector faults, Traffic traffic) {
        assertFaultHappens(weather, faults, traffic);
    }

    @Test
    void onStandardInputAndOutput(@ForServer("stdio") McpConnection weather, FaultInjector faults, Traffic traffic) {
        assertFaultHappens(weather, faults, traffic);
    }

    private static void assertFaultHappens(McpConnection weather, FaultInjector faults, Traffic traffic) {
        faults.on(Selector.toolCall("get-forecast").first()).toolError("no forecasts");

        assertTrue(weather.callTool("get-forecast", Map.of("city", "Oslo")).isError());
        assertFalse(weather.callTool("get-forecast", Map.of("city", "Oslo")).isError());
        assertEquals(1, traffic.toolCalls("get-forecast").executed());
    }
}
