/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.fault.internal.http.RawServer.Handler;
import dev.mcpjunit.fault.internal.http.RawServer.Request;
import dev.mcpjunit.traffic.Outcome;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The JVM's proxy settings hold for a client that is connected directly, and for our proxy. */
@Isolated("Sets the JVM's proxy settings")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JvmProxySettingsTests {

    /** A forward proxy that answers for one host that does not exist, and records what it is asked for. */
    private static Handler forwardProxy(Queue<String> asked) {
        return request -> {
            asked.add(request.head().lines().findFirst().orElse(""));
            if (request.head().startsWith("CONNECT ")) {
                request.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
            } else if (request.head().matches("(?s)(POST|GET|DELETE) http://mcp\\.internal\\.example/mcp HTTP/1.1.*")) {
                DirectAndProxiedTests.answering(Request::json).handle(request);
            } else {
                request.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            }
        };
    }

    @Test
    void the_proxy_settings_of_the_jvm_hold_on_both_roads() throws IOException {
        URI far = URI.create("http://mcp.internal.example/mcp");
        URI secure = URI.create("https://mcp.internal.example/mcp");
        var asked = new ConcurrentLinkedQueue<String>();
        try (var forward = RawServer.start(forwardProxy(asked));
                var proxied = new Proxied(far);
                var proxiedToSecure = new Proxied(secure);
                var local = RawServer.start(DirectAndProxiedTests.answering(Request::json));
                var proxiedToLocal = new Proxied(local.uri())) {
            String port = Integer.toString(forward.uri().getPort());
            Map<String, String> settings = Map.of(
                    "http.proxyHost",
                    "127.0.0.1",
                    "http.proxyPort",
                    port,
                    "https.proxyHost",
                    "127.0.0.1",
                    "https.proxyPort",
                    port);
            Road road = Road.call("far", request -> {}, "hi");
            SystemProperties.with(settings, () -> {
                // Only the forward proxy can answer for this host.
                assertThat(road.see(far)).isEqualTo("hi");
                assertThat(road.see(proxied.uri())).isEqualTo("hi");

                // The local server is reached without the forward proxy.
                assertThat(road.see(local.uri())).isEqualTo("hi");
                assertThat(road.see(proxiedToLocal.uri())).isEqualTo("hi");
                assertThat(asked).allSatisfy(line -> assertThat(line).contains("http://mcp.internal.example/"));

                // A tunnel that is refused: no server is reached.
                assertThat(road.see(secure)).startsWith("ServerUnreachableException");
                assertThat(asked.removeIf(line -> line.startsWith("CONNECT mcp.internal.example:443")))
                        .isTrue();
                assertThat(road.see(proxiedToSecure.uri())).startsWith("ServerUnreachableException");
                assertThat(asked.removeIf(line -> line.startsWith("CONNECT mcp.internal.example:443")))
                        .isTrue();
                assertThat(proxiedToSecure.traffic.exchanges().get(0).moments())
                        .anySatisfy(moment -> assertThat(moment.what()).contains("refused a tunnel with status 403"));
            });
            var excluded = new HashMap<>(settings);
            excluded.put("http.nonProxyHosts", "*.internal.example");
            SystemProperties.with(excluded, () -> {
                assertThat(road.see(far)).startsWith("ServerUnreachableException");
                assertThat(road.see(proxied.uri())).startsWith("ServerUnreachableException");
            });
        }
    }

    /** A forward proxy that opens tunnels. At their other end is TLS, and behind it a plain server. */
    private static Handler tunnelProxy(SSLContext tls, URI server, Queue<String> asked) {
        return request -> {
            asked.add(request.head().lines().findFirst().orElse(""));
            request.send("HTTP/1.1 200 Connection established\r\n\r\n");
            try (var secured = (SSLSocket) tls.getSocketFactory().createSocket(request.socket(), null, true);
                    var plain = new Socket(server.getHost(), server.getPort())) {
                secured.setUseClientMode(false);
                var answers = new Thread(() -> copy(plain, secured), "answers through a tunnel");
                answers.setDaemon(true);
                answers.start();
                copy(secured, plain);
            }
        };
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(new FlushingOutputStream(to.getOutputStream()));
        } catch (IOException over) {
            // One of the two has closed its connection.
        }
    }

    /** What is buffered in a tunnel is waited for at its other end. */
    private static final class FlushingOutputStream extends FilterOutputStream {
        FlushingOutputStream(OutputStream to) {
            super(to);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            out.flush();
        }
    }

    @Test
    void a_server_with_tls_is_reached_through_a_tunnel_on_both_roads(@TempDir Path directory) throws Exception {
        String host = "mcp.internal.example";
        SSLContext tls = TestCertificate.context(directory, host);
        URI secure = URI.create("https://" + host + "/mcp");
        var asked = new ConcurrentLinkedQueue<String>();
        SSLContext before = SSLContext.getDefault();
        SSLContext.setDefault(tls);
        try (var plain = RawServer.start(DirectAndProxiedTests.answering(Request::json));
                var forward = RawServer.start(tunnelProxy(tls, plain.uri(), asked));
                var proxied = new Proxied(secure)) {
            Map<String, String> settings = Map.of(
                    "https.proxyHost",
                    "127.0.0.1",
                    "https.proxyPort",
                    Integer.toString(forward.uri().getPort()));
            Road road = Road.call("far", request -> {}, "hi");
            SystemProperties.with(settings, () -> {
                assertThat(road.see(secure)).isEqualTo("hi");
                assertThat(asked).isNotEmpty();
                int direct = asked.size();
                assertThat(road.see(proxied.uri())).isEqualTo("hi");
                assertThat(asked)
                        .hasSizeGreaterThan(direct)
                        .allMatch(line -> line.equals("CONNECT " + host + ":443 HTTP/1.1"));
                assertThat(proxied.traffic.toolCalls().all())
                        .isNotEmpty()
                        .allMatch(call -> call.outcome() == Outcome.RESULT);
            });
        } finally {
            SSLContext.setDefault(before);
        }
    }
}
