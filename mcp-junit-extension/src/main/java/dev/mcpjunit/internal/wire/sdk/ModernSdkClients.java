/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.sdk;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.failure.internal.SdkClassPath;
import dev.mcpjunit.server.internal.ServerLog;
import dev.mcpjunit.server.internal.process.ServerProcess;
import dev.mcpjunit.traffic.Outcome;
import dev.mcpjunit.transcript.internal.ExchangeTape;
import io.modelcontextprotocol.modern.JsonRpc.JSONRPCMessage;
import io.modelcontextprotocol.modern.client.McpAsyncClient;
import io.modelcontextprotocol.modern.client.McpClient;
import io.modelcontextprotocol.modern.client.McpSyncClient;
import io.modelcontextprotocol.modern.client.transport.HttpClientMcpTransport;
import io.modelcontextprotocol.modern.client.transport.McpClientTransport;
import io.modelcontextprotocol.modern.client.transport.McpHttpRequestCustomizer;
import io.modelcontextprotocol.modern.client.transport.McpTransportRequest;
import io.modelcontextprotocol.modern.client.transport.StdioMcpClientTransport;
import java.time.Duration;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.function.Function;
import org.apiguardian.api.API;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Connects the SDK's clients without a handshake, which it has since 2.2. No other class uses their types, because they
 * are missing in earlier versions.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ModernSdkClients {

    private static final String OTHERS = "Ask for McpConnection, which speaks all revisions, or for the clients in"
            + " io.modelcontextprotocol.client.";

    private ModernSdkClients() {}

    /** A blocking client that has discovered its server. */
    public static SdkClient sync(SdkTarget target, Duration timeout) {
        return connected(target, transport -> {
            McpSyncClient client = McpClient.sync(transport)
                    .roundTimeout(timeout)
                    .callTimeout(timeout)
                    .build();
            return new Discovering(client, client::discover);
        });
    }

    /** A reactive client that has discovered its server. */
    public static SdkClient async(SdkTarget target, Duration timeout) {
        return connected(target, transport -> {
            McpAsyncClient client = McpClient.async(transport)
                    .roundTimeout(timeout)
                    .callTimeout(timeout)
                    .build();
            return new Discovering(client, () -> client.discover().block());
        });
    }

    private static SdkClient connected(SdkTarget target, Function<McpClientTransport, Discovering> building) {
        if (target.sse()) {
            throw new ServerStartException(
                    "Server '" + target.server()
                            + "' is reached over HTTP+SSE, which the modern clients of the Java SDK" + " do not speak. "
                            + OTHERS,
                    null);
        }
        Wire wire = wire(target);
        try {
            Discovering client = building.apply(new Recording(wire.transport(), new SdkTape(target.connection())));
            client.discover().run();
            return new SdkClient(client.client(), wire.closing());
        } catch (LinkageError | ServiceConfigurationError unfit) {
            wire.closing().run();
            throw SdkClassPath.problem(target.server(), unfit);
        } catch (RuntimeException failure) {
            wire.closing().run();
            throw new ServerStartException(
                    "Server '" + target.server() + "': the modern client of the Java SDK, which speaks"
                            + " no revision before 2026-07-28, could not discover it: " + failure + ". " + OTHERS,
                    failure);
        }
    }

    private static Wire wire(SdkTarget target) {
        try {
            return target.endpoint() instanceof McpEndpoint.Stdio stdio
                    ? stdio(target.server(), stdio)
                    : http((McpEndpoint.Http) target.endpoint());
        } catch (LinkageError | ServiceConfigurationError unfit) {
            throw SdkClassPath.problem(target.server(), unfit);
        }
    }

    /** The SDK's own way to start a process has no working directory and leaves child processes behind. */
    private static Wire stdio(String server, McpEndpoint.Stdio endpoint) {
        ServerProcess process = ServerProcess.start(server, endpoint, new ServerLog());
        try {
            StdioMcpClientTransport transport = StdioMcpClientTransport.builder(process.output(), process.input())
                    .start();
            return new Wire(transport, () -> {
                transport.close();
                process.stop();
            });
        } catch (Error | RuntimeException failure) {
            process.stop();
            throw failure;
        }
    }

    private static Wire http(McpEndpoint.Http endpoint) {
        McpHttpRequestCustomizer headers = (request, sent, context) -> {
            endpoint.headers().forEach(sent::set);
            return Mono.empty();
        };
        var transport = HttpClientMcpTransport.builder(endpoint.uri())
                .requestCustomizer(headers)
                .build();
        // It has nothing to close: its connections end with the JDK's client when nothing refers to that any more.
        return new Wire(transport, () -> {});
    }

    private record Wire(McpClientTransport transport, Runnable closing) {}

    private record Discovering(Object client, Runnable discover) {}

    /** Records the messages of a transport, and changes none of them. */
    private record Recording(McpClientTransport transport, SdkTape tape) implements McpClientTransport {

        @Override
        public Flux<JSONRPCMessage> exchange(McpTransportRequest request) {
            return Flux.defer(() -> {
                ExchangeTape exchange = tape.begin(request.message());
                return transport
                        .exchange(request)
                        .doOnNext(tape::delivered)
                        .doOnError(failure -> exchange.end(Outcome.SERVER_GONE, Optional.of(String.valueOf(failure))));
            });
        }

        @Override
        public boolean mirrorsToolParams() {
            return transport.mirrorsToolParams();
        }
    }
}
