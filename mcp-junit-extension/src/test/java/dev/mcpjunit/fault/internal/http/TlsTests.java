/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static dev.mcpjunit.fault.Selector.toolCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.ServerUnreachableException;
import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.testkit.Awaiting;
import dev.mcpjunit.traffic.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS on either side of the proxy, with a certificate for {@code localhost} made for these tests. */
class TlsTests {

    @TempDir
    static Path directory;

    private static SSLContext tls;

    @BeforeAll
    static void makeCertificate() throws Exception {
        tls = TestCertificate.context(directory, "localhost");
    }

    /** A server with TLS whose answer comes in two parts, the second when the test says so. */
    private static HttpsServer server(CountDownLatch second) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/mcp", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(": first\n\n".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                boolean unused = second.await(10, TimeUnit.SECONDS);
                String event = "data: " + RawClient.result(1) + "\n\n";
                exchange.getResponseBody().write(event.getBytes(StandardCharsets.UTF_8));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        return server;
    }

    @SuppressWarnings("UnnecessaryLambda")
    private UnaryOperator<HttpProxyConfig> trusting() {
        return config -> new HttpProxyConfig(
                config.server(),
                config.upstream(),
                config.faults(),
                config.traffic(),
                config.stubs(),
                config.toServer(),
                () -> tls);
    }

    private static URI uri(HttpsServer server, String host) {
        return URI.create("https://" + host + ":" + server.getAddress().getPort() + "/mcp");
    }

    private static HttpRequest call(URI uri) {
        return HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(10))
                .POST(BodyPublishers.ofString(RawClient.request(1, "pay")))
                .build();
    }

    @Test
    void streams_of_a_server_with_tls_pass() throws Exception {
        var second = new CountDownLatch(1);
        HttpsServer server = server(second);
        try (var proxied = new Proxied(uri(server, "localhost"), act -> {}, trusting())) {
            HttpClient client = HttpClient.newHttpClient();
            for (int i = 0; i < 2; i++) {
                var response = client.send(call(proxied.uri()), BodyHandlers.ofInputStream());
                assertThat(new String(response.body().readNBytes(9), StandardCharsets.UTF_8))
                        .isEqualTo(": first\n\n");
                second.countDown();
                assertThat(new String(response.body().readAllBytes(), StandardCharsets.UTF_8))
                        .contains(RawClient.result(1));
            }

            assertThat(proxied.traffic.toolCalls().all()).hasSize(2).allMatch(each -> each.outcome() == Outcome.RESULT);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void faults_happen_before_a_server_with_tls_and_a_client_that_goes_is_noticed() throws Exception {
        var never = new CountDownLatch(1);
        HttpsServer server = server(never);
        try (var proxied = new Proxied(uri(server, "localhost"), act -> {}, trusting())) {
            HttpClient client = HttpClient.newHttpClient();
            proxied.faults.on(toolCall("pay").first()).cutBeforeServer(Cut.RESET);
            assertThatThrownBy(() -> client.send(call(proxied.uri()), BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
            var response = client.send(call(proxied.uri()), BodyHandlers.ofInputStream());
            response.body().close();

            Awaiting.until(
                    Proxied.BOUND, () -> assertThat(proxied.traffic.toolCalls().all())
                            .extracting(each -> each.outcome())
                            .containsExactly(Outcome.CUT, Outcome.CLIENT_GONE));
        } finally {
            never.countDown();
            server.stop(0);
        }
    }

    @Test
    void a_certificate_for_another_name_or_of_unknown_known_is_not_good() throws Exception {
        HttpsServer server = server(new CountDownLatch(0));
        try (var otherName = new Proxied(uri(server, "127.0.0.1"), act -> {}, trusting());
                var unknown = new Proxied(uri(server, "localhost"))) {
            for (Proxied proxied : new Proxied[] {otherName, unknown}) {
                try (var client = proxied.client()) {
                    assertThat(client.call(1, "pay").readToEnd()).isEqualTo("<RESET>");
                }
                assertThat(proxied.onlyEnded(Outcome.SERVER_GONE).moments()).anyMatch(moment -> moment.what()
                        .matches("(?s).*(No subject alternative|certification path).*"));
            }
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_connection_without_a_proxy_checks_the_certificate() throws Exception {
        HttpsServer server = server(new CountDownLatch(0));
        try {
            assertThatThrownBy(() -> McpConnection.open(new McpEndpoint.Http(uri(server, "localhost"))))
                    .isInstanceOf(ServerUnreachableException.class)
                    .hasMessageContaining("unable to find valid certification path");
        } finally {
            server.stop(0);
        }
    }
}
