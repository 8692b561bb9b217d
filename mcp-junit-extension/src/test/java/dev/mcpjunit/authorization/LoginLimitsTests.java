/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.authorization.ProtectedSite.Reply;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.failure.AuthorizationFailedException;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers and authorization servers answer beyond all bounds, and where requests with secrets are not sent. */
@DisplayName("A login")
class LoginLimitsTests {

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
    @ValueSource(strings = {ProtectedSite.RESOURCE_METADATA, ProtectedSite.ISSUER_METADATA, "/register", "/token"})
    @DisplayName("reads no document that is larger than any should be")
    void large(String path) {
        site.without(ProtectedSite.ROOT_METADATA)
                .route(
                        path,
                        any -> Reply.json(
                                200,
                                JsonObject.builder()
                                        .put("issuer", "a".repeat(1_100_000))
                                        .build()));

        requireFailure(site.origin() + path, " answered with more than 1024 KiB (the limit of mcp-junit)");
    }

    @Test
    @DisplayName("follows redirects of metadata")
    void metadataMoved() {
        site.route(ProtectedSite.RESOURCE_METADATA, any -> new Reply(307, Map.of("Location", "/moved"), ""))
                .route("/moved", any -> Reply.json(200, site.resourceMetadata().build()));

        site.connection().open().close();

        assertThat(site.paths()).contains("/moved", "/token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/register", "/token"})
    @DisplayName("sends no secret where an endpoint of the authorization server redirects to")
    void secretsStay(String path) {
        try (var other = new ProtectedSite()) {
            site.route(path, any -> new Reply(307, Map.of("Location", other.origin() + path), ""));

            requireFailure(site.origin() + path + " answered with HTTP 307");
            assertThat(other.all()).isEmpty();
        }
    }

    @Test
    @DisplayName("prints the texts of a hostile server on one line, without its control characters")
    void hostileTexts() {
        site.route(
                ProtectedSite.RESOURCE_METADATA,
                any -> Reply.json(
                        200,
                        site.resourceMetadata()
                                .put("resource", "http://h/\u001b[2J\nall is well")
                                .build()));

        assertThatThrownBy(() -> site.connection().open())
                .hasMessageContaining("http://h/\\u{1B}[2J\\nall is well")
                .hasMessageNotContainingAny("\n", "\u001b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e999999999", "1e30", "-5", "0.5"})
    @DisplayName("takes any number for the lifetime of a token")
    void lifetimes(String seconds) {
        site.route(
                "/token",
                any -> Reply.json(
                        200,
                        site.issue().toBuilder()
                                .put("expires_in", Json.parse(seconds))
                                .build()));

        try (McpConnection bank = site.connection().open()) {
            assertThat(bank.callTool("pay").isError()).isFalse();
        }
    }

    @Test
    @DisplayName("for the client itself registers a client with a secret, which is sent in a header alone")
    void registersForItself() {
        site.route(
                "/register",
                any -> Reply.json(
                        201,
                        JsonObject.builder()
                                .put("client_id", "c2")
                                .put("client_secret", "robot-secret-4712")
                                .build()));

        site.connection().authorization(ClientAuthorization.asClient()).open().close();

        var registration =
                (JsonObject) Json.parse(site.seenAt("/register").get(0).body());
        assertThat(registration.array("grant_types").orElseThrow().toJava()).isEqualTo(List.of("client_credentials"));
        ProtectedSite.Seen token = site.seenAt("/token").get(0);
        assertThat(token.parameters())
                .containsEntry("grant_type", "client_credentials")
                .containsEntry("resource", site.uri().toString())
                .containsEntry("scope", "read")
                .doesNotContainKeys("client_secret", "client_id");
        assertThat(token.authorization()).startsWith("Basic ");
        assertThat(site.paths()).doesNotContain("/authorize");
    }
}
