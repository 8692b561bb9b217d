/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.authorization.ProtectedSite.Reply;
import dev.mcpjunit.authorization.ProtectedSite.Seen;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.failure.AuthorizationFailedException;
import dev.mcpjunit.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How refusals are answered: by a refresh, a login, or not at all. */
@DisplayName("A connection that is logged in")
class LoginRenewalTests {

    private final ProtectedSite site = new ProtectedSite();

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    @DisplayName("ends after one login to a server that always answers 401")
    void always401() {
        site.route("/mcp", any -> site.unauthorized("error=\"invalid_token\""));

        assertThatThrownBy(() -> site.connection().open())
                .isInstanceOf(AuthorizationFailedException.class)
                .hasMessageContainingAll(
                        "HTTP 401, error=invalid_token again", "Does the server trust the authorization server");
        assertThat(site.seenAt("/mcp")).hasSize(2);
        assertThat(site.seenAt("/token")).hasSize(1);
    }

    @Test
    @DisplayName("ends at a server that always answers 403 with the same scope")
    void always403() {
        try (McpConnection bank = site.connection().open()) {
            site.route(
                    "/mcp",
                    any -> new Reply(
                            403,
                            Map.of("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"write\""),
                            ""));

            assertThatThrownBy(() -> bank.callTool("pay"))
                    .isInstanceOf(AuthorizationFailedException.class)
                    .hasMessageContaining("HTTP 403, error=insufficient_scope again");
        }
        List<Seen> logins = site.seenAt("/authorize");
        assertThat(logins).hasSize(2);
        assertThat(logins.get(1).parameters().get("scope").split(" ")).containsExactlyInAnyOrder("read", "write");
        assertThat(site.seenAt("/register")).hasSize(1);
    }

    @Test
    @DisplayName("takes another 403 for an answer")
    void other403() {
        try (McpConnection bank = site.connection().open()) {
            site.route("/mcp", any -> new Reply(403, Map.of(), "blocked"));

            assertThatThrownBy(() -> bank.callTool("pay")).hasMessageContaining("HTTP 403: blocked");
        }
        assertThat(site.seenAt("/authorize")).hasSize(1);
    }

    @Test
    @DisplayName("refreshes once for concurrent calls that are refused, and executes each once")
    void refreshesOnce() throws Exception {
        int count = 8;
        var together = new CountDownLatch(count);
        try (McpConnection bank = site.connection().open()) {
            site.accepted.clear();
            site.route("/mcp", request -> {
                if (request.authorization().equals("Bearer opaque-access-1")) {
                    together.countDown();
                    awaitAll(together);
                }
                return site.mcp(request);
            });
            callTogether(bank, count);
        }

        assertThat(site.calls()).isEqualTo(count);
        assertThat(site.seenAt("/token")).hasSize(2);
        assertThat(site.seenAt("/token").get(1).parameters())
                .containsEntry("grant_type", "refresh_token")
                .containsEntry("refresh_token", "opaque-refresh-1")
                .containsEntry("resource", site.uri().toString());
        assertThat(site.seenAt("/authorize")).hasSize(1);
    }

    @Test
    @DisplayName("refreshes once for concurrent calls after the token has expired, before it is refused")
    void refreshesBefore() throws Exception {
        site.expiring();
        int count = 8;
        try (McpConnection bank = site.connection().open()) {
            int before = site.seenAt("/token").size();
            site.neverExpiring();
            callTogether(bank, count);
            assertThat(site.seenAt("/token")).hasSize(before + 1);
        }
        assertThat(site.calls()).isEqualTo(count);
    }

    private static void awaitAll(CountDownLatch together) {
        try {
            together.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void callTogether(McpConnection bank, int count) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            var calls = new ArrayList<Future<?>>();
            for (int call = 0; call < count; call++) {
                calls.add(threads.submit(() -> bank.callTool("pay")));
            }
            for (Future<?> call : calls) {
                call.get(20, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName("logs in anew if the refresh token is refused")
    void refusedRefresh() {
        try (McpConnection bank = site.connection().open()) {
            site.accepted.clear();
            site.refuseRefresh();

            assertThat(bank.callTool("pay").isError()).isFalse();
        }
        assertThat(site.seenAt("/authorize")).hasSize(2);
    }

    @Test
    @DisplayName("registers anew, and sends no old refresh token, when the server names another authorization server")
    void anotherIssuer() {
        try (var other = new ProtectedSite();
                McpConnection bank = site.connection().open()) {
            site.accepted.clear();
            site.route(
                    "/token",
                    any -> Reply.json(
                            400,
                            JsonObject.builder().put("error", "invalid_grant").build()));
            site.route(
                    ProtectedSite.RESOURCE_METADATA,
                    any -> Reply.json(
                            200,
                            site.resourceMetadata()
                                    .put("authorization_servers", List.of(other.origin()))
                                    .build()));
            site.route(
                    "/mcp",
                    request -> request.authorization().equals("Bearer opaque-access-1") && other.accepted.isEmpty()
                            ? site.mcp(request)
                            : site.answered(request));

            assertThat(bank.callTool("pay").isError()).isFalse();
            assertThat(other.paths()).contains("/register", "/authorize", "/token");
            assertThat(other.all()).noneMatch(each -> each.body().contains("opaque-refresh-1"));
        }
    }
}
