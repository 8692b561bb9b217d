/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.authorization.ProtectedSite.Reply;
import dev.mcpjunit.authorization.ProtectedSite.Seen;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.failure.AuthorizationFailedException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the specification demands of clients, by what a server and an authorization server were sent. */
@DisplayName("A connection that logs in")
class LoginRulesTests {

    private final ProtectedSite site = new ProtectedSite();

    @AfterEach
    void stop() {
        site.close();
    }

    private void connect() {
        site.connection().open().close();
    }

    private void requireFailure(String... messages) {
        assertThatThrownBy(this::connect)
                .isInstanceOf(AuthorizationFailedException.class)
                .hasMessageStartingWith("Server 'bank' at " + site.uri())
                .hasMessageContainingAll(messages);
    }

    @Test
    @DisplayName("sends resource, PKCE and state to the authorization server, and the token in the header alone")
    void completeFlow() throws Exception {
        connect();

        assertThat(site.paths().subList(0, 7))
                .containsExactly(
                        "/mcp",
                        ProtectedSite.RESOURCE_METADATA,
                        ProtectedSite.ISSUER_METADATA,
                        "/register",
                        "/authorize",
                        "/token",
                        "/mcp");
        Map<String, String> authorize = site.seenAt("/authorize").get(0).parameters();
        Map<String, String> token = site.seenAt("/token").get(0).parameters();
        assertThat(authorize)
                .containsEntry("resource", site.uri().toString())
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "c1")
                .containsEntry("scope", "read");
        assertThat(token)
                .containsEntry("resource", site.uri().toString())
                .containsEntry("code", "the-code")
                .containsEntry("redirect_uri", authorize.get("redirect_uri"));
        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(token.get("code_verifier").getBytes(StandardCharsets.US_ASCII));
        assertThat(authorize.get("code_challenge"))
                .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
        assertThat(token.get("code_verifier")).hasSizeBetween(43, 128);
        JsonObject registration =
                (JsonObject) Json.parse(site.seenAt("/register").get(0).body());
        assertThat(registration.string("application_type")).contains("native");
        assertThat(registration.array("grant_types").orElseThrow().toJava()).contains("refresh_token");
        List<Seen> messages = site.seenAt("/mcp");
        assertThat(messages.subList(1, messages.size()))
                .allMatch(each -> each.authorization().equals("Bearer opaque-access-1"))
                .allMatch(each -> each.parameters().isEmpty());
    }

    @Test
    @DisplayName("finds metadata at the well-known addresses, that of the path first, if the challenge names none")
    void wellKnown() {
        site.route("/mcp", any -> site.accepted.isEmpty() ? site.unauthorized("") : site.answered(any))
                .without(ProtectedSite.RESOURCE_METADATA)
                .route(
                        ProtectedSite.ROOT_METADATA,
                        any -> Reply.json(200, site.resourceMetadata().build()));

        connect();

        assertThat(site.paths().subList(1, 3))
                .containsExactly(ProtectedSite.RESOURCE_METADATA, ProtectedSite.ROOT_METADATA);
    }

    @Test
    @DisplayName("uses the address of the challenge, not the well-known one")
    void challengeFirst() {
        site.route(
                        "/mcp",
                        any -> site.accepted.isEmpty()
                                ? site.unauthorized("resource_metadata=\"" + site.origin() + "/here\", scope=\"a b\"")
                                : site.answered(any))
                .route("/here", any -> Reply.json(200, site.resourceMetadata().build()));

        connect();

        assertThat(site.seenAt(ProtectedSite.RESOURCE_METADATA)).isEmpty();
        assertThat(site.seenAt("/authorize").get(0).parameters().get("scope").split(" "))
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    @DisplayName("says where it looked if there is no metadata")
    void noMetadata() {
        site.route("/mcp", any -> site.unauthorized("")).without(ProtectedSite.RESOURCE_METADATA);

        requireFailure(
                "does not say where to log in",
                site.origin() + ProtectedSite.RESOURCE_METADATA + " answered with HTTP 404",
                site.origin() + ProtectedSite.ROOT_METADATA + " answered with HTTP 404");
    }

    @Test
    @DisplayName("tries the metadata addresses of an issuer with a path in the order of the specification")
    void issuerWithPath() {
        String issuer = site.origin() + "/tenant";
        site.route(
                        ProtectedSite.RESOURCE_METADATA,
                        any -> Reply.json(
                                200,
                                site.resourceMetadata()
                                        .put("authorization_servers", List.of(issuer))
                                        .build()))
                .route(
                        "/tenant" + ProtectedSite.OPENID_METADATA,
                        any -> Reply.json(200, site.issuerMetadata(issuer).build()))
                .route("/authorize", any -> site.redirect(any, Map.of("code", "the-code", "iss", issuer)));

        connect();

        assertThat(site.paths().subList(2, 5))
                .containsExactly(
                        ProtectedSite.ISSUER_METADATA + "/tenant",
                        ProtectedSite.OPENID_METADATA + "/tenant",
                        "/tenant" + ProtectedSite.OPENID_METADATA);
    }

    @Test
    @DisplayName("tries OpenID discovery after RFC 8414 for an issuer without a path")
    void issuerWithoutPath() {
        site.without(ProtectedSite.ISSUER_METADATA)
                .route(
                        ProtectedSite.OPENID_METADATA,
                        any -> Reply.json(
                                200, site.issuerMetadata(site.origin()).build()));

        connect();

        assertThat(site.paths().subList(2, 4))
                .containsExactly(ProtectedSite.ISSUER_METADATA, ProtectedSite.OPENID_METADATA);
    }

    @Test
    @DisplayName("requires an issuer that is identical, to the last slash")
    void issuerWithSlash() {
        site.route(
                ProtectedSite.ISSUER_METADATA,
                any -> Reply.json(200, site.issuerMetadata(site.origin() + "/").build()));

        requireFailure("is of the issuer '" + site.origin() + "/', not of '" + site.origin() + "'");
        assertThat(site.paths()).doesNotContain("/register", "/authorize", "/token");
    }

    @Test
    @DisplayName("does not proceed without PKCE")
    void noPkce() {
        site.route(
                ProtectedSite.ISSUER_METADATA,
                any -> Reply.json(
                        200,
                        site.issuerMetadata(site.origin())
                                .put("code_challenge_methods_supported", List.of("plain"))
                                .build()));

        requireFailure("does not say that it supports PKCE");
        assertThat(site.paths()).doesNotContain("/authorize", "/token");
    }

    @Test
    @DisplayName("sends no secrets over plain HTTP to another machine")
    void plainHttp() {
        site.route(
                ProtectedSite.ISSUER_METADATA,
                any -> Reply.json(
                        200,
                        site.issuerMetadata(site.origin())
                                .put("token_endpoint", "http://auth.example.com/token")
                                .build()));

        requireFailure("the token_endpoint is at 'http://auth.example.com'. It must be at https, or on this machine.");
    }

    private void requireCodeUnused(Map<String, String> answer, String message) {
        site.route("/authorize", any -> site.redirect(any, answer));
        requireFailure(message);
        assertThat(site.paths()).doesNotContain("/token");
    }

    @Test
    @DisplayName("uses no answer of another issuer, not even its error")
    void foreignAnswer() {
        requireCodeUnused(Map.of("code", "x", "iss", "https://evil.example.com"), "iss is 'https://evil.example.com'");
        requireCodeUnused(Map.of("code", "x", "iss", site.origin() + "/"), "iss is '" + site.origin() + "/'");
        site.route(
                "/authorize",
                any -> site.redirect(
                        any,
                        Map.of(
                                "error",
                                "access_denied",
                                "error_description",
                                "lure",
                                "iss",
                                "https://evil.example.com")));
        assertThatThrownBy(this::connect).hasMessageNotContainingAny("access_denied", "lure");
    }

    @Test
    @DisplayName("uses no answer without an issuer if that is announced")
    void missingIssuer() {
        site.route(
                ProtectedSite.ISSUER_METADATA,
                any -> Reply.json(
                        200,
                        site.issuerMetadata(site.origin())
                                .put("authorization_response_iss_parameter_supported", true)
                                .build()));

        requireCodeUnused(Map.of("code", "x"), "answered without iss");
    }

    @Test
    @DisplayName("uses an answer without an issuer if none is announced")
    void issuerNotAnnounced() {
        site.route("/authorize", any -> site.redirect(any, Map.of("code", "x")));

        connect();

        assertThat(site.seenAt("/token").get(0).parameters()).containsEntry("code", "x");
    }

    @Test
    @DisplayName("uses no answer with another state")
    void foreignState() {
        requireCodeUnused(Map.of("code", "x", "state", "other"), "answered without the state of the request");
    }

    @Test
    @DisplayName("says why the authorization server refused")
    void refused() {
        requireCodeUnused(Map.of("error", "access_denied"), "refused the request with the error access_denied");
    }

    @Test
    @DisplayName("says that a page needs a browser")
    void page() {
        site.route("/authorize", any -> new Reply(200, Map.of("Content-Type", "text/html"), "<form>"));

        requireFailure("answered with HTTP 200 instead of a redirect. There is no browser here");
    }

    @Test
    @DisplayName("follows no redirect of the authorization server to another origin")
    void foreignRedirect() {
        try (var other = new ProtectedSite()) {
            site.route("/authorize", any -> new Reply(302, Map.of("Location", other.origin() + "/login"), ""));

            requireFailure("redirects to " + other.origin() + "/login");
            assertThat(other.all()).isEmpty();
        }
    }

    @Test
    @DisplayName("sends its token to no other origin on a redirect of the server")
    void redirectOfServer() {
        try (var other = new ProtectedSite();
                McpConnection bank = site.connection().open()) {
            site.route(
                    "/mcp", any -> new Reply(307, Map.of("Location", other.uri().toString()), ""));

            assertThatThrownBy(() -> bank.callTool("pay")).hasMessageContaining("HTTP 307");
            assertThat(other.all()).isEmpty();
        }
    }

    @Test
    @DisplayName("uses a registered client at its own authorization server only")
    void registeredElsewhere() {
        try (var other = new ProtectedSite()) {
            var how = ClientAuthorization.asUser().registeredAs(URI.create(other.origin()), "mine", "s3cret-of-mine");

            assertThatThrownBy(() -> site.connection().authorization(how).open())
                    .isInstanceOf(AuthorizationFailedException.class)
                    .hasMessageContaining("the client 'mine' is registered at " + other.origin());
            assertThat(other.all()).isEmpty();
            assertThat(site.paths()).doesNotContain("/authorize", "/token");
        }
    }

    @Test
    @DisplayName("waits for the authorization server no longer than for an answer")
    void slow() {
        var never = new CompletableFuture<Reply>();
        try (McpConnection bank =
                site.connection().requestTimeout(Duration.ofSeconds(2)).open()) {
            site.accepted.clear();
            site.route("/token", any -> never.join());

            assertThatThrownBy(() -> bank.callTool("pay"))
                    .isInstanceOf(McpTimeoutException.class)
                    .hasMessageContaining(site.origin() + "/token did not answer within");
        } finally {
            never.complete(Reply.json(400, JsonObject.EMPTY));
        }
    }

    @Test
    @DisplayName("says that the authorization server cannot be reached")
    void down() {
        String gone;
        try (var other = new ProtectedSite()) {
            gone = other.origin();
        }
        site.route(
                ProtectedSite.RESOURCE_METADATA,
                any -> Reply.json(
                        200,
                        site.resourceMetadata()
                                .put("authorization_servers", List.of(gone))
                                .build()));

        requireFailure(gone, "cannot be reached");
    }
}
