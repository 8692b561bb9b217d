/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.traffic.internal;

import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.traffic.Outcome;
import java.util.Map;
import org.apiguardian.api.API;

/** Hears what is recorded, as it happens. Called under locks: must not block. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface TrafficListener {

    /** Hears nothing. */
    TrafficListener NONE = (server, connection, message, size, headers) -> ExchangeListener.NONE;

    /**
     * A proxy has read a message of the client.
     *
     * @param headers the HTTP headers it came with; empty on standard input
     */
    ExchangeListener begun(String server, int connection, JsonObject message, int size, Map<String, String> headers);

    /** The server has sent a message that belongs to no message of the client. */
    default void unasked(String server, int connection, JsonObject message) {}

    /**
     * Something else is known about a server.
     *
     * @param nanoTime since when, as {@link System#nanoTime()} said it
     */
    default void note(String server, long nanoTime, String what) {}

    /** Hears what happens to one message of the client. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    interface ExchangeListener {

        /** Hears nothing. */
        ExchangeListener NONE = new ExchangeListener() {};

        /** The server has sent a message that belongs to it. */
        default void fromServer(JsonObject message) {}

        /** The server has sent a body that is not JSON-RPC. */
        default void otherBody(String text) {}

        /** The client gets the head of an HTTP response. */
        default void status(int code, Map<String, String> headers) {}

        /** A fault happens to it. */
        default void fault(String words) {}

        /** Something else happened. */
        default void note(String what) {}

        /** It has ended for the client. */
        default void finished(Outcome how) {}
    }
}
