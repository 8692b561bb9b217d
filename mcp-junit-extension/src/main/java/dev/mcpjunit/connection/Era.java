/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.ServerDescription;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What differs between the eras of the protocol: how a conversation opens, what every message has to carry, and how one
 * request comes to its result. All that is above and below is the same for all of them.
 */
interface Era {

    /** Open the conversation and learn who the server is. */
    ServerDescription open(Exchange exchange, Deadline deadline);

    /** The parameters of a request, with what this era adds to each. */
    JsonObject stamp(JsonObject params);

    /** The HTTP headers of a message. */
    Map<String, String> headers(JsonObject message);

    /** Whether giving up on a request sends the server a notification. */
    boolean cancelsByNotification();

    /** Whether the server may send requests of its own. */
    boolean hasServerRequests();

    /** Come to the result of a request, in as many steps as it takes. */
    JsonObject request(String method, JsonObject params, Sender sender);

    /** The request that opens a channel for the server's own messages; empty when the channel needs none. */
    Optional<JsonObject> subscription(ServerDescription server, List<String> resources);

    /** What to say about an error beyond what the server says; empty when that is enough. */
    Optional<String> advice(String method, McpErrorException error);

    /** What an era needs of the connection to open it. */
    interface Exchange {

        /** Send a request and wait for its result. */
        JsonObject request(String method, JsonObject params, Deadline deadline);

        /** Send a notification. */
        void notify(String method, JsonObject params, Deadline deadline);
    }

    /** Sends one request under a new id, and gives its result. */
    interface Sender {

        /** Send and wait, not longer than the caller wants. */
        JsonObject send(String method, JsonObject params);
    }
}
