/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.wire.http;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.failure.ServerUnreachableException;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.time.Deadline;
import dev.mcpjunit.time.Durations;
import dev.mcpjunit.wire.Findings;
import dev.mcpjunit.wire.Inbox;
import dev.mcpjunit.wire.RequestName;
import dev.mcpjunit.wire.Wire;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Speaks with a Streamable HTTP endpoint: one POST per message, the answer as JSON or as an event stream. Keeps the
 * session id that a server of the handshake era gives out, and gives it back when closed.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HttpWire implements Wire {

    private static final String SESSION = "Mcp-Session-Id";
    private static final JsonObject LISTENING =
            JsonObject.builder().put("method", "GET").build();
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final String subject;
    private final McpEndpoint.Http endpoint;
    private final Inbox inbox;
    private final ExecutorService threads;
    private final HttpClient client;
    private final Findings findings = new Findings();
    private final Map<Object, CompletableFuture<?>> waiting = new ConcurrentHashMap<>();
    private volatile @Nullable String session;
    private volatile boolean closed;

    /**
     * Speak with an endpoint. Nothing is sent yet.
     *
     * @param server the server's name, for messages
     * @param endpoint where it is
     * @param inbox takes what the server says by itself
     */
    public HttpWire(String server, McpEndpoint.Http endpoint, Inbox inbox) {
        this.subject = "Server '" + server + "' at " + endpoint.describe();
        this.endpoint = endpoint;
        this.inbox = inbox;
        this.threads = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "mcp-junit http of " + server);
            thread.setDaemon(true);
            return thread;
        });
        this.client = HttpClient.newBuilder()
                // Offering an upgrade to HTTP/2 on plain HTTP confuses some servers and helps none.
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(threads)
                .build();
    }

    @Override
    public JsonObject call(JsonObject request, Map<String, String> headers, Deadline deadline) {
        var reader = new AnswerReader(subject, request, inbox, findings);
        HttpResponse<JsonObject> response = exchange(request, headers, deadline, reader);
        response.headers().firstValue(SESSION).ifPresent(id -> session = id);
        return response.body();
    }

    @Override
    public void post(JsonObject message, Map<String, String> headers, Deadline deadline) {
        HttpResponse<String> response = exchange(message, headers, deadline, head -> LimitedBody.text());
        if (response.statusCode() / 100 != 2) {
            throw new McpProtocolException(
                    subject + " refused " + RequestName.of(message) + " with HTTP " + response.statusCode() + ": "
                            + Findings.excerpt(response.body()),
                    null);
        }
        if (response.statusCode() != 202 && response.statusCode() != 204) {
            findings.add("HTTP " + response.statusCode() + " to " + RequestName.of(message) + ", where 202 is due");
        }
    }

    private <T> HttpResponse<T> exchange(
            JsonObject message, Map<String, String> headers, Deadline deadline, HttpResponse.BodyHandler<T> reader) {
        if (closed) {
            throw closedAlready();
        }
        CompletableFuture<HttpResponse<T>> exchange = client.sendAsync(request(message, headers), reader);
        return await(message, exchange, exchange, deadline);
    }

    /**
     * Wait for something about an exchange; who gives up on that gives up the exchange.
     *
     * @param message what was asked, for messages
     */
    private <T> T await(
            JsonObject message, CompletableFuture<?> exchange, CompletableFuture<T> awaited, Deadline deadline) {
        var ticket = new Object();
        waiting.put(ticket, exchange);
        if (closed) {
            exchange.cancel(true);
        }
        try {
            return awaited.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            // Closes the connection; nobody reads what may still come.
            exchange.cancel(true);
            throw new McpTimeoutException(
                    subject + " did not answer " + RequestName.of(message)
                            + " within " + Durations.print(deadline.budget()) + " (waited "
                            + deadline.elapsed().toMillis() + " ms). " + RequestName.adviceWhenLate(message),
                    null);
        } catch (InterruptedException interrupted) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new McpTimeoutException(
                    "Interrupted after " + Durations.print(deadline.elapsed()) + " while waiting: " + subject
                            + " did not yet answer " + RequestName.of(message),
                    interrupted);
        } catch (ExecutionException failed) {
            throw failure(message, failed.getCause());
        } catch (CancellationException closedMeanwhile) {
            throw closedAlready();
        } finally {
            waiting.remove(ticket);
        }
    }

    private McpProtocolException closedAlready() {
        return new McpProtocolException(subject + ": the connection is closed", null);
    }

    private HttpRequest request(JsonObject message, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.uri())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(message.toString()));
        return withHeaders(request, "application/json, text/event-stream", headers);
    }

    private HttpRequest withHeaders(HttpRequest.Builder request, String accepted, Map<String, String> headers) {
        request.setHeader("Accept", accepted);
        endpoint.headers().forEach(request::setHeader);
        headers.forEach(request::setHeader);
        String id = session;
        if (id != null) {
            request.setHeader(SESSION, id);
        }
        return request.build();
    }

    private McpException failure(JsonObject message, @Nullable Throwable cause) {
        for (Throwable reason = cause; reason != null; reason = reason.getCause()) {
            if (reason instanceof McpException known) {
                return known;
            }
        }
        if (cause instanceof ConnectException) {
            return new ServerUnreachableException(
                    subject + " cannot be reached: the connection was refused. Is it running, and is the port right?",
                    cause);
        }
        if (cause instanceof IOException) {
            return new ServerUnreachableException(
                    subject + " broke the connection during " + RequestName.of(message) + ": " + cause, cause);
        }
        return new McpProtocolException(
                subject + " could not be asked " + RequestName.of(message) + ": " + cause, cause);
    }

    @Override
    public boolean hasExchangePerRequest() {
        return true;
    }

    @Override
    public void listen(Map<String, String> headers, Deadline deadline) {
        var head = new CompletableFuture<ResponseInfo>();
        CompletableFuture<?> stream = client.sendAsync(
                withHeaders(HttpRequest.newBuilder(endpoint.uri()).GET(), "text/event-stream", headers),
                new StandingStream(head, inbox, findings));
        CompletableFuture<?> unused = stream.whenComplete((end, failed) ->
                head.completeExceptionally(failed == null ? new IOException("the answer has no head") : failed));
        int status = await(LISTENING, stream, head, deadline).statusCode();
        if (status / 100 != 2) {
            throw new McpProtocolException(
                    subject + " has no stream for what it tells by itself: it answered GET with HTTP " + status + ".",
                    null);
        }
        waiting.put(stream, stream);
    }

    @Override
    public List<String> findings() {
        return findings.all();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        // Without its threads the client would leave those who wait in the dark.
        waiting.values().forEach(exchange -> exchange.cancel(true));
        sayGoodbye();
        closeConnections();
        threads.shutdownNow();
    }

    /** Before Java 21 a client cannot be closed; its idle connections go with it when it is collected. */
    private void closeConnections() {
        try {
            HttpClient.class.getMethod("shutdownNow").invoke(client);
        } catch (NoSuchMethodException beforeJava21) {
            // Nothing more can be done.
        } catch (ReflectiveOperationException unexpected) {
            findings.add("The HTTP client could not be closed: " + unexpected);
        }
    }

    /** A server that keeps sessions wants to know that this one is over; one that does not answers 405. */
    private void sayGoodbye() {
        String id = session;
        if (id == null) {
            return;
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(endpoint.uri()).timeout(GOODBYE).DELETE();
        endpoint.headers().forEach(request::setHeader);
        request.setHeader(SESSION, id);
        try {
            client.sendAsync(request.build(), BodyHandlers.discarding()).get(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException unwilling) {
            // Its sessions are its own business.
        }
    }
}
