/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.login;

import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A client of protected servers that is written by hand, with one flaw or none. */
final class LoginClient implements ClientUnderTest {

    /** Shared, because each has threads of its own. */
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final URI uri;
    private final LoginFlaw flaw;
    private final Tokens tokens;
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicReference<@Nullable JsonObject> outbox = new AtomicReference<>();
    private volatile boolean hasSession;

    /** Where the tokens come from. */
    interface Tokens {
        String current() throws Exception;

        void replace(String refused, String challenge) throws Exception;

        void stepUp(String challenge) throws Exception;
    }

    private LoginClient(LoginSetup setup, LoginFlaw flaw, Tokens tokens) {
        this.uri = setup.endpoint().uri();
        this.flaw = flaw;
        this.tokens = tokens;
    }

    /** A client that logs in by itself. */
    static ClientUnderTest connect(LoginSetup setup, LoginFlaw flaw) throws Exception {
        if (flaw == LoginFlaw.DOES_NOTHING) {
            return ClientUnderTest.of(tool -> "Sunny, 21 °C", () -> {});
        }
        if (flaw == LoginFlaw.TAKES_TOKENS_OF_A_SUPPLIER) {
            return supplied(setup, flaw);
        }
        var flow = new LoginFlow(HTTP, setup, flaw);
        if (flaw == LoginFlaw.LOGS_IN_BEFORE_ITS_FIRST_REQUEST) {
            flow.logInEagerly();
        }
        return new LoginClient(setup, flaw, new Tokens() {
                    @Override
                    public String current() throws Exception {
                        return flow.token();
                    }

                    @Override
                    public void replace(String refused, String challenge) throws Exception {
                        if (flaw == LoginFlaw.NEVER_LOGS_IN) {
                            throw new IOException("HTTP 401 Unauthorized");
                        }
                        flow.replace(refused, challenge);
                    }

                    @Override
                    public void stepUp(String challenge) throws Exception {
                        flow.stepUp(challenge);
                    }
                })
                .opened();
    }

    /** A client with a supplier of tokens. */
    static ClientUnderTest supplied(LoginSetup setup, LoginFlaw flaw) throws Exception {
        String first = setup.token();
        return new LoginClient(setup, flaw, new Tokens() {
                    @Override
                    public String current() {
                        return flaw == LoginFlaw.FAILS_WHEN_EXPIRED ? first : setup.token();
                    }

                    @Override
                    public void replace(String refused, String challenge) {}

                    @Override
                    public void stepUp(String challenge) throws IOException {
                        throw new IOException("HTTP 403 Forbidden");
                    }
                })
                .opened();
    }

    private LoginClient opened() throws Exception {
        String unused = send(request(
                "initialize",
                Map.of(
                        "protocolVersion",
                        "2025-11-25",
                        "capabilities",
                        Map.of(),
                        "clientInfo",
                        Map.of("name", "by-hand", "version", "1"))));
        String ignored = send(notification("notifications/initialized", Map.of()));
        for (int ping = 0; flaw == LoginFlaw.PINGS_OFTEN && ping < 5; ping++) {
            String unusedPong = send(request("ping", Map.of()));
        }
        return this;
    }

    private JsonObject request(String method, Map<String, ?> params) {
        return notification(method, params).toBuilder()
                .put("id", ids.incrementAndGet())
                .build();
    }

    private static JsonObject notification(String method, Map<String, ?> params) {
        return JsonObject.builder()
                .put("jsonrpc", "2.0")
                .put("method", method)
                .put("params", params)
                .build();
    }

    @Override
    public Object call(String tool) throws Exception {
        if (flaw == LoginFlaw.LOGS_IN_AND_NEVER_CALLS) {
            return "Sunny, 21 °C";
        }
        JsonObject call = request("tools/call", Map.of("name", tool, "arguments", Map.of("city", "Oslo")));
        JsonObject waiting = outbox.getAndSet(null);
        if (waiting != null) {
            String unused = send(request("ping", Map.of()));
            String ignored = send(waiting);
        }
        try {
            return called(call);
        } catch (IOException failure) {
            return switch (flaw) {
                case HIDES_THE_REASON -> throw new IllegalStateException("The call failed");
                case NAMES_THE_REASON_IN_A_PACKAGE ->
                    throw new dev.mcpjunit.contract.login.authorization.FailureException("The call failed");
                case SHOWS_ITS_TOKEN ->
                    throw new IllegalStateException("The call failed: Authorization: Bearer " + tokens.current());
                case RETURNS_FAILURES -> "The call failed: 401 Unauthorized";
                default -> throw failure;
            };
        }
    }

