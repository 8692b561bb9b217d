/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mcpjunit.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.apiguardian.api.API;

/** Serves a set of keys on this machine until it is closed, for servers that get keys from wherever a token says. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ForeignKeySet implements AutoCloseable {

    private final HttpServer server;
    private final byte[] keys;

    /** Serve a JWK set. */
    public ForeignKeySet(JsonObject keys) {
        this.keys = keys.toString().getBytes(UTF_8);
        try {
            byte[] loopback = {127, 0, 0, 1};
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(loopback), 0), 0);
        } catch (IOException unusable) {
            throw new UncheckedIOException("Keys cannot be served on loopback", unusable);
        }
        server.createContext("/jwks", this::answer);
        server.start();
    }

    /** Where the keys are. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
