/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.authorization.AuthorizationServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.ProtectedServerContract;
import dev.mcpjunit.contract.server.DeclaredProtection;
import dev.mcpjunit.contract.server.SampleCall;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.server.Transport;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server that requires access tokens. */
// tag::protected[]
@McpServer(
        name = "weather",
        command = {
            "${java.home}/bin/java",
            "-cp",
            "${java.class.path}",
            "dev.mcpjunit.fixtures.authorization.ProtectedWeatherServer"
        },
        env = {"PORT=${mcp.port}", "ISSUER=${mcp.auth.issuer}"},
        headers = "Authorization: Bearer ${mcp.auth.token:weather:read weather:write}",
        transport = Transport.STREAMABLE_HTTP)
class ProtectedServerTests implements ProtectedServerContract {

    @Override
    public DeclaredProtection protection() {
        return DeclaredProtection.standard()
                .scopes("weather:read")
                .callBeyondThem("weather:write", new SampleCall("book-trip", Map.of("city", "Oslo")))
                .noticesRevocation();
    }

    @Test
    void a_revoked_token_ends_the_work(AuthorizationServer authorization, McpEndpoint.Http weather) {
        String token = authorization
                .token()
                .audience(weather.uri().toString())
                .subject("alice")
                .scopes("weather:read")
                .issue();

        try (McpConnection alice = McpConnection.builder(weather)
                .header("Authorization", "Bearer " + token)
                .open()) {
            assertThat(alice.callTool("get-forecast", Map.of("city", "Oslo")).isError())
                    .isFalse();

            authorization.revoke(token);

            assertThatThrownBy(() -> alice.callTool("get-forecast", Map.of("city", "Oslo")))
                    .hasMessageContaining("401");
        }
    }
}
// end::protected[]
