/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.inprocess.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.mcpjunit.internal.rpc.McpHeaders;
import dev.mcpjunit.internal.rpc.MetaKeys;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcErrors;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.modern.JsonRpc;
import io.modelcontextprotocol.modern.JsonRpc.JSONRPCMessage;
import io.modelcontextprotocol.modern.JsonRpc.JSONRPCNotification;
import io.modelcontextprotocol.modern.JsonRpc.JSONRPCRequest;
import io.modelcontextprotocol.modern.JsonRpc.JSONRPCResponse;
import io.modelcontextprotocol.modern.JsonRpc.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.modern.server.McpRequestManager;
import io.modelcontextprotocol.modern.server.McpServer;
import io.modelcontextprotocol.modern.server.McpTransportResponse;
import io.modelcontextprotocol.modern.server.transport.McpHeaderDecoder;
import io.modelcontextprotocol.server.transport.HeaderAccessor;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Revision 2026-07-28 over HTTP for a server that the SDK calls modern, since its version 2.2. It is built without a
 * transport, and the SDK's own transport for HTTP needs a servlet container.
 */
final class JdkModernTransport implements SdkTransport {

    private final McpJsonMapper json = McpJsonDefaults.getMapper();
    private final McpRequestManager server;

    JdkModernTransport(Object server) {
        this.server = (McpRequestManager) server;
    }

    /** Whether a method builds such a server. */
    static boolean isBuiltBy(Method method) {
        return McpRequestManager.class.isAssignableFrom(method.getReturnType());
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            HttpHost.answer(exchange, 405, "");
            return;
        }
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        JSONRPCMessage message;
        try {
            message = JsonRpc.deserializeMessage(json, body);
        } catch (JsonRpc.InvalidMessageException invalid) {
            refuse(exchange, invalid.id(), RpcErrors.INVALID_REQUEST, "Invalid JSON-RPC message");
            return;
        } catch (IOException | RuntimeException unreadable) {
            refuse(exchange, null, RpcErrors.PARSE_ERROR, "Parse error");
            return;
        }
        if (message instanceof JSONRPCRequest request) {
            request(exchange, request);
        } else if (message instanceof JSONRPCNotification notification) {
            server.handleNotification(context(exchange), notification).block();
            HttpHost.answer(exchange, 202, "");
        } else {
            refuse(exchange, null, RpcErrors.INVALID_REQUEST, "A response answers no request of this server");
        }
    }

    private void request(HttpExchange exchange, JSONRPCRequest request) throws IOException {
        Optional<String> mismatch = mismatch(exchange.getRequestHeaders(), request);
        if (mismatch.isPresent()) {
            refuse(exchange, request.id(), RpcErrors.HEADER_MISMATCH, mismatch.get());
            return;
        }
        // A subscription waits for changes, and must not hold a thread of the server meanwhile.
        Mono<McpTransportResponse> handled = request.method().equals(Methods.LISTEN)
                ? server.handle(context(exchange), request)
                : server.handleBlocking(context(exchange), request);
        McpTransportResponse response = handled.block();
        if (response instanceof McpTransportResponse.Result result) {
            answer(exchange, 200, result.response());
        } else if (response instanceof McpTransportResponse.Error error) {
            answer(exchange, status(error.response().error().code()), error.response());
        } else if (response instanceof McpTransportResponse.Streaming streaming) {
            var stream = new EventStream(exchange, json);
            streaming.messages().doOnNext(stream::write).blockLast();
        } else {
            throw new IllegalStateException("The server of the SDK has not answered " + request.method());
        }
    }

    /** What the SDK leaves to its transport: the headers must repeat what the body says. */
    private static Optional<String> mismatch(Headers headers, JSONRPCRequest request) {
        Map<?, ?> params = request.params() instanceof Map<?, ?> map ? map : Map.of();
        Map<?, ?> meta = params.get("_meta") instanceof Map<?, ?> map ? map : Map.of();
        Object revision = meta.get(MetaKeys.REVISION);
        if (revision == null && request.method().equals(Methods.INITIALIZE)) {
            return Optional.empty(); // An older client sent it; the server answers with its revisions.
        }
        Object name =
                switch (request.method()) {
                    case Methods.CALL_TOOL, Methods.GET_PROMPT -> params.get("name");
                    case Methods.READ_RESOURCE -> params.get("uri");
                    default -> null;
                };
        return differs(headers, McpHeaders.METHOD, request.method())
                .or(() -> differs(headers, McpHeaders.REVISION, revision))
                .or(() -> differs(headers, McpHeaders.NAME, name));
    }

    private static Optional<String> differs(Headers headers, String header, @Nullable Object said) {
        List<String> values = headers.getOrDefault(header, List.of());
        if (said == null) {
            return Optional.empty(); // The server itself refuses a request without it.
        }
        return values.size() == 1 && said.equals(McpHeaderDecoder.decodeValue(values.get(0)))
                ? Optional.empty()
                : Optional.of(header + " must be '" + said + "', as in the body, but is " + values);
    }

    private static McpTransportContext context(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        var accessor = new HeaderAccessor() {
            @Override
            public List<String> getHeader(String name) {
                return headers.getOrDefault(name, List.of());
            }

            @Override
            public List<String> getHeaderNames() {
                return List.copyOf(headers.keySet());
            }
        };
        return McpTransportContext.create(Map.of(
                io.modelcontextprotocol.modern.server.McpHeaders.TRANSPORT_CONTEXT_KEY,
                McpHeaderDecoder.headers(accessor)));
    }

    private static int status(int code) {
        return switch (code) {
            case RpcErrors.METHOD_NOT_FOUND -> 404;
            case RpcErrors.PARSE_ERROR,
                    RpcErrors.INVALID_REQUEST,
                    RpcErrors.INVALID_PARAMS,
                    RpcErrors.HEADER_MISMATCH,
                    RpcErrors.MISSING_CAPABILITY,
                    RpcErrors.UNSUPPORTED_VERSION -> 400;
            default -> 200;
        };
    }

    private void refuse(HttpExchange exchange, @Nullable Object id, int code, String reason) throws IOException {
        answer(exchange, 400, JSONRPCResponse.error(id, new JSONRPCError(code, reason)));
    }

    private void answer(HttpExchange exchange, int status, JSONRPCResponse response) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        HttpHost.answer(exchange, status, json.writeValueAsString(response));
    }

    @Override
    public void shutDown() {
        if (server instanceof McpServer closing) {
            closing.closeGracefully();
        }
    }
}
