/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A process that refuses all requests, and says why in its log only. Arguments: the port, the status, the body. */
public final class RefusingServer {

    private RefusingServer() {}

    /** Serve until the process is ended. */
    public static void main(String... args) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        HttpServer server = HttpServer.create(address, 0);
        server.createContext("/", exchange -> refuse(exchange, Integer.parseInt(args[1]), args[2].getBytes(UTF_8)));
        server.start();
        System.err.println("listening");
    }

    private static void refuse(HttpExchange exchange, int status, byte... body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            System.err.println("access denied: the key 4711 belongs to the production system");
        }
    }
}
