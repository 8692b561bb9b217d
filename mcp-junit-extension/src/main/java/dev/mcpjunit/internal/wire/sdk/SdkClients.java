/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.sdk;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.failure.internal.SdkClassPath;
import dev.mcpjunit.internal.time.BoundedCall;
import dev.mcpjunit.transcript.internal.ConnectionTape;
import dev.mcpjunit.transcript.internal.ServerTape;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientSseClientTransport;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ServiceConfigurationError;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * Connects the SDK's own clients over the SDK's own transports: a test that asks for one wants to see how it behaves.
 * Only its processes are looked after, which the SDK may leave behind.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SdkClients {

    private static final Duration CLOSE = Duration.ofSeconds(3);

    private SdkClients() {}

    /** A connected blocking client that is not recorded. */
    public static SdkClient sync(String server, McpEndpoint endpoint, boolean sse, Duration timeout) {
        return sync(new SdkTarget(server, endpoint, sse, ServerTape.OFF), timeout);
    }

    /** A connected blocking client. */
    public static SdkClient sync(SdkTarget target, Duration timeout) {
        return fitting(target.server(), () -> connectSync(target.server(), transport(target), timeout));
    }

    /** A connected reactive client. */
    public static SdkClient async(SdkTarget target, Duration timeout) {
        return fitting(target.server(), () -> connectAsync(target.server(), transport(target), timeout));
    }

    private static SdkClient fitting(String server, Supplier<SdkClient> connect) {
        try {
            return connect.get();
        } catch (LinkageError | ServiceConfigurationError unfit) {
            throw SdkClassPath.problem(server, unfit);
        }
    }

    private static SdkClient connectSync(String server, Transport transport, Duration timeout) {
        McpSyncClient client = McpClient.sync(transport.transport())
                .requestTimeout(timeout)
                .initializationTimeout(timeout)
                .build();
        Runnable closing = () -> close(server, client::closeGracefully, transport);
        return connected(server, client, client::initialize, closing);
    }

    private static SdkClient connectAsync(String server, Transport transport, Duration timeout) {
        McpAsyncClient client = McpClient.async(transport.transport())
                .requestTimeout(timeout)
                .initializationTimeout(timeout)
                .build();
        Runnable closing = () -> close(server, () -> client.closeGracefully().block(), transport);
        return connected(server, client, () -> client.initialize().block(), closing);
    }

    private static SdkClient connected(String server, Object client, Runnable initialize, Runnable closing) {
        try {
            initialize.run();
            return new SdkClient(client, closing);
        } catch (LinkageError unfit) {
            closing.run();
            throw unfit;
        } catch (RuntimeException failure) {
            closing.run();
            throw new ServerStartException(
                    "Server '" + server + "': the Java SDK's "
                            + client.getClass().getSimpleName() + " could not connect: " + failure + rootCause(failure),
                    failure);
        }
    }

    /** The SDK wraps what went wrong in a sentence that does not say it. */
    private static String rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause == failure ? "" : " (" + cause + ")";
    }

    private static void close(String server, Runnable graceful, Transport transport) {
        try {
            BoundedCall.run("mcp-junit closes sdk client of " + server, CLOSE, () -> {
                graceful.run();
                return true;
            });
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException unwilling) {
            // Its process is ended below, which ends the client too.
        } finally {
            transport.cleanUp().run();
        }
    }

    private static Transport transport(SdkTarget target) {
        Transport plain = transport(target.endpoint(), target.sse());
        ConnectionTape tape = target.connection();
        return tape == ConnectionTape.OFF
                ? plain
                : new Transport(new RecordingTransport(plain.transport(), tape), plain.cleanUp());
    }

    private static Transport transport(McpEndpoint endpoint, boolean sse) {
        if (endpoint instanceof McpEndpoint.Stdio stdio) {
            var transport = new TrackedStdioTransport(stdio, McpJsonDefaults.getMapper());
            return new Transport(transport, transport::endProcesses);
        }
        var http = (McpEndpoint.Http) endpoint;
        URI uri = http.uri();
        String base = uri.getScheme() + "://" + uri.getRawAuthority();
        String path = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        HttpRequest.Builder request = HttpRequest.newBuilder();
        http.headers().forEach(request::header);
        return new Transport(sse ? sse(base, path, request) : streamable(base, path, request), () -> {});
    }

    private static McpClientTransport streamable(String base, String path, HttpRequest.Builder request) {
        return HttpClientStreamableHttpTransport.builder(base)
                .endpoint(path)
                .requestBuilder(request)
                .build();
    }

    @SuppressWarnings("deprecation") // as the transport is that it speaks
    private static McpClientTransport sse(String base, String path, HttpRequest.Builder request) {
        return HttpClientSseClientTransport.builder(base)
                .sseEndpoint(path)
                .requestBuilder(request)
                .build();
    }

    private record Transport(McpClientTransport transport, Runnable cleanUp) {}
}
