/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.authorization.AuthorizationServer;
import dev.mcpjunit.authorization.ClientAuthorization;
import dev.mcpjunit.authorization.OAuthRequest;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.server.DeclaredProtection;
import dev.mcpjunit.contract.ProtectedServerContract;
import dev.mcpjunit.contract.server.SampleCall;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.server.Transport;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The server refuses each token that it must refuse, and a client that logs in finds all it needs. */
// tag::contract[]
@McpServer(
        name = "weather",
        command = {"${java.home}/bin/java", "-cp", "${java.class.path}", "com.example.weather.WeatherApplication"},
        env = {"PORT=${mcp.port}", "ISSUER=${mcp.auth.issuer}"},
        headers = "Authorization: Bearer ${mcp.auth.token:weather:read weather:write}",
        transport = Transport.STREAMABLE_HTTP)
class ProtectedWeatherTests implements ProtectedServerContract {

    @Override
    public DeclaredProtection protection() {
        return DeclaredProtection.standard()
                .scopes("weather:read")
                .callBeyondThem("weather:write", new SampleCall("book-trip", Map.of("city", "Oslo")));
    }

    @Test
    void a_user_is_asked_for_the_scope_of_a_booking(AuthorizationServer authorization, McpEndpoint.Http weather) {
        try (McpConnection alice = McpConnection.builder(new McpEndpoint.Http(weather.uri()))
                .authorization(ClientAuthorization.asUser().withScopes("weather:read"))
                .open()) {
            assertThat(alice.callTool("get-forecast", Map.of("city", "Oslo")).text())
                    .isEqualTo("Sunny in Oslo");
            assertThat(alice.callTool("book-trip", Map.of("city", "Oslo")).text())
                    .isEqualTo("Booked a trip to Oslo");
        }

        assertThat(authorization.requests())
                .filteredOn(request -> request.kind() == OAuthRequest.Kind.AUTHORIZATION)
                .extracting(request -> request.parameter("scope").orElse(""))
                .containsExactly("weather:read", "weather:read weather:write");
    }
}
// end::contract[]
