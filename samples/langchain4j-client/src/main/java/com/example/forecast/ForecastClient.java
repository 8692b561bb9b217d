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
 * Gets forecasts from an MCP server by LangChain4j, and from a fallback while the server does not answer.
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
     * @param timeout how long the server may take to connect, and how long to answer
     * @param limit how long a caller waits at most, more than twice the timeout
     * @param fallback the forecast for a city while the server does not answer
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
     * @throws LangChain4jException if the server answers that it has none, for example because there is no such city
     */
    public Forecast forecast(String city) {
        Future<Forecast> answer = workers.submit(() -> ask(city));
        try {
            // LangChain4j ends each step itself, except where it waits for another handshake. Then the limit holds.
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stuck) {
            answer.cancel(true);
            disconnect(connection.get());
            return replaced(city, "LangChain4j did not return");
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException refusal
                    ? refusal
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
            return replaced(city, "no connection: " + failure.getMessage());
        }
        InvocationContext call = InvocationContext.builder()
                .invocationParameters(new InvocationParameters())
                .build();
        try {
            String text = client.executeTool(request(city), call).resultText();
            return Unanswered.is(call)
                    ? replaced(city, "no answer within " + timeout.toMillis() + " ms")
                    : Forecast.ofServer(text);
        } catch (LangChain4jException failure) {
            if (!Unanswered.is(call)) {
                throw failure;
            }
            return replaced(city, "no answer: " + failure.getMessage());
        } catch (RuntimeException broken) {
            // After a handshake that failed, each call ends here. Only another connection helps.
            disconnect(client);
            return replaced(city, "no connection: " + broken.getMessage());
        }
    }

    /**
     * Notes in the context of a call that the server did not answer it. What {@code executeTool} returns or throws does
     * not show that: a timeout is an ordinary text, and a broken connection throws what an error result throws.
     */
    private static final class Unanswered implements McpClientListener {

        private static final String KEY = "unanswered";

        static boolean is(InvocationContext call) {
            return call.invocationParameters().containsKey(KEY);
        }

        /** Called for timeouts, broken connections and errors of the protocol, and not for error results of a tool. */
        @Override
        public void onExecuteToolError(McpCallContext context, Throwable error) {
            context.invocationContext().invocationParameters().put(KEY, true);
        }
    }

    private Forecast replaced(String city, String reason) {
        return Forecast.ofFallback(fallback.apply(city), reason);
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
                .addListener(new Unanswered())
                // Each call shows whether the server is there.
                .autoHealthCheck(false)
                .build();
        connection.set(client);
        return client;
    }

    /** Let the next call connect again. */
    private void disconnect(DefaultMcpClient client) {
        if (client != null && connection.compareAndSet(client, null)) {
            // Closing may wait for calls that are never answered, so no caller does it.
            workers.execute(client::close);
        }
    }

    @Override
    public void close() {
        disconnect(connection.get());
        workers.shutdown();
    }
}
