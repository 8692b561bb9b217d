/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.ServerDescription;
import dev.mcpjunit.time.Deadline;
import java.util.Map;

/**
 * What differs between the eras of the protocol: how a conversation opens, and what every message has to carry. All
 * that is above and below is the same for all of them.
 */
interface Era {

    /** Open the conversation and learn who the server is. */
    ServerDescription open(Exchange exchange, Deadline deadline);

    /** The parameters of a request, with what this era adds to each. */
    JsonObject stamp(JsonObject params);

    /** The HTTP headers of a message. */
    Map<String, String> headers(JsonObject message);

    /** Whether giving up on a request is told to the server by a notification. */
    boolean cancelsByNotification();

    /** What an era needs of the connection to open it. */
    interface Exchange {

        /** Send a request and wait for its result. */
        JsonObject request(String method, JsonObject params, Deadline deadline);

        /** Send a notification. */
        void notify(String method, JsonObject params, Deadline deadline);
    }
}
