/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.sdk;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.server.internal.process.MarkedProcesses;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonMapper;

/**
 * The SDK's transport, with the working directory of the endpoint, and with a mark on the processes it starts: closing
 * it leaves behind what does not leave by itself.
 */
final class TrackedStdioTransport extends StdioClientTransport {

    private final McpEndpoint.Stdio endpoint;
    private final MarkedProcesses processes = new MarkedProcesses();

    TrackedStdioTransport(McpEndpoint.Stdio endpoint, McpJsonMapper json) {
        super(
                ServerParameters.builder(endpoint.program())
                        .args(endpoint.arguments())
                        .env(endpoint.environment())
                        .build(),
                json);
        this.endpoint = endpoint;
        setStdErrorHandler(line -> {});
    }

    @Override
    protected ProcessBuilder getProcessBuilder() {
        ProcessBuilder builder =
                new ProcessBuilder().directory(endpoint.directory().toFile());
        processes.mark(builder.environment());
        return builder;
    }

    void endProcesses() {
        processes.end();
    }
}
