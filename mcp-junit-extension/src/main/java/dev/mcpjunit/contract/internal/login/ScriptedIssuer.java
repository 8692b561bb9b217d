/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.login;

import dev.mcpjunit.authorization.internal.AuthorizationHost;
import dev.mcpjunit.authorization.internal.Clients;
import dev.mcpjunit.authorization.internal.Issuer;
import dev.mcpjunit.authorization.internal.ReceivedRequest;
import dev.mcpjunit.authorization.internal.ResourceAddresses;
import dev.mcpjunit.authorization.internal.Script;
import dev.mcpjunit.authorization.internal.TokenClaims;
import dev.mcpjunit.json.JsonObject;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * An authorization server that does what a check needs. It accepts more than it should, so that only a check judges.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ScriptedIssuer implements AutoCloseable {

    /** Long enough for concurrent refreshes to overlap; whether there are several is counted, not timed. */
    private static final Duration OVERLAP = Duration.ofMillis(100);

    /** The address of metadata by RFC 8414. */
    public static final String OAUTH_METADATA = "/.well-known/oauth-authorization-server";

    private final String name;
    private final Consumer<String> timeline;
    private final AuthorizationHost host;
    private volatile @Nullable String hiddenPath;
    private volatile @Nullable Duration announced;
    private volatile UnaryOperator<JsonObject> metadata = UnaryOperator.identity();
    private volatile UnaryOperator<Map<String, String>> redirect = UnaryOperator.identity();
    private volatile CountDownLatch refreshes = new CountDownLatch(0);

    ScriptedIssuer(String name, Consumer<String> timeline) {
        this.name = name;
        this.timeline = timeline;
        this.host = AuthorizationHost.start(new ResourceAddresses(), new Lines());
    }

    /** Follows what a check has set. */
    private final class Lines implements Script {

        @Override
        public void received(ReceivedRequest request) {
            timeline.accept(name + "  " + describe(request));
        }

        @Override
        public Optional<JsonObject> metadata(String path, JsonObject honest) {
            // It fetches documents from this machine only, so a client with a public one must not prefer it.
            JsonObject known = honest.toBuilder()
                    .remove("client_id_metadata_document_supported")
                    .build();
            return path.equals(hiddenPath) ? Optional.empty() : Optional.of(metadata.apply(known));
        }

        @Override
        public Map<String, String> redirect(Map<String, String> honest) {
            return redirect.apply(new LinkedHashMap<>(honest));
        }

        @Override
        public void beforeGrant(String type) {
            if (type.equals("refresh_token")) {
                CountDownLatch together = refreshes;
                together.countDown();
                try {
                    boolean unused = together.await(OVERLAP.toMillis(), TimeUnit.MILLISECONDS);
                } catch (InterruptedException closing) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public Duration announced(Duration lifetime) {
            Duration other = announced;
            return other == null ? lifetime : other;
        }

        @Override
        public boolean requiresPkce() {
            return false;
        }

        @Override
        public boolean hasOpaqueTokens() {
            return true;
        }
    }

    private static String describe(ReceivedRequest request) {
        return named(request) + " → " + request.status();
    }

    /** What a request is, in words. */
    public static String named(ReceivedRequest request) {
        return request.isToken()
                ? "token request (" + request.find("grant_type").orElse("no grant_type") + ")"
                : request.isAuthorization() ? "authorization request" : request.method() + " " + request.path();
    }

    /** Its name in messages: {@code authorization server A}. */
    public String name() {
        return name;
    }

    /** Its identifier. */
    public String address() {
        return host.issuer().address();
    }

    Issuer issuer() {
        return host.issuer();
    }

    /** The requests that were answered. */
    public List<ReceivedRequest> requests() {
        return host.received();
    }

    /** The requests of a kind. */
    public List<ReceivedRequest> requests(Predicate<ReceivedRequest> kind) {
        return requests().stream().filter(kind).toList();
    }

    /** The authorization requests. */
    public List<ReceivedRequest> authorizations() {
        return requests(ReceivedRequest::isAuthorization);
    }

    /** The token requests that exchange a code. */
    public List<ReceivedRequest> exchanges() {
        return requests(request -> request.isGrant("authorization_code"));
    }

    /** The token requests that refresh a token. */
    public List<ReceivedRequest> refreshes() {
        return requests(request -> request.isGrant("refresh_token"));
    }

    /** What a client sent after reading the metadata, in words; empty if it sent nothing. */
    public Optional<String> firstUse() {
        return requests().stream()
                .filter(request -> request.isRegistration() || request.isAuthorization() || request.isToken())
                .findFirst()
                .map(request -> request.isRegistration()
                        ? "a registration"
                        : request.isAuthorization() ? "an authorization request" : "a token request");
    }

    /** The values of a parameter of all requests. */
    public Set<String> values(String parameter) {
        return requests().stream()
                .flatMap(request -> request.find(parameter).stream())
                .collect(Collectors.toSet());
    }

    /** The ids of clients in parameters, and in headers of Basic authentication. */
    public Set<String> clientIds() {
        Stream<String> inHeaders = requests().stream()
                .flatMap(request -> request.authorization().stream())
                .flatMap(header -> Clients.basicId(header).stream());
        return Stream.concat(values("client_id").stream(), inHeaders).collect(Collectors.toSet());
    }

    /** The first request that has one of these in its Authorization header, or in the query of its address. */
    public Optional<ReceivedRequest> firstWith(Collection<String> tokens) {
        return requests().stream()
                .filter(request -> tokens.stream()
                        .anyMatch(token -> request.query().contains(token)
                                || request.authorization()
                                        .filter(header -> header.contains(token))
                                        .isPresent()))
                .findFirst();
    }

    /** The first request that has a refresh token of another authorization server, in whatever parameter. */
    public Optional<ReceivedRequest> firstWithRefreshTokenOf(ScriptedIssuer other) {
        return requests().stream()
                .filter(request -> request.parameters().values().stream()
                        .flatMap(List::stream)
                        .anyMatch(other.issuer()::hasIssuedRefreshToken))
                .findFirst();
    }

    /** Serve no metadata at an address. */
    public void hide(String path) {
        hiddenPath = path;
    }

    /** Change the metadata. */
    public void changeMetadata(UnaryOperator<JsonObject> change) {
        metadata = change;
    }

    /** Change the answers to authorization requests. */
    public void changeAnswers(UnaryOperator<Map<String, String>> change) {
        redirect = change;
    }

    /** Hold refreshes for a moment, so that as many as this may overlap. */
    public void holdRefreshes(int count) {
        refreshes = new CountDownLatch(count);
    }

    /** Announce another lifetime of tokens in {@code expires_in}; they are valid for as long as before. */
    public void announceLifetime(Duration lifetime) {
        announced = lifetime;
    }

    /** Make an access token without a flow. */
    String issueFor(String audience, Set<String> scopes) {
        Issuer issuer = host.issuer();
        return issuer.issue(new TokenClaims(
                issuer.address(), issuer.user(), "mcp-junit", List.of(audience), scopes, issuer.lifetime()));
    }

    @Override
    public void close() {
        host.close();
    }
}
