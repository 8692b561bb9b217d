/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import java.io.IOException;

/** An answer that is a stream of events. Thread-safe. */
final class ReplayedEvents {

    private final HttpExchange exchange;

    /** Begin the stream. */
    ReplayedEvents(HttpExchange exchange) throws IOException {
        this.exchange = exchange;
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.getResponseHeaders().set("Cache-Control", "no-cache");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().flush();
    }

    /** Send a message. */
    synchronized void send(JsonObject message) throws IOException {
        exchange.getResponseBody().write(("event: message\ndata: " + Json.print(message) + "\n\n").getBytes(UTF_8));
        exchange.getResponseBody().flush();
    }
}
