/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.http.sse;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.failure.ServerUnreachableException;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.internal.wire.Inbox;
import dev.mcpjunit.internal.wire.PendingRequests;
import dev.mcpjunit.internal.wire.RequestName;
import dev.mcpjunit.internal.wire.http.HttpChannel;
import dev.mcpjunit.internal.wire.http.Recorded;
import dev.mcpjunit.internal.wire.http.RefusalHeaders;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.transcript.internal.ConnectionTape;
import dev.mcpjunit.transcript.internal.ExchangeTape;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One event stream and what is asked over it. When the stream ends, so does the session, and all who wait know. */
final class SseSession {

    private static final int GOODBYES = 2;
    private static final Duration GOODBYE = Duration.ofMillis(500);

    private final HttpChannel channel;
    private final Duration addressTimeout;
    private final Findings findings;
    private final PendingRequests answers;
    private final MessageStream reader;
    private final CompletableFuture<?> stream;

    /** Open a stream. Nothing is waited for. */
    SseSession(HttpChannel channel, Inbox inbox, Findings findings, Duration addressTimeout, ConnectionTape tape) {
        this.channel = channel;
        this.addressTimeout = addressTimeout;
        this.findings = findings;
        this.answers = new PendingRequests(channel.subject(), "event stream", inbox, findings, tape);
        this.reader = new MessageStream(channel, answers, findings);
        HttpRequest get = channel.withHeaders(
                        HttpRequest.newBuilder(channel.uri()).GET().setHeader("Accept", "text/event-stream"))
                .build();
        Recorded.request(RequestName.GET, get, tape.stream());
        this.stream = channel.send(RequestName.GET, get, reader);
        channel.keep(stream);
        CompletableFuture<?> unused = stream.whenComplete((body, failed) -> ended(failed));
    }

    private void ended(@Nullable Throwable failed) {
        McpException reason = channel.failure(RequestName.GET, failed);
        // If the head was no good, that is known already, and says more.
        reader.address().completeExceptionally(reason);
        answers.end(request -> noAnswer(request, reason));
        if (hasAddress() && !channel.isClosed() && !stream.isCancelled()) {
            findings.add(
                    "the session was ended by the server: its event stream is over; the next call begins a new one");
        }
    }

    /** The stream that was to bring the answer is gone. */
    private McpException noAnswer(JsonObject request, McpException reason) {
        String text = reason.getMessage() + "\n  It was to bring the response to " + RequestName.of(request)
                + ": over HTTP+SSE, all responses come on one stream, and the session ends with it.";
        return reason instanceof ServerUnreachableException
                ? new ServerUnreachableException(text, reason.getCause())
                : new McpProtocolException(text, reason);
    }

    JsonObject call(JsonObject request, Map<String, String> headers, Deadline deadline, ExchangeTape exchange) {
        HttpRequest post = request(request, headers, deadline);
        // Expected before it is asked for: some servers answer on the stream before the POST is done.
        CompletableFuture<JsonObject> answer = answers.expect(request);
        Recorded.request(request, post, exchange);
        CompletableFuture<HttpResponse<String>> posted = channel.send(request, post, Recorded.text(exchange));
        CompletableFuture<?> unused = posted.whenComplete((response, failed) -> {
            if (failed != null) {
                answer.completeExceptionally(failed);
            } else if (response.statusCode() / 100 != 2) {
                answer.completeExceptionally(refused(request, response));
            }
        });
        try {
            return PendingRequests.resultIn(
                    channel.subject() + " answered " + RequestName.of(request),
                    request,
                    channel.await(request, posted, answer, deadline));
        } catch (McpTimeoutException late) {
            answers.abandon(request);
            throw late;
        } finally {
            answers.forget(request);
        }
    }

    void post(JsonObject message, Map<String, String> headers, Deadline deadline, ExchangeTape exchange) {
        HttpResponse<String> response = channel.exchange(
                message, request(message, headers, deadline), Recorded.text(exchange), deadline, exchange);
        if (response.statusCode() / 100 != 2) {
            throw refused(message, response);
        }
    }

    private HttpRequest request(JsonObject message, Map<String, String> headers, Deadline deadline) {
        answers.reasonFor(message).ifPresent(reason -> {
            throw reason;
        });
        HttpRequest.Builder request = channel.post(address(deadline), message);
        channel.withHeaders(request);
        headers.forEach(request::setHeader);
        return request.build();
    }

    private URI address(Deadline deadline) {
        try {
            return channel.awaitGet(stream, reader.address(), deadline.atMost(addressTimeout));
        } catch (McpTimeoutException late) {
            throw Thread.currentThread().isInterrupted()
                    ? late
                    : new McpTimeoutException(
                            channel.subject() + " sent no 'endpoint' event in answer to GET within "
                                    + Durations.print(
                                            deadline.budget().compareTo(addressTimeout) < 0
                                                    ? deadline.budget()
                                                    : addressTimeout)
                                    + ". Over HTTP+SSE it must come first, and says where to post.",
                            late);
        }
    }

    /** Whether the stream is over, and a new session must be begun. */
    boolean hasEnded() {
        return stream.isDone();
    }

    boolean hasAddress() {
        return reader.address().isDone() && !reader.address().isCompletedExceptionally();
    }

    /** Without its query, which is as good as a password. */
    private String postAddress() {
        URI address = reader.address().getNow(channel.uri());
        return new McpEndpoint.Http(address).describe();
    }

    private McpException refused(JsonObject message, HttpResponse<String> response) {
        int status = response.statusCode();
        String text = channel.subject() + " refused " + RequestName.of(message) + ", posted to " + postAddress()
                + ", with HTTP " + status + RefusalHeaders.of(response.headers())
                + (response.body().isBlank()
                        ? " and no body."
                        : ": " + Findings.excerpt(response.body().strip()));
        return status == 502 || status == 503 || status == 504
                ? new ServerUnreachableException(text, null)
                : new McpProtocolException(text, null);
    }

    /**
     * Let the server notice that the stream is over. This transport has no message for that, and a server that writes
     * nothing learns nothing: an application that shuts down gracefully would wait for the stream. The answers to these
     * pings cannot be written; the first write may still succeed.
     */
    void sayGoodbye(HttpClient client) {
        if (!hasAddress()) {
            return;
        }
        for (int i = 1; i <= GOODBYES; i++) {
            JsonObject ping = RpcMessage.request(JsonValue.of("goodbye-" + i), Methods.PING, JsonObject.EMPTY);
            HttpRequest post = channel.withHeaders(channel.post(reader.address().join(), ping))
                    .timeout(GOODBYE)
                    .build();
            try {
                client.sendAsync(post, HttpResponse.BodyHandlers.discarding())
                        .get(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            } catch (ExecutionException | TimeoutException gone) {
                return;
            }
        }
    }

    void close() {
        stream.cancel(true);
    }
}
