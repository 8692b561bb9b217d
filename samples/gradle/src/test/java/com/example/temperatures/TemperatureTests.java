/* SPDX-License-Identifier: Apache-2.0 */
package com.example.temperatures;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static dev.mcpjunit.assertj.McpAssertions.assertThatThrownBy;
import static dev.mcpjunit.fault.Selector.toolCall;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.PinnedSchema;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.traffic.Traffic;
import java.util.Map;
import org.junit.jupiter.api.Test;

@McpServer(
        name = "temperatures",
        command = {"${java.home}/bin/java", "-cp", "${java.class.path}", "com.example.temperatures.TemperatureServer"})
@PinnedSchema
class TemperatureTests {

    @Test
    void converts_to_fahrenheit(McpConnection temperatures) {
        assertThat(temperatures.callTool("to-fahrenheit", Map.of("celsius", 37)))
                .isSuccess()
                .hasTextContaining("98.6");
    }

    @Test
    void a_call_succeeds_after_one_that_was_refused(McpConnection temperatures, FaultInjector faults, Traffic traffic) {
        faults.on(toolCall("to-fahrenheit").first()).rpcError(-32050, "busy");

        assertThatThrownBy(() -> temperatures.callTool("to-fahrenheit", Map.of("celsius", 0)))
                .isInstanceOf(McpErrorException.class)
                .hasMessageContaining("busy");

        assertThat(temperatures.callTool("to-fahrenheit", Map.of("celsius", 0)))
                .isSuccess()
                .hasTextContaining("32.0");
        assertThat(traffic.toolCalls("to-fahrenheit")).wereSent(2).reachedServer(1);
    }
}
