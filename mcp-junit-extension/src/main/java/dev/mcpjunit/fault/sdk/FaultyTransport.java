/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.sdk;

import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fault.Selector.Target;
import dev.mcpjunit.fault.internal.Medium;
import dev.mcpjunit.fault.internal.PlannedFaults;
import dev.mcpjunit.fault.internal.ResponseCorrelator;
import dev.mcpjunit.fault.internal.Script;
import dev.mcpjunit.fault.internal.Scripts;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.traffic.Outcome;
import dev.mcpjunit.traffic.internal.ExchangeRecord;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apiguardian.api.API;
import reactor.core.publisher.Mono;

/**
 * A transport of the MCP Java SDK to which the faults of a test happen, without a proxy: for clients that take a
 * transport but no address.
 *
 * <pre>{@code
 * @Test
 * void givesUp(FaultInjector faults) {
 *     faults.on(toolCall("forecast").first()).hang();
 *     var client = McpClient.sync(FaultyTransport.around(transport, faults)).build();
 *     …
 * }
 * }</pre>
 *
 * <p>Faults and traffic are the same as with a proxy, but there are no bytes: a fault that needs bytes, such as half a
 * message or an HTTP status, does not happen here, and so fails its test as unused. A connection that is cut shows as a
 * failed send. Prefer the injected {@code McpEndpoint} where a client takes one: this transport cannot show how the
 * client's own transport behaves.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class FaultyTransport implements McpClientTransport {

    private final McpClientTransport transport;
    private final String server;
    private final PlannedFaults faults;
    private final ResponseCorrelator<SdkExchange> inFlight = new ResponseCorrelator<>();
    private volatile Consumer<Throwable> exceptionHandler = unheard -> {};
    private volatile Inbox inbox = message -> {
        throw new IllegalStateException("The client has not connected yet");
    };

    private FaultyTransport(McpClientTransport transport, String server, PlannedFaults faults) {
        this.transport = transport;
        this.server = server;
        this.faults = faults;
    }

    /**
     * Put faults between a client and its transport.
     *
     * @param transport what carries the messages
     * @param faults what the test injects faults by
     * @return the transport for the client; never {@code null}
     */
    public static FaultyTransport around(McpClientTransport transport, FaultInjector faults) {
        return around(transport, "in-jvm", faults);
    }

    /**
     * Put faults between one of several clients and its transport.
     *
     * @param transport what carries the messages
     * @param server the name of the server, for selectors and in the traffic
     * @param faults what the test injects faults by
     * @return the transport for the client; never {@code null}
     */
    public static FaultyTransport around(McpClientTransport transport, String server, FaultInjector faults) {
        if (!(faults instanceof PlannedFaults planned)) {
            throw new IllegalArgumentException(
                    "Faults come from the FaultInjector that JUnit injects, but this one is a " + faults.getClass());
        }
        var faulty = new FaultyTransport(transport, server, planned);
        planned.plan().whenCleared(faulty::abort);
        planned.recorder().canReach(server);
        return faulty;
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        faults.recorder().noteClient();
        inbox = message ->
                handler.apply(Mono.just(message)).subscribe(taken -> {}, failure -> exceptionHandler.accept(failure));
        return transport.connect(incoming ->
                incoming.flatMap(message -> said(message) ? Mono.just(message).transform(handler) : Mono.empty()));
    }

    /** Whether a message of the server goes on as it is. */
    private boolean said(JSONRPCMessage message) {
        JsonObject json = SdkMessages.toJson(message);
        return inFlight.find(json).map(exchange -> exchange.take(json)).orElse(true);
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.defer(() -> {
            JsonObject json = SdkMessages.toJson(message);
            ExchangeRecord entry =
                    faults.recorder().begin(server, 1, json, Json.print(json).length(), Map.of());
            int cleared = faults.plan().timesCleared();
            Script script = faults.plan().decide(Medium.IN_JVM, Target.MESSAGE, server, json, entry::fault);
            var exchange = new SdkExchange(server, entry, inFlight, delivered -> inbox.deliver(delivered));
            inFlight.add(json, exchange);
            if (faults.plan().timesCleared() != cleared) {
                exchange.abort();
            }
            // Deferred, for some transports send when they are asked for the Mono, and not when it is subscribed to.
            Mono<Void> send = Mono.defer(() -> transport.sendMessage(message))
                    .doOnSuccess(sent -> exchange.forwarded())
                    .doOnError(failure -> exchange.finished(Outcome.SERVER_GONE));
            return script == Scripts.NONE ? send : exchange.follow(script, send);
        });
    }

    @Override
    public void setExceptionHandler(Consumer<Throwable> handler) {
        exceptionHandler = handler;
        transport.setExceptionHandler(handler);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.defer(() -> {
            abort();
            return transport.closeGracefully();
        });
    }

    @Override
    public void close() {
        abort();
        transport.close();
    }

    private void abort() {
        inFlight.all().forEach(SdkExchange::abort);
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return transport.unmarshalFrom(data, type);
    }

    @Override
    public List<String> protocolVersions() {
        return transport.protocolVersions();
    }

    /** Where the client takes messages. */
    interface Inbox {
        void deliver(JSONRPCMessage message);
    }
}
