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
import java.io.UncheckedIOException;
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
        try {
            written(message).ifPresent(written -> tape.delivered(written.text(), written.json()));
        } catch (RuntimeException problem) {
            report(problem);
        }
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
        try {
            return written(message).map(this::begun).orElse(ExchangeTape.OFF);
        } catch (RuntimeException problem) {
            report(problem);
            return ExchangeTape.OFF;
        }
    }

    private ExchangeTape begun(Written written) {
        ExchangeTape exchange = tape.begin(written.json());
        exchange.fromClient(written.json(), written.text().getBytes(UTF_8).length);
        if (!RpcMessage.isRequest(written.json())) {
            exchange.end(Outcome.ACCEPTED, Optional.empty());
        }
        return exchange;
    }

    /** A recording must not fail the client: what is thrown in its stream would end the stream. */
    private static void report(RuntimeException problem) {
        LOG.log(System.Logger.Level.WARNING, "A message of the SDK is missing in the transcript", problem);
    }

    /** A message as the SDK writes it. */
    private record Written(String text, JsonObject json) {}

    private static Optional<Written> written(JSONRPCMessage message) {
        try {
            String text = McpJsonDefaults.getMapper().writeValueAsString(message);
            return Json.parse(text) instanceof JsonObject json
                    ? Optional.of(new Written(text, json))
                    : Optional.empty();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
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
