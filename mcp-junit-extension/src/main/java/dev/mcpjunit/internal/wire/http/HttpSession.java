/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire.http;

import dev.mcpjunit.internal.rpc.McpHeaders;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.internal.wire.RequestName;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.server.Cookies;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What lasts from one {@code initialize} to the next: the id that the server may have given out, and the headers that
 * every request then carries.
 */
final class HttpSession {

    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final HttpChannel channel;
    private final Optional<String> id;
    private final Findings findings;
    private volatile Map<String, String> headers = Map.of();
    private final List<String> cookies;
    private volatile boolean ended;

    private HttpSession(HttpChannel channel, Optional<String> id, List<String> cookies, Findings findings) {
        this.channel = channel;
        this.cookies = cookies;
        this.id = id;
        this.findings = findings;
    }

    /** What there is before the first {@code initialize}, and in the stateless era always. */
    static HttpSession none(HttpChannel channel, Findings findings) {
        return new HttpSession(channel, Optional.empty(), List.of(), findings);
    }

    /** The session that the answer to an {@code initialize} begins. */
    static HttpSession begunBy(HttpHeaders answer, HttpChannel channel, Findings findings) {
        List<String> cookies = answer.allValues("Set-Cookie").stream()
                .map(cookie -> cookie.split("=", 2)[0].strip())
                .toList();
        return new HttpSession(channel, answer.firstValue(McpHeaders.SESSION), cookies, findings);
    }

    Optional<String> id() {
        return id;
    }

    /** Say what requests carry that belong to no message. */
    void headers(Map<String, String> ofAll) {
        headers = ofAll;
    }

    /** A message to post. */
    HttpRequest post(JsonObject message, Map<String, String> ofMessage) {
        return request(channel.post(channel.uri(), message), "application/json, text/event-stream", ofMessage);
    }

    /** A stream to read, from its beginning or after an event. */
    HttpRequest get(Optional<String> lastEventId) {
        HttpRequest.Builder get = HttpRequest.newBuilder(channel.uri()).GET();
        lastEventId.ifPresent(last -> get.setHeader(McpHeaders.LAST_EVENT_ID, last));
        return request(get, "text/event-stream", headers);
    }

    private HttpRequest request(HttpRequest.Builder request, String accepted, Map<String, String> more) {
        channel.withHeaders(request.setHeader("Accept", accepted));
        more.forEach(request::setHeader);
        id.ifPresent(own -> request.setHeader(McpHeaders.SESSION, own));
        return channel.login().authorized(request.build());
    }

    /** Note that the server knows the session no more, as it said in answer to a message. */
    void end(JsonObject message) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
        }
        findings.add("the session was ended by the server: it answered " + RequestName.of(message)
                + " with HTTP 404; the next call begins a new one");
    }

    /** Without its cookie, a load balancer sends a client to any instance. */
    String adviceOnCookies() {
        return cookies.isEmpty() || channel.cookies() == Cookies.KEPT
                ? ""
                : " The session came with the cookie " + String.join(", ", cookies)
                        + ", which was ignored. If a load balancer needs it, keep cookies: @McpServer(cookies = true).";
    }

    /** What to do about a request that the server does not let in. */
    String adviceOnRefusal() {
        return channel.adviceOnRefusal();
    }

    /** Whether the server has ended it, so that a new one must be begun. */
    boolean hasEnded() {
        return ended;
    }

    /** A server that keeps sessions wants to know that this one is over; one that does not answers 405. */
    void sayGoodbye(HttpClient client) {
        if (id.isEmpty() || ended) {
            return;
        }
        HttpRequest.Builder delete =
                HttpRequest.newBuilder(channel.uri()).timeout(GOODBYE).DELETE();
        try {
            client.sendAsync(request(delete, "*/*", headers), BodyHandlers.discarding())
                    .get(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException unwilling) {
            // Its sessions are its own business.
        }
    }
}
