/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static dev.mcpjunit.fault.Selector.anyRequest;
import static dev.mcpjunit.fault.Selector.resourceMetadata;
import static dev.mcpjunit.fault.Selector.toolCall;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.authorization.internal.ResourceAddresses;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.failure.AuthorizationFailedException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fixtures.authorization.ProtectedWeatherServer;
import dev.mcpjunit.fixtures.authorization.ProtectionFlaw;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.internal.wiring.TestProxies;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.traffic.internal.TrafficListener;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every fault of the page on authorization, with a protected server and a connection that logs in. */
@DisplayName("With a fault of authorization, a connection that logs in")
@Execution(ExecutionMode.SAME_THREAD)
class AuthorizationFaultsTests {

    private static final Map<String, Object> OSLO = Map.of("city", "Oslo");
    private static final ResourceAddresses ADDRESSES = new ResourceAddresses();

    private static AuthorizationServer authorization;
    private static ProtectedWeatherServer weather;
    private static ServerHandle handle;

    private final TestProxies wire = new TestProxies(false, TrafficListener.NONE, ADDRESSES);

    @BeforeAll
    static void start() {
        authorization = AuthorizationServer.start(ADDRESSES);
        // The key is made now: on a busy machine that takes longer than a request may.
        String unused = authorization.token().issue();
        weather = ProtectedWeatherServer.start(ProtectionFlaw.NONE, WeatherOptions.standard(), authorization.issuer());
        handle = new ServerHandle(ServerSpec.url(weather.uri())
                .name("weather")
                .authorization(ClientAuthorization.asUser())
                .build());
    }

    @AfterAll
    static void stop() {
        handle.close();
        weather.close();
        authorization.close();
    }

    @AfterEach
    void endFaults() {
        wire.close();
        authorization.becomeAvailable();
        authorization.delayAnswers(Duration.ZERO);
        authorization.clock(Clock.systemUTC());
    }

    private FaultInjector faults() {
        return wire.faults();
    }

    private McpConnection open() {
        return open(Duration.ofSeconds(20));
    }

    private McpConnection open(Duration requestTimeout) {
        return McpConnection.builder(wire.endpoint(handle))
                .name("weather")
                .authorization(ClientAuthorization.asUser().withScopes("weather:read"))
                .requestTimeout(requestTimeout)
                .open();
    }

    private void requireFailure(String... messages) {
        assertThatThrownBy(this::open)
                .isInstanceOf(AuthorizationFailedException.class)
                .hasMessageContainingAll(messages);
    }

    @Test
    @DisplayName("renews a token that expires at the third call, and repeats that call alone")
    void expiresAtThirdCall() {
        faults().on(toolCall("get-forecast").nth(3)).refuseToken();

        try (McpConnection alice = open()) {
            for (int call = 1; call <= 4; call++) {
                assertThat(alice.callTool("get-forecast", OSLO)).isSuccess();
            }
        }
        assertThat(wire.traffic().toolCalls("get-forecast")).wereSent(5).wereExecuted(4);
    }

    @Test
    @DisplayName("gives up after one login where each token is refused")
    void refusedAlways() {
        try (McpConnection alice = open()) {
            faults().on(toolCall("get-forecast")).refuseToken();

            assertThatThrownBy(() -> alice.callTool("get-forecast", OSLO))
                    .isInstanceOf(AuthorizationFailedException.class)
                    .hasMessageContaining(
                            "HTTP 401, error=invalid_token (The access token has expired) again, with a token that");
        }
        // With the token that it had, a refreshed one, and that of a login.
        assertThat(wire.traffic().toolCalls("get-forecast")).wereSent(3).reachedServer(0);
    }

    @Test
    @DisplayName("finds the metadata that the challenge of the fault names, through the proxy")
    void firstRequestRefused() {
        faults().on(anyRequest().first()).refuseToken();

        try (McpConnection alice = open()) {
            assertThat(alice.callTool("get-forecast", OSLO)).isSuccess();
        }
    }

    @Test
    @DisplayName("logs in for the scope that is demanded once")
    void stepsUp() {
        faults().on(toolCall("get-forecast").first()).demandScope("weather:write");

        try (McpConnection alice = open()) {
            assertThat(alice.callTool("get-forecast", OSLO)).isSuccess();
        }
        assertThat(wire.traffic().toolCalls("get-forecast")).wereSent(2).wereExecuted(1);
    }

