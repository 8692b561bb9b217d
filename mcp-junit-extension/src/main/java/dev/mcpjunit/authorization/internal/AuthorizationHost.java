/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.MalformedJsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apiguardian.api.API;

/** Serves the endpoints on loopback, with daemon threads. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class AuthorizationHost implements AutoCloseable {

    private static final String PATH_OF_METADATA = "/.well-known/oauth-authorization-server";
    private static final String PATH_OF_DISCOVERY = "/.well-known/openid-configuration";
    private static final int LARGEST_BODY = 64 * 1024;

    static {
        // Read once, when the server's classes are first used: without it each small answer waits 40 ms for an ACK.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final Issuer issuer;
    private final TokenEndpoint tokens;
    private final AuthorizationEndpoint authorizations;
    private final Script script;
    private final List<ReceivedRequest> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean unavailable;
    private volatile Duration delay = Duration.ZERO;

    private AuthorizationHost(HttpServer server, ResourceAddresses addresses, Script script) {
        this.server = server;
        this.script = script;
        this.issuer = new Issuer("http://127.0.0.1:" + server.getAddress().getPort(), addresses, script);
        this.tokens = new TokenEndpoint(issuer);
        this.authorizations = new AuthorizationEndpoint(issuer);
        this.threads = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "mcp-junit authorization server");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Start to listen on a free port. */
    public static AuthorizationHost start(ResourceAddresses addresses) {
        return start(addresses, Script.HONEST);
    }

    /** The same, with what a contract changes. */
    public static AuthorizationHost start(ResourceAddresses addresses, Script script) {
        try {
            byte[] loopback = {127, 0, 0, 1};
            var host = new AuthorizationHost(
                    HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(loopback), 0), 0),
                    addresses,
                    script);
            host.server.setExecutor(host.threads);
            host.server.createContext("/", host::handle);
            host.server.start();
            return host;
        } catch (IOException unusable) {
            throw new UncheckedIOException("The authorization server cannot listen on loopback", unusable);
        }
    }

    /** Whether requests are refused with HTTP 503. */
    public enum Service {
        AVAILABLE,
        UNAVAILABLE
    }

    /** Refuse all requests, or answer them again. */
    public void become(Service service) {
        unavailable = service == Service.UNAVAILABLE;
    }

    /** Answer each request later by this. */
    public void delayAnswers(Duration by) {
        delay = by;
    }

    /** Whether the answer may be sent now; false if the server was stopped meanwhile. */
    private boolean awaitDelay() {
        try {
            return delay.isZero() || !stopped.await(delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What it issues. */
    public Issuer issuer() {
        return issuer;
    }

    /** The requests that were answered, in this order. */
    public List<ReceivedRequest> received() {
        return List.copyOf(received);
    }

    /** An answer: a document, or a redirect. */
    private sealed interface Answer {
        int status();

        record Document(int status, JsonObject body) implements Answer {}

        record Redirect(String location) implements Answer {
            @Override
            public int status() {
                return 302;
            }
        }

        record Nothing(int status) implements Answer {}
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Parameters parameters = Parameters.NONE;
        Answer answer;
        try {
            if (!awaitDelay()) {
                exchange.close();
                return;
            }
            String body = body(exchange);
            if (!path.equals(ServerMetadata.REGISTER)) {
                parameters = Parameters.parse(
                        exchange.getRequestMethod().equals("GET")
                                ? exchange.getRequestURI().getRawQuery()
                                : body);
            }
            answer = unavailable ? new Answer.Nothing(503) : answer(exchange, parameters, body);
        } catch (OAuthException refused) {
            answer = new Answer.Document(refused.status(), refused.body());
            if (refused.status() == 401) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"token endpoint\"");
            }
        }
        var request = new ReceivedRequest(
                exchange.getRequestMethod(),
                path,
                parameters.values(),
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
                answer.status());
        received.add(request);
        script.received(request);
        send(exchange, answer);
    }

    private Answer answer(HttpExchange exchange, Parameters parameters, String body) throws OAuthException {
        String path = exchange.getRequestURI().getPath();
        return switch (exchange.getRequestMethod() + " " + path) {
            case "GET " + PATH_OF_METADATA, "GET " + PATH_OF_DISCOVERY ->
                script.metadata(path, ServerMetadata.of(issuer))
                        .<Answer>map(AuthorizationHost::ok)
                        .orElseGet(() -> new Answer.Nothing(404));
            case "GET " + ServerMetadata.KEYS -> ok(issuer.keys());
            case "GET " + ServerMetadata.AUTHORIZE -> new Answer.Redirect(authorizations.redirect(parameters));
            case "POST " + ServerMetadata.TOKEN ->
                ok(tokens.answer(exchange.getRequestHeaders().getFirst("Authorization"), parameters));
            case "POST " + ServerMetadata.REGISTER -> new Answer.Document(201, register(body));
            case "POST " + ServerMetadata.INTROSPECT -> ok(introspect(parameters));
            case "POST " + ServerMetadata.REVOKE -> {
                issuer.revoke(parameters.get("token"));
                yield new Answer.Nothing(200);
            }
            default -> new Answer.Nothing(404);
        };
    }

    private static Answer ok(JsonObject body) {
        return new Answer.Document(200, body);
    }

    private JsonObject introspect(Parameters form) throws OAuthException {
        String token = form.get("token");
        return issuer.ledger()
                .active(token, issuer.address(), issuer.now())
                .map(access -> introspected(access))
                .orElseGet(() -> JsonObject.builder().put("active", false).build());
    }

    private JsonObject introspected(Ledger.Access access) {
        Grant grant = access.grant();
        return JsonObject.builder()
                .put("active", true)
                .put("iss", issuer.address())
                .put("sub", grant.subject())
                .put("client_id", grant.client())
                .put("aud", grant.resources())
                .put("scope", String.join(" ", grant.scopes()))
                .put("exp", access.expires().getEpochSecond())
                .put("token_type", "Bearer")
                .build();
    }

    private JsonObject register(String body) throws OAuthException {
        JsonObject metadata = metadata(body);
        boolean isPublic = metadata.string("token_endpoint_auth_method").equals(Optional.of("none"));
        Optional<String> secret = isPublic ? Optional.empty() : Optional.of(RandomText.secret());
        Client client = Client.read(metadata, "client-" + RandomText.of(9), secret);
        issuer.clients().add(client);
        JsonObject.Builder registered = metadata.toBuilder()
                .put("client_id", client.id())
                .put("client_id_issued_at", issuer.now().getEpochSecond());
        secret.ifPresent(value -> registered.put("client_secret", value).put("client_secret_expires_at", 0));
        return registered.build();
    }

    private static JsonObject metadata(String body) throws OAuthException {
        try {
            if (Json.parse(body) instanceof JsonObject metadata) {
                return metadata;
            }
        } catch (MalformedJsonException malformed) {
            // Reported below.
        }
        throw new OAuthException(400, "invalid_client_metadata", "The body must be a JSON object.");
    }

    private static String body(HttpExchange exchange) throws IOException, OAuthException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw OAuthException.invalidRequest("The body is too long.");
        }
        return new String(body, UTF_8);
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            // With 200 idle connections, the JDK's server closes further ones without notice, and the next POST fails.
            exchange.getResponseHeaders().set("Connection", "close");
            if (answer instanceof Answer.Document document) {
                byte[] bytes = document.body().toString().getBytes(UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(document.status(), bytes.length);
                exchange.getResponseBody().write(bytes);
            } else if (answer instanceof Answer.Redirect redirect) {
                exchange.getResponseHeaders().set("Location", redirect.location());
                exchange.sendResponseHeaders(302, -1);
            } else if (answer instanceof Answer.Nothing nothing) {
                exchange.sendResponseHeaders(nothing.status(), -1);
            }
        }
    }

    /** Stop immediately. */
    @Override
    public void close() {
        stopped.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
