/* SPDX-License-Identifier: Apache-2.0 */
package com.example.forecast;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpCallContext;
import dev.langchain4j.mcp.client.McpClientListener;
import dev.langchain4j.mcp.client.transport.http.StreamableHttpMcpTransport;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * Gets forecasts from an MCP server with LangChain4j, and from a fallback if the call fails: after a timeout, a broken
 * connection, or an HTTP or protocol error.
 *
 * <p>A forecast changes nothing, so the fallback may always answer. Do not copy this for a tool that changes something:
 * after a timeout it is unknown whether the server has made the change.
 */
public final class ForecastClient implements AutoCloseable {

    private final URI server;
    private final Duration timeout;
    private final Duration limit;
    private final UnaryOperator<String> fallback;

    private final AtomicReference<DefaultMcpClient> connection = new AtomicReference<>();
    private final ExecutorService workers = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "forecasts");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Create a client. It connects with its first call, so that it can be created while the server is down.
     *
     * @param server the server, on Streamable HTTP
     * @param timeout the timeout of the handshake, and of each call
     * @param limit the maximum time that a caller waits; must be more than twice the timeout, because a call may need a
     *     handshake first
     * @param fallback returns the forecast for a city if the call fails
     */
    public ForecastClient(URI server, Duration timeout, Duration limit, UnaryOperator<String> fallback) {
        this.server = server;
        this.timeout = timeout;
        this.limit = limit;
        this.fallback = fallback;
    }

    /**
     * Get the forecast for a city.
     *
     * @throws LangChain4jException if the tool returns an error result, for example for an unknown city
     */
    public Forecast forecast(String city) {
        Future<Forecast> answer = workers.submit(() -> ask(city));
        try {
            // LangChain4j has a timeout for each step, except for the handshake after a lost session. The limit covers
            // that case.
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException timedOut) {
            answer.cancel(true);
            disconnect(connection.get());
            return fromFallback(city, "no result within " + limit.toMillis() + " ms");
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException runtime
                    ? runtime
                    : new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a forecast", interrupted);
        }
    }

    private Forecast ask(String city) {
        DefaultMcpClient client;
        try {
            client = connected();
        } catch (RuntimeException failure) {
            return fromFallback(city, "no connection: " + failure.getMessage());
        }
        InvocationContext call = InvocationContext.builder()
                .invocationParameters(new InvocationParameters())
                .build();
        try {
            String text = client.executeTool(request(city), call).resultText();
            return FailureListener.failed(call)
                    ? fromFallback(city, "no answer within " + timeout.toMillis() + " ms")
                    : Forecast.fromServer(text);
        } catch (LangChain4jException failure) {
            if (!FailureListener.failed(call)) {
                throw failure;
            }
            return fromFallback(city, "call failed: " + failure.getMessage());
        } catch (RuntimeException broken) {
            // After a handshake that failed, each call ends here. Only another connection helps.
            disconnect(client);
            return fromFallback(city, "no connection: " + broken.getMessage());
        }
    }

    /**
     * Marks the context of a call that failed. What {@code executeTool} returns or throws does not show that: for a
     * timeout it returns an ordinary text, and for a broken connection it throws the same exception as for an error
     * result.
     */
    private static final class FailureListener implements McpClientListener {

        private static final String KEY = "failed";

        static boolean failed(InvocationContext call) {
            return call.invocationParameters().containsKey(KEY);
        }

        /** Called for timeouts, broken connections, and HTTP and protocol errors, but not for error results. */
        @Override
        public void onExecuteToolError(McpCallContext context, Throwable error) {
            context.invocationContext().invocationParameters().put(KEY, true);
        }
    }

    private Forecast fromFallback(String city, String reason) {
        return Forecast.fromFallback(fallback.apply(city), reason);
    }

    private static ToolExecutionRequest request(String city) {
        return ToolExecutionRequest.builder()
                .name("get-forecast")
                .arguments(
                        JsonNodeFactory.instance.objectNode().put("city", city).toString())
                .build();
    }

    private synchronized DefaultMcpClient connected() {
        DefaultMcpClient existing = connection.get();
        if (existing != null) {
            return existing;
        }
        DefaultMcpClient client = DefaultMcpClient.builder()
                .transport(StreamableHttpMcpTransport.builder()
                        .url(server.toString())
                        .timeout(timeout)
                        .build())
                .initializationTimeout(timeout)
                .toolExecutionTimeout(timeout)
                .addListener(new FailureListener())
                // Each call shows whether the server is available.
                .autoHealthCheck(false)
                .build();
        connection.set(client);
        return client;
    }

    /** Let the next call connect again. */
    private void disconnect(DefaultMcpClient client) {
        if (client != null && connection.compareAndSet(client, null)) {
            // Closing may wait for calls that are never answered, so a worker thread does it.
            workers.execute(client::close);
        }
    }

    @Override
    public void close() {
        disconnect(connection.get());
        workers.shutdown();
    }
}
