/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.sdk;

import dev.mcpjunit.traffic.Outcome;
import dev.mcpjunit.transcript.internal.ConnectionTape;
import dev.mcpjunit.transcript.internal.ExchangeTape;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Records the messages of a transport of the SDK, and changes none of them. */
final class RecordingTransport implements McpClientTransport {

    private final McpClientTransport transport;
    private final SdkTape tape;

    RecordingTransport(McpClientTransport transport, ConnectionTape tape) {
        this.transport = transport;
        this.tape = new SdkTape(tape);
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        return transport.connect(incoming -> handler.apply(incoming.doOnNext(tape::delivered)));
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.defer(() -> {
            ExchangeTape exchange = tape.begin(message);
            return transport
                    .sendMessage(message)
                    .doOnError(failure -> exchange.end(Outcome.SERVER_GONE, Optional.of(String.valueOf(failure))));
        });
    }

    @Override
    public void setExceptionHandler(Consumer<Throwable> handler) {
        transport.setExceptionHandler(handler);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return transport.closeGracefully();
    }

    @Override
    public void close() {
        transport.close();
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
