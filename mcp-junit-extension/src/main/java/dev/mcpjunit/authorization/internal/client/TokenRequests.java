/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.authorization.ClientAuthorization;
import dev.mcpjunit.authorization.ClientAuthorization.RegisteredClient;
import dev.mcpjunit.authorization.Login;
import dev.mcpjunit.authorization.internal.Parameters;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Registers a client at one authorization server, and requests tokens for one resource there. */
final class TokenRequests {

    /** What a header may have; a token with anything else cannot be sent. */
    private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7E]+");

    private static final Duration LONGEST_LIFETIME = Duration.ofDays(365);

    private final IssuerMetadata issuer;
    private final String resource;
    private final OAuthHttp http;
    private final IssuedSecrets issued;
    private final RegisteredClient client;

    private TokenRequests(
            IssuerMetadata issuer, String resource, OAuthHttp http, IssuedSecrets issued, RegisteredClient client) {
        this.issuer = issuer;
        this.resource = resource;
        this.http = http;
        this.issued = issued;
        this.client = client;
        client.secret().ifPresent(secret -> issued.remember("CLIENT_SECRET", secret));
    }

    /** Request tokens as the client that is registered in advance, or as one that is registered now. */
    static TokenRequests of(
            IssuerMetadata issuer,
            String resource,
            OAuthHttp http,
            IssuedSecrets issued,
            ClientAuthorization how,
            Deadline deadline) {
        RegisteredClient client = how.client().orElseGet(() -> registered(issuer, http, how.login(), deadline));
        if (!client.issuer().toString().equals(issuer.issuer())) {
            throw issuer.discovery()
                    .failed("its authorization server is " + issuer.issuer() + ", and the client '" + client.id()
                            + "' is registered at " + client.issuer() + ". Register one there, or let the server name"
                            + " the other authorization server.");
        }
        return new TokenRequests(issuer, resource, http, issued, client);
    }

    private static RegisteredClient registered(IssuerMetadata issuer, OAuthHttp http, Login login, Deadline deadline) {
        if (!issuer.has("registration_endpoint")) {
            throw issuer.discovery()
                    .failed("its authorization server " + issuer.issuer() + " registers no clients dynamically."
                            + " Register one there, and name it: ClientAuthorization.registeredAs(…).");
        }
        URI endpoint = issuer.endpoint("registration_endpoint");
        JsonObject.Builder wanted =
                JsonObject.builder().put("client_name", "mcp-junit").put("application_type", "native");
        if (login == Login.AS_USER) {
            wanted.put("redirect_uris", List.of(ClientAuthorization.REDIRECT_URI))
                    .put("grant_types", List.of("authorization_code", "refresh_token"))
                    .put("response_types", List.of("code"))
                    .put("token_endpoint_auth_method", "none");
        } else {
            wanted.put("grant_types", List.of("client_credentials"));
        }
        OAuthReply reply = http.send(
                HttpRequest.newBuilder(endpoint)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json")
                        .POST(BodyPublishers.ofString(wanted.build().toString())),
                deadline);
        JsonObject registration = reply.document().orElse(JsonObject.EMPTY);
        String id = registration.string("client_id").orElseThrow(() -> issuer.discovery()
                .failed("its authorization server did not register a client: " + OAuthHttp.printable(endpoint)
                        + " answered with " + reply.describe() + "."));
        return new RegisteredClient(URI.create(issuer.issuer()), id, registration.string("client_secret"));
    }

    String clientId() {
        return client.id();
    }

    IssuerMetadata issuer() {
        return issuer;
    }

    String resource() {
        return resource;
    }

    /** Keep what the authorization server issued out of messages and files. */
    void remember(String name, String value) {
        issued.remember(name, value);
    }

    Tokens byCode(String code, String verifier, Deadline deadline) {
        return request(
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        ClientAuthorization.REDIRECT_URI,
                        "code_verifier",
                        verifier),
                deadline);
    }

    Tokens byCredentials(String scopes, Deadline deadline) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "client_credentials");
        if (!scopes.isEmpty()) {
            form.put("scope", scopes);
        }
        return request(form, deadline);
    }

    /** Empty if the refresh token is no longer accepted, so that a new login is needed. */
    Optional<Tokens> byRefresh(String refresh, Deadline deadline) {
        OAuthReply reply = send(Map.of("grant_type", "refresh_token", "refresh_token", refresh), deadline);
        return reply.status() / 100 == 4
                ? Optional.empty()
                : Optional.of(tokens(reply).orElseRefreshWith(refresh));
    }

    private Tokens request(Map<String, String> form, Deadline deadline) {
        return tokens(send(form, deadline));
    }

    private OAuthReply send(Map<String, String> grant, Deadline deadline) {
        var form = new LinkedHashMap<>(grant);
        form.put("resource", resource);
        HttpRequest.Builder request = HttpRequest.newBuilder(issuer.endpoint("token_endpoint"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json");
        if (client.secret().isPresent() && !issuer.takesSecretInForm()) {
            String pair = encoded(client.id()) + ":" + encoded(client.secret().get());
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
        } else {
            form.put("client_id", client.id());
            client.secret().ifPresent(secret -> form.put("client_secret", secret));
        }
        return http.send(request.POST(BodyPublishers.ofString(Parameters.print(form))), deadline);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private Tokens tokens(OAuthReply reply) {
        JsonObject answer = reply.document().orElse(JsonObject.EMPTY);
        Optional<String> access = answer.string("access_token");
        Optional<String> type = answer.string("token_type");
        if (access.isEmpty() || !type.orElse("").equalsIgnoreCase("Bearer")) {
            throw issuer.discovery()
                    .failed("its authorization server issued no token: " + OAuthHttp.printable(reply.address())
                            + " answered with "
                            + (access.isEmpty()
                                    ? reply.describe()
                                    : "the token_type '" + type.orElse("") + "' instead of Bearer")
                            + ".");
        }
        if (!SENDABLE.matcher(access.get()).matches()) {
            throw issuer.discovery()
                    .failed("its authorization server issued an access token that cannot be sent: "
                            + OAuthHttp.printable(reply.address())
                            + " answered with an access_token that is empty, or has spaces or characters that no header"
                            + " may have (RFC 6750).");
        }
        Optional<String> refresh = answer.string("refresh_token");
        issued.remember("ACCESS_TOKEN", access.get());
        refresh.ifPresent(token -> issued.remember("REFRESH_TOKEN", token));
        Optional<Long> expires = answer.get("expires_in") instanceof JsonNumber seconds
                ? Optional.of(System.nanoTime() + lifetime(seconds.value()).toNanos())
                : Optional.empty();
        return new Tokens(access.get(), refresh, expires);
    }

    /** The lifetime that an authorization server names, however large or small the number is. */
    private static Duration lifetime(BigDecimal seconds) {
        BigDecimal longest = BigDecimal.valueOf(LONGEST_LIFETIME.toSeconds());
        return Duration.ofSeconds(seconds.max(BigDecimal.ZERO).min(longest).longValue());
    }
}
