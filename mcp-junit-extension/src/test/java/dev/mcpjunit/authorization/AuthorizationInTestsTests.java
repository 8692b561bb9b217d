/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.testkit.Run;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The authorization server as a parameter, and its placeholders. */
class AuthorizationInTestsTests {

    @McpServer(
            name = "weather",
            command = {
                "${java.home}/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                "${java.class.path}",
                "dev.mcpjunit.fixtures.authorization.ProtectedWeatherServer"
            },
            env = {"PORT=${mcp.port}", "ISSUER=${mcp.auth.issuer}"},
            headers = "Authorization: Bearer ${mcp.auth.token:weather:write}",
            transport = Transport.STREAMABLE_HTTP)
    static class CommandTestCase {

        @Test
        void the_connection_has_a_token_for_the_server(
                McpConnection weather, McpEndpoint.Http endpoint, AuthorizationServer authorization) {
            assertThat(weather.callTool("get-forecast", Map.of("city", "Oslo"))).isSuccess();
            String token = endpoint.headers().get("Authorization").substring("Bearer ".length());
            assertThat(OAuthClient.claims(token).string("iss"))
                    .contains(authorization.issuer().toString());
            assertThat(OAuthClient.claims(token).string("aud"))
                    .contains(endpoint.uri().toString());
            assertThat(OAuthClient.claims(token).string("scope")).contains("weather:write");
        }

        @Nested
        class Inner {
            @Test
            void has_the_same_one(McpEndpoint.Http endpoint, AuthorizationServer authorization) {
                String token = endpoint.headers().get("Authorization").substring("Bearer ".length());
                assertThat(OAuthClient.claims(token).string("iss"))
                        .contains(authorization.issuer().toString());
            }
        }
    }

    @Test
    void a_command_that_trusts_the_issuer_of_its_test() {
        Map<String, String> java = Map.of(
                "java.home", System.getProperty("java.home"),
                "java.class.path", System.getProperty("java.class.path"));
        Run.with(java, CommandTestCase.class).allSucceeded(2);
    }

    @McpServer(name = "weather", command = "weather", env = "TOKEN=${mcp.auth.token}")
    static class TokenInVariableTestCase {
        @Test
        void unused() {}
    }

    @Test
    void a_token_can_only_be_sent() {
        assertThat(Run.of(TokenInVariableTestCase.class).failure())
                .hasMessageContaining(
                        "${mcp.auth.token} in @McpServer(env) on "
                                + TokenInVariableTestCase.class.getName()
                                + ": the token is requested after the server has started, so it is available only in headers. Move it to headers.");
    }
}
