/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mcpjunit.authorization.ClientAuthorization;
import dev.mcpjunit.authorization.internal.client.ClientLogin.Renewal;
import dev.mcpjunit.authorization.internal.client.Discovery.Resource;
import dev.mcpjunit.failure.AuthorizationFailedException;
import dev.mcpjunit.internal.time.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Servers on other machines, which are named here and never reached. */
@DisplayName("A login to a server on another machine")
class DiscoveryTests {

    private static final URI REMOTE = URI.create("https://mcp.example.com/mcp");

    private HttpServer internal;

    @BeforeEach
    void start() throws IOException {
        internal = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        internal.createContext("/internal", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/passwords");
            send(exchange);
        });
        internal.start();
    }

    private static void send(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] bytes = "root:password=TOPSECRET".getBytes(UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @AfterEach
    void stop() {
        internal.stop(0);
    }

    private Resource look(URI server) {
        String address = "http://127.0.0.1:" + internal.getAddress().getPort() + "/internal";
        return new Discovery("Server 'bank'", server, new OAuthHttp("Server 'bank'", server))
                .resource(new Challenge(Map.of("resource_metadata", address)), Deadline.after(Duration.ofSeconds(20)));
    }

    @Test
    @DisplayName("does not show what is at an address of this machine that the server names")
    void internalDocument() {
        assertThatThrownBy(() -> look(REMOTE))
                .isInstanceOf(AuthorizationFailedException.class)
                .hasMessageContaining("/internal, which answered with HTTP 200 and the content type text/passwords.")
                .hasMessageNotContaining("TOPSECRET");
    }

    @Test
    @DisplayName("shows it if the server is on this machine as well")
    void localDocument() {
        assertThatThrownBy(() -> look(URI.create("http://localhost:1/mcp")))
                .hasMessageContaining("/internal, which answered with HTTP 200: root:password=TOPSECRET");
    }

    @Test
    @DisplayName("does not begin over plain HTTP")
    void plainHttp() {
        ClientLogin login = ClientLogin.of(
                        "Server 'bank'", URI.create("http://mcp.example.com/mcp"), ClientAuthorization.asUser())
                .orElseThrow();

        assertThatThrownBy(() -> {
                    Renewal unused = login.renew(
                            Optional.empty(), new Challenge(Map.of()), true, Deadline.after(Duration.ofSeconds(20)));
                })
                .isInstanceOf(AuthorizationFailedException.class)
                .hasMessageContaining(
                        "the server itself is at 'http://mcp.example.com'. It must be at https, or on this"
                                + " machine.");
    }
}
