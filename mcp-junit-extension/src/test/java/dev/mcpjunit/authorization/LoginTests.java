/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.AuthorizationFailedException;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.fixtures.authorization.ProtectedWeatherServer;
import dev.mcpjunit.fixtures.authorization.ProtectionFlaw;
import dev.mcpjunit.fixtures.protocol.ServedEra;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.testkit.Run;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A connection that logs in to a protected server, with the authorization server of tests,")
class LoginTests {

    private static final Map<String, Object> OSLO = Map.of("city", "Oslo");

    private AuthorizationServer authorization;

    @BeforeEach
    void start() {
        authorization = AuthorizationServer.start();
        // The key is made now: on a busy machine that takes longer than a request may.
        String unused = authorization.token().issue();
    }

    @AfterEach
    void stop() {
        authorization.close();
    }

    private ProtectedWeatherServer weather(ServedEra era, ProtectionFlaw flaw) {
        return ProtectedWeatherServer.start(flaw, WeatherOptions.standard().withEra(era), authorization.issuer());
    }

    private McpConnection open(ProtectedWeatherServer server, ClientAuthorization how) {
        return McpConnection.builder(new McpEndpoint.Http(server.uri()))
                .name("weather")
                .authorization(how)
                .open();
    }

    @ParameterizedTest
    @EnumSource(
            value = ServedEra.class,
            names = {"LEGACY", "MODERN"})
    @DisplayName("calls tools for the user")
    void asUser(ServedEra era) {
        try (var server = weather(era, ProtectionFlaw.NONE);
                McpConnection alice = open(server, ClientAuthorization.asUser())) {
            assertThat(alice.callTool("get-forecast", OSLO)).isSuccess();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ServedEra.class,
            names = {"LEGACY", "MODERN"})
    @DisplayName("calls tools for the client itself, which is registered in advance")
    void asClient(ServedEra era) {
        authorization.registerConfidentialClient("robot", "robot-secret-4711");
        ClientAuthorization robot =
                ClientAuthorization.asClient().registeredAs(authorization.issuer(), "robot", "robot-secret-4711");
        try (var server = weather(era, ProtectionFlaw.NONE);
                McpConnection connection = open(server, robot)) {
            assertThat(connection.callTool("get-forecast", OSLO)).isSuccess();
        }
    }

    @Test
    @DisplayName("registers itself as a client that logs in for itself")
    void registersAsClient() {
        try (var server = weather(ServedEra.LEGACY, ProtectionFlaw.NONE);
                McpConnection connection = open(server, ClientAuthorization.asClient())) {
            assertThat(connection.callTool("get-forecast", OSLO)).isSuccess();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ServedEra.class,
            names = {"LEGACY", "MODERN"})
    @DisplayName("logs in again for a scope that a call needs")
    void stepsUp(ServedEra era) {
        try (var server = weather(era, ProtectionFlaw.NONE);
                McpConnection alice = open(server, ClientAuthorization.asUser().withScopes("weather:read"))) {
            assertThat(alice.callTool("get-forecast", OSLO)).isSuccess();
            // Behind the gate, which lets nothing pass without the scope, the tool itself wants more.
            assertThat(outcome(alice)).contains("elicitation").doesNotContain("scope");
        }
    }

    private static String outcome(McpConnection connection) {
        try {
            return connection.callTool("book-trip", OSLO).toString();
        } catch (McpErrorException answered) {
            return answered.getMessage();
        }
    }

    @Test
    @DisplayName("says which scope a user does not get")
    void deniedScope() {
        authorization.downscope("weather:read");
        try (var server = weather(ServedEra.LEGACY, ProtectionFlaw.NONE);
                McpConnection alice = open(server, ClientAuthorization.asUser())) {
            assertThatThrownBy(() -> alice.callTool("book-trip", OSLO))
                    .isInstanceOf(AuthorizationFailedException.class)
                    .hasMessageContaining("HTTP 403, error=insufficient_scope again")
                    .hasMessageContaining("Is the user allowed to have the scope 'weather:write'?");
            assertThat(alice.callTool("get-forecast", OSLO)).isSuccess();
        }
    }

    private enum Refresh {
        GRANTED,
        REFUSED
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("refreshes a token that has ended, and logs in where refreshing is refused")
    void renews(Refresh refresh) {
        try (var server = weather(ServedEra.LEGACY, ProtectionFlaw.NONE);
                McpConnection alice = open(server, ClientAuthorization.asUser())) {
            String ended =
                    authorization.token().audience(server.uri().toString()).issue();
            authorization.clock(Clock.offset(Clock.systemUTC(), Duration.ofHours(2)));
            if (refresh == Refresh.REFUSED) {
                authorization.refuseRefresh();
            }

            assertThat(alice.callTool("get-forecast", OSLO)).isSuccess();
            assertThatThrownBy(() -> McpConnection.builder(new McpEndpoint.Http(server.uri()))
                            .header("Authorization", "Bearer " + ended)
                            .open())
                    .hasMessageContaining("HTTP 401");
        }
    }

    @Test
    @DisplayName("refuses metadata for another resource")
    void foreignResource() {
        try (var server = weather(ServedEra.LEGACY, ProtectionFlaw.NAMES_ANOTHER_RESOURCE)) {
            assertThatThrownBy(() -> open(server, ClientAuthorization.asUser()))
                    .isInstanceOf(AuthorizationFailedException.class)
                    .hasMessageContaining(
                            "is for the resource 'https://other.example.com/mcp', not for " + server.uri());
        }
    }

    @Test
    @DisplayName("refuses the metadata of another issuer")
    void foreignIssuer() {
        authorization.wrongIssuer(URI.create("https://evil.example.com"));
        try (var server = weather(ServedEra.LEGACY, ProtectionFlaw.NONE)) {
            assertThatThrownBy(() -> open(server, ClientAuthorization.asUser()))
                    .isInstanceOf(AuthorizationFailedException.class)
                    .hasMessageContaining("is of the issuer 'https://evil.example.com', not of '"
                            + authorization.issuer() + "', so it is not used");
        }
    }

    @Test
    @DisplayName("reports a server that accepts no token of the issuer that it names")
    void wrongAudience() {
        authorization.issueForAudience("https://other.example.com/mcp");
        try (var server = weather(ServedEra.LEGACY, ProtectionFlaw.NONE)) {
            assertThatThrownBy(() -> open(server, ClientAuthorization.asUser()))
                    .isInstanceOf(AuthorizationFailedException.class)
                    .hasMessageContaining("HTTP 401, error=invalid_token again, with a token that it was sent for the"
                            + " first time");
        }
    }

    @McpServer(name = "weather", url = "${weather.url}", login = Login.AS_USER)
    static class DeclaredTestCase {
        @Test
        void calls(McpConnection weather) {
            assertThat(weather.callTool("get-forecast", OSLO)).isSuccess();
        }
    }

    @Test
    @DisplayName("is declared by one attribute")
    void declared() {
        try (var server = weather(ServedEra.MODERN, ProtectionFlaw.NONE)) {
            Run.with(Map.of("weather.url", server.uri().toString()), DeclaredTestCase.class)
                    .allSucceeded(1);
        }
    }

    @McpServer(name = "weather", command = "weather", login = Login.AS_USER)
    static class OnStreamsTestCase {
        @Test
        void unused() {}
    }

    @Test
    @DisplayName("speaks HTTP")
    void onStreams() {
        assertThat(Run.of(OnStreamsTestCase.class).failure()).hasMessageContaining("'login' has no effect on");
    }

    @McpServer(name = "weather", url = "http://127.0.0.1:1/sse", transport = Transport.SSE, login = Login.AS_USER)
    static class OverSseTestCase {
        @Test
        void unused() {}
    }

    @McpServer(name = "weather", url = "http://127.0.0.1:1/mcp", cassette = "weather", login = Login.AS_USER)
    static class RecordedTestCase {
        @Test
        void unused() {}
    }

    @Test
    @DisplayName("is not recorded")
    void recorded() {
        assertThat(Run.of(RecordedTestCase.class).failure())
                .hasMessageContaining("The server 'weather' has a cassette, and logins are not recorded.");
    }

    @McpServer(name = "weather", source = "server", login = Login.AS_USER)
    static class WholeSpecTestCase {

        static ServerSpec server() {
            return ServerSpec.url(URI.create("http://127.0.0.1:1/mcp")).build();
        }

        @Test
        void unused() {}
    }

    @Test
    @DisplayName("belongs into the spec that a method returns")
    void wholeSpec() {
        assertThat(Run.of(WholeSpecTestCase.class).failure())
                .hasMessageContaining("the method 'server' returns a whole ServerSpec")
                .hasMessageContaining("Put the other settings into the spec");
    }

    @Test
    @DisplayName("speaks Streamable HTTP")
    void overSse() {
        String message = "A connection logs in over Streamable HTTP only, and ";

        assertThat(Run.of(OverSseTestCase.class).failure())
                .hasMessageContaining(message + "the server 'weather' has transport = SSE.");
        assertThatThrownBy(() -> McpConnection.builder(new McpEndpoint.Http(URI.create("http://127.0.0.1:1/sse")))
                        .transport(Transport.SSE)
                        .authorization(ClientAuthorization.asUser())
                        .open())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message + "not at http://127.0.0.1:1/sse over HTTP+SSE.");
    }
}
