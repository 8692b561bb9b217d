/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.server.transport.HttpServletSseServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ElicitFormRequest;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The Java SDK's own server of HTTP+SSE, which is a servlet, with a tool that asks the user. */
@SuppressWarnings("deprecation") // so is the transport, but servers still have it
public final class SdkSseServer implements AutoCloseable {

    private static final McpJsonMapper MAPPER = McpJsonDefaults.getMapper();

    private final ServletHost host;
    private final McpSyncServer server;

    /** Start a server. */
    public SdkSseServer() {
        var transport = HttpServletSseServerTransportProvider.builder()
                .messageEndpoint("/message")
                .sseEndpoint("/sse")
                .build();
        var greet = new SyncToolSpecification(
                convert(Map.of("name", "greet", "inputSchema", Map.of("type", "object")), Tool.class),
                (exchange, request) -> greet(exchange));
        this.server = McpServer.sync(transport)
                .serverInfo("old", "1")
                .capabilities(ServerCapabilities.builder().tools(true).build())
                .tools(greet)
                .build();
        this.host = new ServletHost(transport);
    }

    private static CallToolResult greet(McpSyncServerExchange exchange) {
        var question = Map.of("message", "Who?", "requestedSchema", Map.of("type", "object", "properties", Map.of()));
        var user = exchange.createElicitation(convert(question, ElicitFormRequest.class));
        var text = Map.of("type", "text", "text", "Hello " + user.content().get("name"));
        return convert(Map.of("content", List.of(text)), CallToolResult.class);
    }

    private static <T> T convert(Map<String, ?> json, Class<T> type) {
        return MAPPER.convertValue(json, type);
    }

    /** Tell all clients that the tools have changed. */
    public void announce() {
        server.notifyToolsListChanged();
    }

    /** Where its event stream is. */
    public URI uri() {
        return URI.create("http://localhost:" + host.port() + "/sse");
    }

    @Override
    public void close() {
        server.close();
        host.close();
    }
}