    @Test
    @DisplayName("gives up where the scope is demanded again and again")
    void neverEnough() {
        try (McpConnection alice = open()) {
            faults().on(toolCall("get-forecast")).demandScope("weather:write");

            assertThatThrownBy(() -> alice.callTool("get-forecast", OSLO))
                    .isInstanceOf(AuthorizationFailedException.class)
                    .hasMessageContaining("Is the user allowed to have the scope 'weather:write'?");
        }
        assertThat(wire.traffic().toolCalls("get-forecast")).wereSent(2).reachedServer(0);
    }

    @Test
    @DisplayName("says that the metadata of the server is missing")
    void metadataMissing() {
        faults().on(resourceMetadata()).status(404);

        requireFailure("/.well-known/oauth-protected-resource/mcp, which answered with HTTP 404");
    }

    @Test
    @DisplayName("requests no token for another resource that the metadata names")
    void metadataOfAnotherResource() {
        faults().on(resourceMetadata()).nameResource(URI.create("https://other.example.com/mcp"));

        requireFailure("is for the resource 'https://other.example.com/mcp', not for http://localhost:");
    }

    @Test
    @DisplayName("asks the authorization server that the metadata names, and says that it cannot be reached")
    void metadataOfAnotherIssuer() {
        AuthorizationServer other = AuthorizationServer.start();
        other.close();
        faults().on(resourceMetadata()).nameAuthorizationServer(other.issuer());

        requireFailure("its authorization server " + other.issuer() + " has no metadata", "cannot be reached");
    }

    @Test
    @DisplayName("reads metadata that arrives late, and none that is cut off")
    void metadataLateOrCut() {
        faults().on(resourceMetadata().first()).delayAnswer(Duration.ofMillis(200));
        open().close();

        faults().on(resourceMetadata()).truncatedJson();
        requireFailure("which answered with HTTP 200: {");
    }

    @Test
    @DisplayName("says that the authorization server is down, and logs in when it is up again")
    void authorizationServerDown() {
        wire.endpoint(handle);
        authorization.becomeUnavailable();
        requireFailure("its authorization server " + authorization.issuer() + " has no metadata", "HTTP 503");

        authorization.becomeAvailable();
        open().close();
    }

    @Test
    @DisplayName("waits for a slow authorization server no longer than a request may take")
    void authorizationServerSlow() {
        try (McpConnection alice = open(Duration.ofSeconds(2))) {
            faults().on(toolCall("get-forecast").first()).refuseToken();
            authorization.delayAnswers(Duration.ofMinutes(1));

            assertThatThrownBy(() -> alice.callTool("get-forecast", OSLO))
                    .isInstanceOf(McpTimeoutException.class)
                    .hasMessageContaining(authorization.issuer() + "/token did not answer within 2 s");
        }
    }

    @Test
    @DisplayName("gets a token of the new key when the keys were rotated")
    void keysRotated() {
        try (McpConnection alice = open()) {
            authorization.rotateKeys();

            assertThat(alice.callTool("get-forecast", OSLO)).isSuccess();
        }
    }

    @Test
    @DisplayName("reports a server whose clock is far ahead of that of the authorization server")
    void clockSkew() {
        wire.endpoint(handle);
        authorization.clock(Clock.offset(Clock.systemUTC(), Duration.ofHours(-2)));

        requireFailure("HTTP 401, error=invalid_token");
    }

    @Test
    @DisplayName("never meets an impossible one, which is refused where it is declared")
    void impossible() {
        URI other = URI.create("https://other.example.com");

        assertThatThrownBy(() -> faults().on(toolCall("get-forecast")).nameResource(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'metadata names the resource https://other.example.com' cannot happen to tools/call"
                        + " 'get-forecast': choose resourceMetadata()");
        assertThatThrownBy(() -> faults().on(resourceMetadata()).rpcError(-32603, "broken"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "'JSON-RPC error -32603' cannot happen to the metadata of the server: it is a document, not a"
                                + " message. Choose a status, a delay, hang(), or what the metadata says");
        assertThatThrownBy(() -> faults().on(toolCall("get-forecast")).demandScope("a\"b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("but this is 'a\"b'");
        assertThatThrownBy(() -> authorization.delayAnswers(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The delay must not be negative");
    }

    @Test
    @DisplayName("differs from one that does not: that reports the status")
    void withoutLogin() {
        faults().on(anyRequest()).refuseToken();

        assertThatThrownBy(() -> McpConnection.builder(wire.endpoint(handle)).open())
                .isInstanceOf(McpException.class)
                .hasMessageContaining("HTTP 401");
    }
}
