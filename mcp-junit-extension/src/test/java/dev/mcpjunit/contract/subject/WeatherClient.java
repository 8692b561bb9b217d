/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.subject;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.model.ToolResult;
import dev.mcpjunit.server.ServerSpec;
import java.time.Duration;
import java.util.Map;

/** A plain client, connected to one server. */
final class WeatherClient implements AutoCloseable {

    private final ServerHandle handle;
    private final McpConnection connection;

    WeatherClient(McpEndpoint endpoint) {
        this(endpoint, Duration.ofSeconds(8));
    }

    WeatherClient(McpEndpoint endpoint, Duration timeout) {
        handle = new ServerHandle(
                ServerSpec.endpoint(endpoint).requestTimeout(timeout).build());
        connection = handle.connection();
    }

    ToolResult forecast() {
        return connection.callTool("get-forecast", Map.of("city", "Oslo"));
    }

    @Override
    public void close() {
        handle.close();
    }
}
