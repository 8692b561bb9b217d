/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.authorization.ProtectedSite.Reply;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.AuthorizationFailedException;
import dev.mcpjunit.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where secrets are not sent, and where they are not shown. */
@DisplayName("A connection that logs in")
class LoginSafetyTests {

    private final ProtectedSite site = new ProtectedSite();

    @AfterEach
    void stop() {
        site.close();
    }

    private void requireFailure(String... messages) {
        assertThatThrownBy(() -> site.connection().open())
                .isInstanceOf(AuthorizationFailedException.class)
                .hasMessageContainingAll(messages);
    }

    @ParameterizedTest
    @ValueSource(strings = {"very-secret-t\u00f6k\u0000en", "very-secret\r\nX-Evil: 1", "very-secret token", ""})
    @DisplayName("uses no token that no header may have, and does not show it")
    void unsendableToken(String token) {
        site.route(
                "/token",
                any -> Reply.json(
                        200, site.issue().toBuilder().put("access_token", token).build()));

        assertThatThrownBy(() -> site.connection().open())
                .isInstanceOf(AuthorizationFailedException.class)
                .hasMessageContainingAll("issued an access token that cannot be sent", site.origin() + "/token")
                .hasMessageNotContaining("very-secret");
        assertThat(site.seenAt("/mcp")).hasSize(1);
    }

    @Test
    @DisplayName("can be used again after an unsendable token")
    void sendableAfterwards() {
        try (McpConnection bank = site.connection().open()) {
            site.accepted.clear();
            site.route(
                    "/token",
                    any -> Reply.json(
                            200,
                            site.issue().toBuilder()
                                    .put("access_token", "t\u0000")
                                    .build()));
            assertThatThrownBy(() -> bank.callTool("pay")).isInstanceOf(AuthorizationFailedException.class);
            site.route("/token", any -> Reply.json(200, site.issue()));

            assertThat(bank.callTool("pay").isError()).isFalse();
        }
    }

    @Test
    @DisplayName("sends a client secret to no origin that the issuer's metadata redirects to")
    void issuerMetadataMoved() {
        try (var other = new ProtectedSite()) {
            site.route(
                    ProtectedSite.ISSUER_METADATA,
                    any -> new Reply(307, Map.of("Location", other.origin() + "/metadata"), ""));
            other.route(
                    "/metadata",
                    any -> Reply.json(200, other.issuerMetadata(site.origin()).build()));
            var robot = ClientAuthorization.asClient()
                    .registeredAs(URI.create(site.origin()), "robot", "robot-secret-4712");

            assertThatThrownBy(() -> site.connection().authorization(robot).open())
                    .isInstanceOf(AuthorizationFailedException.class)
                    .hasMessageContaining("redirect to " + other.origin() + ", which is not followed");
            assertThat(other.all()).isEmpty();
        }
    }

    @Test
    @DisplayName("follows redirects of an issuer's metadata within its origin")
    void issuerMetadataMovedWithin() {
        site.route(ProtectedSite.ISSUER_METADATA, any -> new Reply(307, Map.of("Location", "/moved"), ""))
                .route(
                        "/moved",
                        any -> Reply.json(
                                200, site.issuerMetadata(site.origin()).build()));

        site.connection().open().close();

        assertThat(site.paths()).contains("/moved", "/token");
    }

    @Test
    @DisplayName("requests no token for another query, and shows neither")
    void anotherTenant() {
        site.route(
                ProtectedSite.RESOURCE_METADATA,
                any -> Reply.json(
                        200,
                        site.resourceMetadata()
                                .put("resource", site.uri() + "?tenant=b")
                                .build()));

        assertThatThrownBy(() -> McpConnection.builder(new McpEndpoint.Http(URI.create(site.uri() + "?tenant=a")))
                        .name("bank")
                        .protocol("LEGACY")
                        .authorization(ClientAuthorization.asUser())
                        .open())
                .isInstanceOf(AuthorizationFailedException.class)
                .hasMessageContaining("A token for it would be for another server");
        assertThat(site.paths()).doesNotContain("/token", "/authorize");
    }

