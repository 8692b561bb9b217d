/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** A server, seen by a client that looks at each message, on any transport. One request at a time. */
interface Peer extends AutoCloseable {

    ClientDialect dialect();

    /** Send a request and wait for the next response. */
    JsonObject ask(JsonObject request) throws NoAnswerException, InterruptedException;

    /** The same with a timeout of its own. */
    JsonObject askWithin(Duration timeout, JsonObject request) throws NoAnswerException, InterruptedException;

    /** Send a message that gets no response. */
    void tell(JsonObject message) throws NoAnswerException, InterruptedException;

    /** Send some text as if it were a message, and wait for nothing but its delivery. */
    void tellText(String text) throws NoAnswerException, InterruptedException;

    /**
     * All messages of the server so far, in their order; those of a batch one by one. On HTTP, these are the answers to
     * this client's requests, and not what a server sends on a stream that GET opens.
     */
    List<JsonObject> messages();

    /** End the process or the session. */
    @Override
    void close();
}