    private Object called(JsonObject call) throws Exception {
        try {
            return Json.parse(send(call));
        } catch (LostException lost) {
            if (flaw == LoginFlaw.REPEATS_LOST_CALLS) {
                return Json.parse(send(call));
            }
            if (flaw == LoginFlaw.REPEATS_LOST_CALLS_WITH_THE_NEXT) {
                outbox.set(call);
            }
            if (flaw == LoginFlaw.REPEATS_LOST_CALLS_IN_BACKGROUND) {
                var unused = CompletableFuture.runAsync(
                        () -> repeat(call), CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS));
            }
            if (flaw == LoginFlaw.REPEATS_LOST_CALLS_AFTER_LOGIN) {
                String before = tokens.current();
                String unused = send(request("ping", Map.of()));
                if (!before.equals(tokens.current())) {
                    return Json.parse(send(call));
                }
            }
            throw lost;
        }
    }

    private void repeat(JsonObject call) {
        try {
            String unused = send(call);
        } catch (Exception failure) {
            throw new IllegalStateException("A lost call cannot be repeated", failure);
        }
    }

    /** The response to a request was lost. */
    private static final class LostException extends IOException {
        private static final long serialVersionUID = 1;

        LostException(IOException cause) {
            super("The connection was closed without a response", cause);
        }
    }

    private String send(JsonObject message) throws Exception {
        int most = flaw == LoginFlaw.NEVER_GIVES_UP ? Integer.MAX_VALUE : flaw == LoginFlaw.TRIES_TEN_TIMES ? 10 : 2;
        boolean hasSteppedUp = false;
        for (int withToken = 0; true; ) {
            String token = tokens.current();
            HttpResponse<String> response = post(uri, message, token);
            withToken += token.isEmpty() ? 0 : 1;
            String challenge = response.headers().firstValue("WWW-Authenticate").orElse("");
            switch (response.statusCode()) {
                case 200, 202 -> {
                    return response.body();
                }
                case 401 -> {
                    if (withToken >= most) {
                        throw new IOException("HTTP 401 Unauthorized: a login is needed");
                    }
                    tokens.replace(token, challenge);
                }
                case 403 -> {
                    if (hasSteppedUp && flaw != LoginFlaw.STEPS_UP_ENDLESSLY) {
                        throw new IOException("HTTP 403 Forbidden");
                    }
                    hasSteppedUp = true;
                    tokens.stepUp(challenge);
                }
                case 302, 307, 308 -> {
                    URI elsewhere =
                            URI.create(response.headers().firstValue("Location").orElseThrow());
                    boolean isFollowed = flaw == LoginFlaw.TOKEN_FOLLOWS_REDIRECTS
                            || (flaw == LoginFlaw.TOKEN_FOLLOWS_PERMANENT_REDIRECTS && response.statusCode() == 308)
                            || (flaw == LoginFlaw.TOKEN_FOLLOWS_REDIRECTS_TO_OTHER_PORTS
                                    && elsewhere.getHost().equals(uri.getHost()));
                    if (isFollowed) {
                        throw new IOException(
                                "HTTP " + post(elsewhere, message, token).statusCode());
                    }
                    throw new IOException("HTTP " + response.statusCode());
                }
                default -> throw new IOException("HTTP " + response.statusCode());
            }
        }
    }

    private HttpResponse<String> post(URI to, JsonObject message, String token) throws Exception {
        if (flaw == LoginFlaw.TRIES_WITHOUT_TOKEN_FIRST && !token.isEmpty()) {
            HttpResponse<String> unused = post(to, message, "");
        }
        boolean isInQuery = flaw == LoginFlaw.TOKEN_IN_QUERY && !token.isEmpty();
        URI address = isInQuery ? URI.create(to + "?access_token=" + token) : to;
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofString(message.toString()));
        try {
            HttpResponse<String> response = HTTP.send(authorized(request, token).build(), BodyHandlers.ofString());
            hasSession |= response.headers().firstValue("Mcp-Session-Id").isPresent();
            return response;
        } catch (IOException lost) {
            throw new LostException(lost);
        }
    }

    private static HttpRequest.Builder authorized(HttpRequest.Builder request, String token) {
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    @Override
    public void close() throws Exception {
        boolean forgets = flaw == LoginFlaw.CLOSES_WITHOUT_TOKEN
                || (flaw == LoginFlaw.CLOSES_SESSIONS_WITHOUT_TOKEN && hasSession);
        String token = forgets ? "" : tokens.current();
        HttpResponse<Void> unused = HTTP.send(
                authorized(HttpRequest.newBuilder(uri).DELETE(), token).build(), BodyHandlers.discarding());
    }
}