    @Test
    @DisplayName("shows no user information of addresses")
    void userInformation() {
        String endpoint = site.origin().replace("http://", "http://u:pw4711@") + "/token";
        site.route(
                        ProtectedSite.ISSUER_METADATA,
                        any -> Reply.json(
                                200,
                                site.issuerMetadata(site.origin())
                                        .put("token_endpoint", endpoint)
                                        .build()))
                .route("/token", any -> new Reply(500, Map.of(), ""));

        assertThatThrownBy(() -> site.connection().open())
                .hasMessageContaining(site.origin() + "/token answered with HTTP 500")
                .hasMessageNotContaining("pw4711");
    }

    @ParameterizedTest
    @CsvSource({"http://u:pw4711@127.0.0.1:1/", "http://127.0.0.1:1/?pw4711", "http://127.0.0.1:1/#pw4711"})
    @DisplayName("uses no issuer with user information, query or fragment, and does not show them")
    void strangeIssuer(String issuer) {
        site.route(
                ProtectedSite.RESOURCE_METADATA,
                any -> Reply.json(
                        200,
                        site.resourceMetadata()
                                .put("authorization_servers", List.of(issuer))
                                .build()));

        assertThatThrownBy(() -> site.connection().open())
                .isInstanceOf(AuthorizationFailedException.class)
                .hasMessageContaining("which no issuer may have")
                .hasMessageNotContaining("pw4711");
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorization_endpoint", "token_endpoint", "registration_endpoint"})
    @DisplayName("uses no endpoint with a fragment")
    void fragment(String endpoint) {
        site.route(
                ProtectedSite.ISSUER_METADATA,
                any -> Reply.json(
                        200,
                        site.issuerMetadata(site.origin())
                                .put(endpoint, site.origin() + "/fragmented#x")
                                .build()));

        requireFailure("the " + endpoint + " of its authorization server " + site.origin() + " has a fragment");
        assertThat(site.paths()).doesNotContain("/fragmented");
    }

    @Test
    @DisplayName("sends a refused refresh token once")
    void refusedRefresh() {
        site.expiring();
        try (McpConnection bank = site.connection().open()) {
            site.accepted.clear();
            site.refuseRefresh();
            int before = site.seenAt("/token").size();

            assertThat(bank.callTool("pay").isError()).isFalse();

            assertThat(site.seenAt("/token")
                            .subList(before, site.seenAt("/token").size()))
                    .extracting(each -> each.parameters().get("grant_type"))
                    .containsExactly("refresh_token", "authorization_code");
        }
    }

    @Test
    @DisplayName("ends a login when it is closed: for all callers, without a further request")
    void closedDuringLogin() throws Exception {
        var begun = new CompletableFuture<Void>();
        var end = new CompletableFuture<Reply>();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            McpConnection bank =
                    site.connection().requestTimeout(Duration.ofMinutes(2)).open();
            site.accepted.clear();
            site.route("/token", any -> {
                begun.complete(null);
                return end.join();
            });
            List<Future<?>> calls =
                    List.of(threads.submit(() -> bank.callTool("pay")), threads.submit(() -> bank.callTool("pay")));
            begun.get(20, TimeUnit.SECONDS);

            bank.close();

            for (Future<?> call : calls) {
                assertThatThrownBy(() -> call.get(20, TimeUnit.SECONDS))
                        .hasMessageContaining("the connection is closed");
            }
            int messages = site.seenAt("/mcp").size();
            int requests = site.seenAt("/token").size();
            end.complete(Reply.json(400, JsonObject.EMPTY));
            assertThat(site.seenAt("/mcp")).hasSize(messages);
            assertThat(site.seenAt("/token")).hasSize(requests);
            assertThat(site.seenAt("/authorize")).hasSize(1);
        } finally {
            end.complete(Reply.json(400, JsonObject.EMPTY));
            threads.shutdownNow();
        }
    }
}
