/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.inprocess.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The JDK's HTTP server on a free loopback port, with daemon threads. */
final class HttpHost {

    static {
        // Read once, when the server's classes are first used: without it each small answer waits 40 ms for an ACK.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final URI uri;

    private HttpHost(HttpServer server, ExecutorService threads, URI uri) {
        this.server = server;
        this.threads = threads;
        this.uri = uri;
    }

    static HttpHost listen(String path) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HttpServer server = HttpServer.create(address, 0);
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "mcp-junit in-process server");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + path);
        return new HttpHost(server, threads, uri);
    }

    void serve(SdkTransport transport) {
        server.createContext(uri.getPath(), exchange -> {
            try (exchange) {
                transport.handle(exchange);
            } catch (RuntimeException failure) {
                // The exchange ends with this answer, or, when it has begun already, with a broken connection.
                answer(exchange, 500, String.valueOf(failure.getMessage()));
            }
        });
        server.start();
    }

    static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    URI uri() {
        return uri;
    }

    void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
