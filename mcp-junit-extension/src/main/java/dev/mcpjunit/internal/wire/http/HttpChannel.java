/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.http;

import dev.mcpjunit.authorization.ClientAuthorization;
import dev.mcpjunit.authorization.internal.client.Attempts;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.failure.ServerUnreachableException;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.internal.wire.MessageTooLargeException;
import dev.mcpjunit.internal.wire.RequestName;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.server.Cookies;
import dev.mcpjunit.transcript.internal.ExchangeTape;
import java.io.IOException;
import java.net.ConnectException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges HTTP messages with one server, whatever they mean. No caller waits longer than the deadline, nor after the
 * close, and every way to get no answer has its own failure.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HttpChannel {

    private final String subject;
    private final McpEndpoint.Http endpoint;
    private final ChannelLogin login;
    private final ExecutorService threads;
    private final HttpClient client;
    private final Cookies cookies;
    private final Map<Object, CompletableFuture<?>> waiting = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * Speak with an endpoint, and log in if it wants that. Nothing is sent yet.
     *
     * @param server the server's name, for messages
     */
    public HttpChannel(String server, McpEndpoint.Http endpoint, Cookies cookies, ClientAuthorization authorization) {
        this.subject = "Server '" + server + "' at " + endpoint.describe();
        this.endpoint = endpoint;
        this.threads = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "mcp-junit http of " + server);
            thread.setDaemon(true);
            return thread;
        });
        var logins = new LoginTasks(subject, threads, this::closedAlready);
        this.login = ChannelLogin.of(subject, endpoint.uri(), authorization, logins);
        HttpClient.Builder builder = HttpClient.newBuilder()
                // Offering an upgrade to HTTP/2 on plain HTTP confuses some servers and helps none.
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(threads);
        if ("http".equalsIgnoreCase(endpoint.uri().getScheme())) {
            builder.sslContext(NoTls.context());
        }
        this.cookies = cookies;
        this.client = (cookies == Cookies.KEPT ? builder.cookieHandler(new CookieManager()) : builder).build();
    }

    /** The server's name and address, as messages begin. */
    public String subject() {
        return subject;
    }

    /** Whether cookies are kept. */
    public Cookies cookies() {
        return cookies;
    }

    /** Where the server is. */
    public URI uri() {
        return endpoint.uri();
    }

    /** A request with what the endpoint wants in each; what the caller sets before it, it may replace. */
    public HttpRequest.Builder withHeaders(HttpRequest.Builder request) {
        endpoint.headers().forEach(request::setHeader);
        return request;
    }

    /** What to do about a request that the server does not let in, on a line of its own. */
    public String adviceOnRefusal() {
        return RefusalHeaders.advice(endpoint);
    }

    /** A message to post. */
    public HttpRequest.Builder post(URI to, JsonObject message) {
        return HttpRequest.newBuilder(to)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(message.toString()));
    }

    /**
     * Send a request; its answer is not waited for.
     *
     * @param message what it asks, for messages
     */
    public <T> CompletableFuture<HttpResponse<T>> send(JsonObject message, HttpRequest request, BodyHandler<T> reader) {
        if (closed) {
            return CompletableFuture.failedFuture(closedAlready());
        }
        return client.sendAsync(request, DecodedBody.around(subject + " answered " + RequestName.of(message), reader));
    }

    /** Send a message and wait for its answer. What is refused because it has no valid token is sent again with one. */
    public <T> HttpResponse<T> exchange(
            JsonObject message, HttpRequest request, BodyHandler<T> reader, Deadline deadline, ExchangeTape tape) {
        Optional<Attempts> attempts = login.attempts(request, deadline);
        if (attempts.isPresent()) {
            return exchange(message, request, reader, deadline, tape, attempts.get());
        }
        Recorded.request(message, request, tape);
        CompletableFuture<HttpResponse<T>> exchange = send(message, request, reader);
        return await(message, exchange, exchange, deadline);
    }

    private <T> HttpResponse<T> exchange(
            JsonObject message,
            HttpRequest request,
            BodyHandler<T> reader,
            Deadline deadline,
            ExchangeTape tape,
            Attempts attempts) {
        while (true) {
            HttpRequest next = ChannelLogin.withToken(request, attempts.token());
            Recorded.request(message, next, tape);
            CompletableFuture<HttpResponse<Optional<T>>> exchange =
                    send(message, next, new RefusalReader<>(reader, tape));
            HttpResponse<Optional<T>> response = await(message, exchange, exchange, deadline);
            if (response.body().isPresent()) {
                return new ReadResponse<>(response, response.body().get());
            }
            login.refused(response, attempts, deadline);
        }
    }

    /** The login to the server. */
    ChannelLogin login() {
        return login;
    }

    /** Wait for something about a GET; who gives up on that gives up the GET. */
    public <T> T awaitGet(CompletableFuture<?> get, CompletableFuture<T> awaited, Deadline deadline) {
        return await(RequestName.GET, get, awaited, deadline);
    }

    /**
     * Wait for something about an exchange; who gives up on that gives up the exchange.
     *
     * @param message what was asked, for messages
     */
    public <T> T await(
            JsonObject message, CompletableFuture<?> exchange, CompletableFuture<T> awaited, Deadline deadline) {
        var ticket = new Object();
        waiting.put(ticket, exchange);
        if (closed) {
            exchange.cancel(true);
            awaited.cancel(true);
        }
        try {
            return awaited.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            // Closes the connection; what may still come is not read.
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

    /** Let something go on until it ends by itself or the channel is closed. */
    public void keep(CompletableFuture<?> standing) {
        var ticket = new Object();
        waiting.put(ticket, standing);
        CompletableFuture<?> unused = standing.whenComplete((end, failed) -> waiting.remove(ticket));
        if (closed) {
            standing.cancel(true);
        }
    }

    /** Whether nothing is sent any more. */
    public boolean isClosed() {
        return closed;
    }

    private McpProtocolException closedAlready() {
        return new McpProtocolException(subject + ": the connection is closed", null);
    }

    /** What to report about an exchange that failed. */
    public McpException failure(JsonObject message, @Nullable Throwable failed) {
        Throwable cause = failed instanceof CompletionException wrapped ? wrapped.getCause() : failed;
        Optional<McpException> known = known(cause);
        if (known.isPresent()) {
            return known.get();
        }
        Optional<String> limit = MessageTooLargeException.in(cause);
        if (limit.isPresent()) {
            return new McpProtocolException(
                    subject + " answered " + RequestName.of(message) + " with " + limit.get(), cause);
        }
        if (closed) {
            return closedAlready();
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

    private static Optional<McpException> known(@Nullable Throwable cause) {
        for (Throwable reason = cause; reason != null; reason = reason.getCause()) {
            if (reason instanceof McpException known) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    /**
     * End all exchanges. Waiting callers fail immediately. Idempotent.
     *
     * @param goodbye sends what the server shall still know
     * @return what went wrong in this; empty when nothing did
     */
    public Optional<String> close(Goodbye goodbye) {
        if (closed) {
            return Optional.empty();
        }
        closed = true;
        // Without its threads the client would leave those who wait in the dark.
        waiting.values().forEach(exchange -> exchange.cancel(true));
        login.close();
        goodbye.say(client);
        Optional<String> problem = HttpClients.end(client);
        threads.shutdownNow();
        return problem;
    }

    /** The last message to a server. */
    @FunctionalInterface
    public interface Goodbye {

        /** Send them within a short bound, whatever becomes of them. */
        void say(HttpClient client);
    }
}
