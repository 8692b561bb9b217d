/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization;

import static dev.mcpjunit.authorization.OAuthClient.claims;
import static dev.mcpjunit.authorization.OAuthClient.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The flows of OAuth, and what a test can change about them. */
class AuthorizationServerTests {

    private static final String RESOURCE = "http://localhost:8080/mcp";

    private final AuthorizationServer server = AuthorizationServer.start();
    private final OAuthClient client = new OAuthClient(server);

    @AfterEach
    void stop() {
        server.close();
    }

    /** The tokens of a whole flow. */
    private JsonObject tokens(String id, String scope) throws Exception {
        Map<String, String> answer = client.authorize(id, "scope", scope, "resource", RESOURCE);
        HttpResponse<String> response = client.exchange(id, answer.get("code"), "resource", RESOURCE);
        assertThat(response.statusCode()).isEqualTo(200);
        return object(response);
    }

    private static String access(JsonObject tokens) {
        return tokens.string("access_token").orElseThrow();
    }

    private static String refresh(JsonObject tokens) {
        return tokens.string("refresh_token").orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"oauth-authorization-server", "openid-configuration"})
    void metadata(String document) throws Exception {
        JsonObject metadata = client.json("/.well-known/" + document);

        assertThat(metadata.string("issuer")).contains(server.issuer().toString());
        assertThat(metadata.string("authorization_endpoint")).contains(server.issuer() + "/authorize");
        assertThat(metadata.array("code_challenge_methods_supported").orElseThrow())
                .containsExactly(new JsonString("S256"));
        assertThat(metadata.bool("authorization_response_iss_parameter_supported"))
                .contains(true);
    }

    /** A client that reuses a connection which is closed without notice gets no response to its POST. */
    @Test
    void announces_that_it_closes_the_connection() throws Exception {
        HttpResponse<Void> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(server.issuer().resolve("/jwks")).build(), BodyHandlers.discarding());

        assertThat(response.headers().firstValue("Connection")).contains("close");
    }

    @Test
    void a_code_with_proof_becomes_a_token_for_the_resource() throws Exception {
        String id = client.registered();
        Map<String, String> answer = client.authorize(id, "scope", "read write", "resource", RESOURCE);
        assertThat(answer)
                .containsEntry("state", "state-1")
                .containsEntry("iss", server.issuer().toString());

        JsonObject tokens = object(client.exchange(id, answer.get("code"), "resource", RESOURCE));

        JsonObject claims = claims(access(tokens));
        assertThat(claims.string("iss")).contains(server.issuer().toString());
        assertThat(claims.string("aud")).contains(RESOURCE);
        assertThat(claims.string("sub")).contains("alice");
        assertThat(claims.string("scope")).contains("read write");
        assertThat(claims.string("client_id")).contains(id);
        assertThat(client.isActive(access(tokens))).isTrue();
    }

    @Test
    void another_user_signs_in() throws Exception {
        server.signIn("bob");

        assertThat(claims(access(tokens(client.registered(), "read"))).string("sub"))
                .contains("bob");
    }

    @Test
    void a_wrong_verifier_gets_nothing() throws Exception {
        String id = client.registered();
        String code = client.authorize(id).get("code");

        HttpResponse<String> response = client.exchange(id, code, "code_verifier", "another-verifier");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(object(response).string("error")).contains("invalid_grant");
    }

    @Test
    void a_code_that_comes_again_ends_its_tokens() throws Exception {
        String id = client.registered();
        String code = client.authorize(id, "resource", RESOURCE).get("code");
        String token = access(object(client.exchange(id, code)));

        assertThat(client.exchange(id, code).statusCode()).isEqualTo(400);
        assertThat(client.isActive(token)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "code_challenge_method, plain, invalid_request",
        "code_challenge, '', invalid_request",
        "response_type, token, unsupported_response_type",
        "resource, mcp, invalid_target"
    })
    void a_wrong_authorization_request(String parameter, String value, String error) throws Exception {
        Map<String, String> answer = client.authorize(client.registered(), parameter, value);

        assertThat(answer)
                .containsEntry("error", error)
                .containsEntry("state", "state-1")
                .containsEntry("iss", server.issuer().toString())
                .doesNotContainKey("code");
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:9/callback, http://127.0.0.1:4711/callback, 302",
        "http://127.0.0.1/callback, http://127.0.0.1:4711/callback, 302",
        "http://127.0.0.1:9/callback, http://localhost:9/callback, 400",
        "http://127.0.0.1:9/callback, http://127.0.0.1:4711/other, 400",
        "http://127.0.0.1:9/callback, http://127.0.0.1:4711@example.com/callback, 400",
        "https://example.com/callback, https://example.com:444/callback, 400"
    })
    void a_native_client_may_listen_on_any_port_of_loopback(URI registered, String used, int status) throws Exception {
        server.registerClient("native", registered);

        assertThat(client.get("/authorize?" + OAuthClient.authorization("native", "redirect_uri", used))
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void nothing_is_sent_to_an_address_that_is_not_registered() throws Exception {
        HttpResponse<String> response = client.get("/authorize?"
                + OAuthClient.authorization(client.registered(), "redirect_uri", OAuthClient.REDIRECT + "/more"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void a_client_does_not_register_an_address_without_encryption() throws Exception {
        HttpResponse<String> response = client.register("{\"redirect_uris\":[\"http://example.com/callback\"]}");

        assertThat(object(response).string("error")).contains("invalid_redirect_uri");
    }

    @Test
    void a_refresh_token_is_replaced_and_works_once() throws Exception {
        String id = client.registered();
        JsonObject first = tokens(id, "read");
        JsonObject second = object(client.refresh(id, refresh(first)));
        assertThat(claims(access(second)).string("aud")).contains(RESOURCE);

        HttpResponse<String> again = client.refresh(id, refresh(first));

        assertThat(object(again).string("error")).contains("invalid_grant");
        assertThat(client.refresh(id, refresh(second)).statusCode())
                .as("a stolen token ends all of its family")
                .isEqualTo(400);
        assertThat(client.isActive(access(second))).isFalse();
    }

    @Test
    void refresh_is_refused_from_a_moment_on() throws Exception {
        String id = client.registered();
        JsonObject tokens = tokens(id, "read");

        server.refuseRefresh();

        assertThat(object(client.refresh(id, refresh(tokens))).string("error")).contains("invalid_grant");
        assertThat(client.isActive(access(tokens))).isTrue();
    }

    @Test
    void client_credentials_need_the_secret() throws Exception {
        server.registerConfidentialClient("service", "correct-secret");

        HttpResponse<String> right = client.token(
                "grant_type",
                "client_credentials",
                "client_id",
                "service",
                "client_secret",
                "correct-secret",
                "scope",
                "read",
                "resource",
                RESOURCE);
        HttpResponse<String> wrong = client.token(
                "grant_type", "client_credentials", "client_id", "service", "client_secret", "wrong-secret");

        assertThat(claims(access(object(right))).string("sub")).contains("service");
        assertThat(object(right).has("refresh_token")).isFalse();
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(object(wrong).string("error")).contains("invalid_client");
    }

    @Test
    void a_public_client_has_no_credentials() throws Exception {
        server.registerClient("app", URI.create(OAuthClient.REDIRECT));

        HttpResponse<String> response = client.token("grant_type", "client_credentials", "client_id", "app");

        assertThat(object(response).string("error")).contains("unauthorized_client");
    }

    @Test
    void a_client_is_known_by_the_document_at_its_address() throws Exception {
        HttpServer host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String id = "http://127.0.0.1:" + host.getAddress().getPort() + "/client.json";
        serve(host, "/client.json", id);
        serve(host, "/copy.json", id);
        host.start();
        try {
            Map<String, String> answer = client.authorize(id, "resource", RESOURCE);
            JsonObject tokens = object(client.exchange(id, answer.get("code")));
            HttpResponse<String> copy =
                    client.get("/authorize?" + OAuthClient.authorization(id.replace("client.json", "copy.json")));

            assertThat(claims(access(tokens)).string("client_id")).contains(id);
            assertThat(object(copy).string("error_description"))
                    .contains("The client_id in the metadata document is not its address.");
        } finally {
            host.stop(0);
        }
    }

    private static void serve(HttpServer host, String path, String id) {
        byte[] document = ("{\"client_id\":\"" + id + "\",\"client_name\":\"test\",\"redirect_uris\":[\""
                        + OAuthClient.REDIRECT + "\"]}")
                .getBytes(StandardCharsets.UTF_8);
        host.createContext(path, exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, document.length);
                exchange.getResponseBody().write(document);
            }
        });
    }

    @Test
    void documents_of_other_machines_are_not_fetched() throws Exception {
        HttpResponse<String> response =
                client.get("/authorize?" + OAuthClient.authorization("https://client.example.com/client.json"));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(object(response).string("error_description").orElse(""))
                .startsWith("This authorization server fetches metadata documents only from this machine");
    }

    @Test
    void an_expired_token() throws Exception {
        String token = server.token()
                .audience(RESOURCE)
                .scopes("read")
                .subject("carol")
                .issue();

        JsonObject expired = claims(server.expire(token));

        assertThat(client.isActive(token)).isFalse();
        assertThat(((Number) expired.toJava().get("exp")).longValue())
                .isLessThan(Instant.now().getEpochSecond() - 3000);
        assertThat(expired.string("sub")).contains("carol");
        assertThat(expired.string("aud")).contains(RESOURCE);
        assertThat(expired.string("scope")).contains("read");
        assertThatThrownBy(() -> server.expire("another"))
                .hasMessage("This authorization server did not issue the token");
    }

    @Test
    void a_revoked_token_cannot_be_refreshed() throws Exception {
        String id = client.registered();
        JsonObject tokens = tokens(id, "read");

        server.revoke(access(tokens));

        assertThat(client.isActive(access(tokens))).isFalse();
        assertThat(client.refresh(id, refresh(tokens)).statusCode()).isEqualTo(400);
    }

    @Test
    void a_client_revokes_its_refresh_token() throws Exception {
        JsonObject tokens = tokens(client.registered(), "read");

        assertThat(client.post("/revoke", "token", refresh(tokens)).statusCode())
                .isEqualTo(200);

        assertThat(client.isActive(access(tokens))).isFalse();
    }

    @Test
    void the_clock_ends_tokens() throws Exception {
        JsonObject tokens = tokens(client.registered(), "read");

        server.clock(Clock.fixed(Instant.now().plus(Duration.ofMinutes(61)), ZoneOffset.UTC));

        assertThat(client.isActive(access(tokens))).isFalse();
    }

    @Test
    void fewer_scopes_from_a_moment_on() throws Exception {
        String id = client.registered();
        JsonObject before = tokens(id, "read write");

        server.downscope("read");
        JsonObject after = object(client.refresh(id, refresh(before)));

        assertThat(claims(access(after)).string("scope")).contains("read");
        assertThat(after.string("scope")).contains("read");
    }

    @Test
    void another_audience_from_a_moment_on() throws Exception {
        server.issueForAudience("https://other.example.com/mcp");

        assertThat(claims(access(tokens(client.registered(), "read"))).string("aud"))
                .contains("https://other.example.com/mcp");
    }

    @Test
    void another_issuer_from_a_moment_on() throws Exception {
        server.wrongIssuer(URI.create("https://issuer.example.com"));

        assertThat(client.json("/.well-known/oauth-authorization-server").string("issuer"))
                .contains("https://issuer.example.com");
        assertThat(client.authorize(client.registered())).containsEntry("iss", "https://issuer.example.com");
    }

    @Test
    void keys_are_rotated() throws Exception {
        Optional<JsonArray> before = client.json("/jwks").array("keys");

        server.rotateKeys();

        assertThat(client.json("/jwks").array("keys")).isNotEqualTo(before);
        assertThat(client.json("/jwks").array("keys").orElseThrow()).hasSize(1);
    }
}
