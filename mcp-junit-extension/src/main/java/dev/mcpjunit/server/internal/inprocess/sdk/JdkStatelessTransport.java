/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.inprocess.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The SDK's stateless transport: each request stands for itself and is answered in JSON. */
final class JdkStatelessTransport implements McpStatelessServerTransport, SdkTransport {

    private final McpJsonMapper json = McpJsonDefaults.getMapper();
    private volatile @Nullable McpStatelessServerHandler handler;

    @Override
    public void setMcpHandler(McpStatelessServerHandler mcpHandler) {
        this.handler = mcpHandler;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        McpStatelessServerHandler target = handler;
        if (target == null || !exchange.getRequestMethod().equals("POST")) {
            HttpHost.answer(exchange, target == null ? 503 : 405, "");
            return;
        }
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        var message = McpSchema.deserializeJsonRpcMessage(json, body);
        if (message instanceof McpSchema.JSONRPCRequest request) {
            var response =
                    target.handleRequest(McpTransportContext.EMPTY, request).block();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            HttpHost.answer(exchange, 200, json.writeValueAsString(response));
        } else {
            if (message instanceof McpSchema.JSONRPCNotification notification) {
                target.handleNotification(McpTransportContext.EMPTY, notification)
                        .block();
            }
            HttpHost.answer(exchange, 202, "");
        }
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.empty();
    }

    @Override
    public void shutDown() {
        // There are no sessions to close.
    }
}
