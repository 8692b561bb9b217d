/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.peer;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.internal.framing.SseParser;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.rpc.RpcMessages;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.internal.time.BoundedCall;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.internal.wire.Limits;
import dev.mcpjunit.internal.wire.MessageTooLargeException;
import dev.mcpjunit.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * The HTTP exchanges of one client with one server. Closing it ends those that still run.
 *
 * @param running exchanges whose answers are not waited for
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record HttpExchanges(McpEndpoint.Http endpoint, HttpClient client, List<CompletableFuture<?>> running)
        implements AutoCloseable {

    public HttpExchanges(McpEndpoint.Http endpoint, HttpClient client) {
        this(endpoint, client, new CopyOnWriteArrayList<>());
    }

    public static HttpClient newClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    private HttpRequest request(String method, String body, Map<String, String> headers) {
        var publisher = method.equals("POST") ? BodyPublishers.ofString(body) : BodyPublishers.noBody();
        var request = HttpRequest.newBuilder(endpoint.uri()).method(method, publisher);
        headers.forEach(request::setHeader);
        endpoint.headers().forEach(request::setHeader);
        return request.build();
    }

    /** Send a request and read its answer; of a stream, the events up to the response. */
    public HttpReply send(
            String method, String body, Map<String, String> headers, Duration bound, Consumer<String> received)
            throws NoAnswerException, InterruptedException {
        HttpRequest request = request(method, body, headers);
        var answer = new CompletableFuture<HttpResponse<InputStream>>();
        try {
            return bounded(bound, () -> {
                HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
                answer.complete(response);
                return ReplyBody.upToResponse(response, received);
            });
        } finally {
            // A thread that reads a stream without an end stays in it until the stream is closed.
            CompletableFuture<Void> unused = answer.thenAccept(HttpExchanges::closeBody);
        }
    }

    private static void closeBody(HttpResponse<InputStream> response) {
        try {
            response.body().close();
        } catch (IOException broken) {
            // Nothing more is read from it.
        }
    }

    /** Send a message and wait for nothing. */
    public void post(String body, Map<String, String> headers) {
        running.add(client.sendAsync(request("POST", body, headers), BodyHandlers.discarding()));
    }

    /** Send a GET. */
    public CompletableFuture<HttpResponse<InputStream>> get(Map<String, String> headers) {
        return client.sendAsync(request("GET", "", headers), BodyHandlers.ofInputStream());
    }

    /**
     * Open a stream by GET and keep it open until this is closed.
     *
     * @param head how long the head of the response may take
     * @return whether there is such a stream, as far as is known then
     */
    public boolean listen(Map<String, String> headers, Duration head, Consumer<String> received)
            throws InterruptedException {
        var isStream = new CompletableFuture<Boolean>();
        var parser = new SseParser(Limits.messageBytes(), event -> received.accept(event.data()));
        CompletableFuture<HttpResponse<Void>> get = client.sendAsync(request("GET", "", headers), response -> {
            isStream.complete(response.statusCode() == 200
                    && new HttpReply(response.statusCode(), response.headers(), "").isStream());
            return BodySubscribers.ofByteArrayConsumer(
                    part -> part.ifPresent(bytes -> parser.feed(bytes, 0, bytes.length)));
        });
        running.add(get);
        CompletableFuture<HttpResponse<Void>> unused =
                get.whenComplete((response, failure) -> isStream.complete(false));
        try {
            return isStream.get(head.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException noHead) {
            // Some servers send the head with the first event.
            return true;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** An answer that is read in the background. Each future completes as the answer goes on, or never. */
    public record Running(
            CompletableFuture<HttpReply> head, CompletableFuture<JsonObject> response, CompletableFuture<?> end) {}

    /** Send a message and read its answer until the server ends it, or until this is closed. */
    public Running stream(String body, Map<String, String> headers) {
        var head = new CompletableFuture<HttpReply>();
        var response = new CompletableFuture<JsonObject>();
        var parser = new SseParser(Limits.messageBytes(), event -> RpcMessages.in(event.data()).all().stream()
                .filter(RpcMessage::isResponse)
                .findFirst()
                .ifPresent(response::complete));
        CompletableFuture<HttpResponse<Void>> end = client.sendAsync(request("POST", body, headers), answer -> {
            head.complete(new HttpReply(answer.statusCode(), answer.headers(), ""));
            return BodySubscribers.ofByteArrayConsumer(
                    part -> part.ifPresent(bytes -> parser.feed(bytes, 0, bytes.length)));
        });
        running.add(end);
        return new Running(head, response, end);
    }

    /** Send a request and read the events of its answer until the server ends it, or until this is closed. */
    public EventStream events(String method, String body, Map<String, String> headers) {
        var stream = new EventStream(client, request(method, body, headers));
        running.add(stream.exchange());
        return stream;
    }

    public static HttpReply bounded(Duration timeout, Callable<HttpReply> exchange)
            throws NoAnswerException, InterruptedException {
        try {
            return BoundedCall.run("mcp-junit asks a server", timeout, exchange);
        } catch (TimeoutException silent) {
            throw new NoAnswerException("was not answered within " + Durations.print(timeout) + ".");
        } catch (ExecutionException broken) {
            throw noAnswer(broken);
        }
    }

    public static NoAnswerException noAnswer(ExecutionException broken) {
        return new NoAnswerException(MessageTooLargeException.in(broken)
                .map(limit -> "was answered with " + limit)
                .orElse("got no answer, because the connection broke: "
                        + Printable.line(String.valueOf(broken.getCause())) + "."));
    }

    @Override
    public void close() {
        running.forEach(exchange -> exchange.cancel(true));
    }
}
