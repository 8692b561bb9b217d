/* SPDX-License-Identifier: Apache-2.0 */
package com.example.temperatures;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A server on standard input and output that converts temperatures. */
public final class TemperatureServer {

    private static final Tool CONVERT = Tool.builder(
                    "to-fahrenheit",
                    Map.of(
                            "type",
                            "object",
                            "properties",
                            Map.of("celsius", Map.of("type", "number")),
                            "required",
                            List.of("celsius")))
            .description("Convert a temperature from degrees Celsius to Fahrenheit.")
            .build();

    private TemperatureServer() {}

    public static void main(String[] arguments) {
        McpServer.sync(new StdioServerTransportProvider(McpJsonDefaults.getMapper()))
                .serverInfo("temperatures", "1.0")
                .toolCall(CONVERT, (exchange, call) -> converted(call.arguments()))
                .build();
    }

    private static CallToolResult converted(Map<String, Object> arguments) {
        if (!(arguments.get("celsius") instanceof Number celsius)) {
            return CallToolResult.builder()
                    .addTextContent("celsius must be a number.")
                    .isError(true)
                    .build();
        }
        double fahrenheit = celsius.doubleValue() * 9 / 5 + 32;
        return CallToolResult.builder()
                .addTextContent(String.format(Locale.ROOT, "%.1f", fahrenheit))
                .build();
    }
}
