/* SPDX-License-Identifier: Apache-2.0 */
package com.example.resilient;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * Notifies a server when its caller no longer waits. The SDK's own time limit only ends the wait: the server goes on
 * working, and work piles up on a server that is already slow.
 */
final class CancellingTransport implements McpClientTransport {

    private final McpClientTransport transport;
    private final Duration timeLimit;
    private final Map<Object, Disposable> waiting = new ConcurrentHashMap<>();

    CancellingTransport(McpClientTransport transport, Duration timeLimit) {
        this.transport = transport;
        this.timeLimit = timeLimit;
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        if (!(message instanceof JSONRPCRequest request) || !request.method().equals("tools/call")) {
            return transport.sendMessage(message);
        }
        return Mono.defer(() -> {
            watch(request.id());
            return transport.sendMessage(message).doOnError(failure -> forget(request.id()));
        });
    }

    private void watch(Object id) {
        Disposable timer = Mono.delay(timeLimit)
                .flatMap(late -> cancel(id))
                .subscribe(sent -> {}, failure -> {}); // the notification is best effort
        waiting.put(id, timer);
    }

    private Mono<Void> cancel(Object id) {
        waiting.remove(id);
        var params = Map.of("requestId", id, "reason", "The time limit of " + timeLimit + " is over");
        return transport.sendMessage(new JSONRPCNotification("notifications/cancelled", params));
    }

    private void forget(Object id) {
        Disposable timer = waiting.remove(id);
        if (timer != null) {
            timer.dispose();
        }
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        return transport.connect(incoming -> handler.apply(incoming.doOnNext(message -> {
            if (message instanceof JSONRPCResponse response && response.id() != null) {
                forget(response.id());
            }
        })));
    }

    @Override
    public void setExceptionHandler(Consumer<Throwable> handler) {
        transport.setExceptionHandler(handler);
    }

    @Override
    public Mono<Void> closeGracefully() {
        List.copyOf(waiting.keySet()).forEach(this::forget);
        return transport.closeGracefully();
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return transport.unmarshalFrom(data, type);
    }

    @Override
    public List<String> protocolVersions() {
        return transport.protocolVersions();
    }
}
