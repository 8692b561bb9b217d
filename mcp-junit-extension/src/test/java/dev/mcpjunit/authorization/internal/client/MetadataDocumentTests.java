/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mcpjunit.authorization.internal.client.MetadataDocument.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is found at addresses of metadata, whatever a server does there. */
class MetadataDocumentTests {

    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/endless", this::endless);
        server.createContext("/large", exchange -> send(exchange, "{\"resource\":\"" + "a".repeat(2_000_000) + "\"}"));
        server.createContext("/found", exchange -> send(exchange, "{\"resource\":\"a\"}"));
        server.createContext("/moved", exchange -> redirect(exchange, "/found"));
        server.createContext("/away", exchange -> redirect(exchange, "http://other.example.com/found"));
        server.createContext("/circle", exchange -> redirect(exchange, "/circle"));
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void endless(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(": hello\n\n".getBytes(UTF_8));
        exchange.getResponseBody().flush();
        try (exchange) {
            end.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static void redirect(HttpExchange exchange, String location) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(307, -1);
        }
    }

    private MetadataDocument fetch(String path, Duration timeout) throws InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return MetadataDocument.fetch(
                address, timeout, HttpClient.newHttpClient(), new Trust(OAuthHttp::isSafe, any -> true));
    }

    @Test
    void a_body_that_never_ends_is_no_document() throws InterruptedException {
        MetadataDocument found = fetch("/endless", Duration.ofMillis(300));

        assertThat(found.document()).isEmpty();
        assertThat(found.answer()).startsWith("sent no complete document within ");
    }

    @Test
    void a_document_that_is_too_large_is_not_kept() throws InterruptedException {
        assertThat(fetch("/large", Duration.ofSeconds(20)).answer())
                .isEqualTo("answered with more than 1024 KiB (the limit of mcp-junit)");
    }

    @Test
    void a_redirect_is_followed() throws InterruptedException {
        assertThat(fetch("/moved", Duration.ofSeconds(20)).document()).isPresent();
    }

    @Test
    void a_redirect_that_is_not_allowed_is_not_followed() throws InterruptedException {
        assertThat(fetch("/away", Duration.ofSeconds(20)).answer())
                .isEqualTo("answered with a redirect to http://other.example.com:80, which is not followed");
    }

    @Test
    void a_redirect_to_itself_is_no_document() throws InterruptedException {
        assertThat(fetch("/circle", Duration.ofSeconds(20)).answer())
                .isEqualTo("answered with HTTP 307 without a body");
    }
}
