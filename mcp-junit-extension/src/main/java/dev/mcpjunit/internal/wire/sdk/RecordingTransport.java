/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.traffic.Outcome;
import dev.mcpjunit.transcript.internal.ConnectionTape;
import dev.mcpjunit.transcript.internal.ExchangeTape;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Records the messages of a transport of the SDK, and changes none of them. */
final class RecordingTransport implements McpClientTransport {

    private static final System.Logger LOG = System.getLogger(RecordingTransport.class.getName());

    private final McpClientTransport transport;
    private final ConnectionTape tape;

    RecordingTransport(McpClientTransport transport, ConnectionTape tape) {
        this.transport = transport;
        this.tape = tape;
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        return transport.connect(incoming -> handler.apply(incoming.doOnNext(this::delivered)));
    }

    private void delivered(JSONRPCMessage message) {
        Optional<String> text = text(message);
        text.map(Json::parse)
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .ifPresent(json -> tape.delivered(text.orElse(""), json));
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.defer(() -> {
            ExchangeTape exchange = begun(message);
            return transport
                    .sendMessage(message)
                    .doOnError(failure -> exchange.end(Outcome.SERVER_GONE, Optional.of(String.valueOf(failure))));
        });
    }

    private ExchangeTape begun(JSONRPCMessage message) {
        Optional<String> text = text(message);
        if (text.isEmpty() || !(Json.parse(text.get()) instanceof JsonObject json)) {
            return ExchangeTape.OFF;
        }
        ExchangeTape exchange = tape.begin(json);
        exchange.fromClient(json, text.get().getBytes(UTF_8).length);
        if (!RpcMessage.isRequest(json)) {
            exchange.end(Outcome.ACCEPTED, Optional.empty());
        }
        return exchange;
    }

    /** The message as the SDK writes it; empty if it cannot, because a recording must not fail the client. */
    private static Optional<String> text(JSONRPCMessage message) {
        try {
            return Optional.of(McpJsonDefaults.getMapper().writeValueAsString(message));
        } catch (IOException unwritable) {
            LOG.log(System.Logger.Level.WARNING, "A message of the SDK is missing in the transcript", unwritable);
            return Optional.empty();
        }
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
