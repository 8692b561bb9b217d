/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript.internal;

import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.traffic.Outcome;
import dev.mcpjunit.transcript.Attribution;
import dev.mcpjunit.transcript.Carrier;
import dev.mcpjunit.transcript.Event;
import dev.mcpjunit.transcript.Observer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** What one connection to a server writes to. Thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ConnectionTape {

    /** Records nothing. */
    public static final ConnectionTape OFF = new ConnectionTape(ServerTape.OFF, "", Carrier.HTTP, Observer.CONNECTION);

    /** An answer may come long after the client has given up on it. */
    private static final int REMEMBERED = 200;

    private final ServerTape tape;
    private final String server;
    private final RawFrame.RawLane lane;
    private final Map<Object, ExchangeTape> byId = new Recent();
    private final Map<Object, ExchangeTape> byProgressToken = new Recent();

    ConnectionTape(ServerTape tape, String server, Carrier carrier, Observer observer) {
        this.tape = tape;
        this.server = server;
        this.lane = new RawFrame.RawLane(new Object(), carrier, observer);
    }

    /** Begin an exchange with a message that the current thread is about to send. */
    public ExchangeTape begin(JsonObject message) {
        if (this == OFF) {
            return ExchangeTape.OFF;
        }
        var exchange = new ExchangeTape(server, lane, tape.caller());
        if (RpcMessage.isRequest(message)) {
            synchronized (this) {
                JsonValue id = message.get("id");
                if (id != null) {
                    byId.put(key(id), exchange);
                }
                RpcMessage.progressToken(message).ifPresent(token -> byProgressToken.put(key(token), exchange));
            }
        }
        return exchange;
    }

    /** Begin an event stream for messages that the server sends without a request. */
    public ExchangeTape stream() {
        return this == OFF ? ExchangeTape.OFF : new ExchangeTape(server, lane, tape::anyTest);
    }

    /**
     * Record what the server sent on a channel that all requests share.
     *
     * @param text the whole text
     * @param messages the JSON-RPC messages in it; empty if it is not JSON-RPC
     */
    public void fromServer(String text, List<JsonObject> messages) {
        if (this == OFF) {
            return;
        }
        Event event = ExchangeTape.message(text, Optional.empty());
        ExchangeTape exchange = messages.isEmpty() ? null : exchangeOf(messages.get(0));
        if (exchange == null) {
            tape.anyTest(frame(event));
        } else {
            exchange.record(event);
        }
    }

    /**
     * Record a message that the server has delivered to a client that handles its answers itself. An answer ends its
     * exchange.
     */
    public void delivered(String text, JsonObject message) {
        fromServer(text, List.of(message));
        ExchangeTape exchange = RpcMessage.isResponse(message) ? exchangeOf(message) : null;
        if (exchange != null) {
            exchange.end(Outcome.of(message), Optional.empty());
        }
    }

    /** The server has closed the connection, or its process has ended. */
    public void ended(String report) {
        if (this != OFF) {
            tape.anyTest(frame(new Event.ServerEnded(report)));
        }
    }

    private RawFrame frame(Event event) {
        return new RawFrame(System.nanoTime(), server, lane, null, Attribution.THIS_TEST, event);
    }

    private synchronized @Nullable ExchangeTape exchangeOf(JsonObject message) {
        JsonValue id = message.get("id");
        if (id != null && RpcMessage.isResponse(message)) {
            return byId.get(key(id));
        }
        return RpcMessage.reportsProgressOf(message)
                .map(token -> byProgressToken.get(key(token)))
                .orElse(null);
    }

    /** The same for equal ids. The hash code of a JSON number normalizes a decimal number, which is slow. */
    private static Object key(JsonValue id) {
        return id instanceof JsonNumber number && number.value().scale() == 0
                ? number.value().unscaledValue()
                : id;
    }

    private static final class Recent extends LinkedHashMap<Object, ExchangeTape> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<Object, ExchangeTape> eldest) {
            return size() > REMEMBERED;
        }
    }
}
