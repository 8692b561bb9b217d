/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.authorization.AuthorizationServer;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.server.Transport;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** Each refusal tells a client what it needs to continue. */
@McpServer(
        name = "weather",
        command = {"${java.home}/bin/java", "-cp", "${java.class.path}", "com.example.weather.WeatherApplication"},
        env = {"PORT=${mcp.port}", "ISSUER=${mcp.auth.issuer}"},
        headers = "Authorization: Bearer ${mcp.auth.token:weather:read}",
        transport = Transport.STREAMABLE_HTTP)
class RefusalTests {

    private static final String BOOKING =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"book-trip\",\"arguments\":{}}}";

    private final HttpClient client = HttpClient.newHttpClient();

    private HttpResponse<String> post(URI weather, String authorization, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(weather)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", "Bearer " + authorization);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String token(AuthorizationServer issuer, URI weather, String... scopes) {
        return issuer.token().audience(weather.toString()).scopes(scopes).issue();
    }

    private static String challenge(HttpResponse<String> response) {
        return response.headers().firstValue("WWW-Authenticate").orElse("");
    }

    private static String metadata(URI weather) {
        return "resource_metadata=\"" + weather.resolve("/.well-known/oauth-protected-resource/mcp") + "\"";
    }

    @Test
    void a_client_without_a_token_gets_the_first_scope(McpEndpoint.Http weather) throws Exception {
        HttpResponse<String> response = post(weather.uri(), "", BOOKING);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(challenge(response)).isEqualTo("Bearer " + metadata(weather.uri()) + ", scope=\"weather:read\"");
    }

    @Test
    void a_wrong_token_is_an_invalid_token(McpEndpoint.Http weather) throws Exception {
        HttpResponse<String> response = post(weather.uri(), "no-token", BOOKING);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(challenge(response))
                .isEqualTo("Bearer error=\"invalid_token\", " + metadata(weather.uri()) + ", scope=\"weather:read\"");
    }

    @Test
    void a_token_without_the_first_scope(AuthorizationServer issuer, McpEndpoint.Http weather) throws Exception {
        HttpResponse<String> response = post(weather.uri(), token(issuer, weather.uri(), "news:read"), BOOKING);

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(challenge(response))
                .isEqualTo("Bearer error=\"insufficient_scope\", " + metadata(weather.uri())
                        + ", scope=\"news:read weather:read\"");
    }

    @Test
    void a_token_without_the_scope_of_a_tool(AuthorizationServer issuer, McpEndpoint.Http weather) throws Exception {
        String token = token(issuer, weather.uri(), "weather:read", "news:read");

        HttpResponse<String> response = post(weather.uri(), token, BOOKING);

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(challenge(response))
                .isEqualTo("Bearer error=\"insufficient_scope\", " + metadata(weather.uri())
                        + ", scope=\"weather:read news:read weather:write\"");
    }

    @Test
    void a_body_that_is_too_large(AuthorizationServer issuer, McpEndpoint.Http weather) throws Exception {
        String token = token(issuer, weather.uri(), "weather:read");

        assertThat(post(weather.uri(), token, " ".repeat(1024 * 1024 + 1)).statusCode()).isEqualTo(413);
    }
}
