/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.peer;

import dev.mcpjunit.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/** A server, seen by a client that looks at each message, on any transport. One request at a time. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface Peer extends AutoCloseable {

    ClientDialect dialect();

    /**
     * Begin a conversation: ask what the server is. No message follows yet.
     *
     * @return the response
     */
    JsonObject begin() throws NoAnswerException, InterruptedException;

    /** Send a request and wait for its response. */
    JsonObject ask(JsonObject request) throws NoAnswerException, InterruptedException;

    /** The same with a timeout of its own. */
    JsonObject askWithin(Duration timeout, JsonObject request) throws NoAnswerException, InterruptedException;

    /** Send a message that gets no response. */
    void tell(JsonObject message) throws NoAnswerException, InterruptedException;

    /** Send some text as if it were a message, and wait for nothing but its delivery. */
    void tellText(String text) throws NoAnswerException, InterruptedException;

    /** What the server has sent. */
    ReceivedMessages received();

    /** All messages of the server so far, in their order; those of a batch one by one. */
    default List<JsonObject> messages() {
        return received().all();
    }

    /** Answer the requests of the server from now on; pings are answered anyway. */
    default void answer(Function<JsonObject, Optional<JsonObject>> responses) {
        received().answering(responses);
    }

    /**
     * Receive from now on also what the server sends outside of its answers.
     *
     * @return whether it can send anything there
     */
    boolean listen() throws InterruptedException;

    /**
     * Wait until a message of some kind has come, or the time is over.
     *
     * @param after how many of the {@link #messages()} do not count
     */
    default void await(int after, Duration bound, Predicate<JsonObject> kind) throws InterruptedException {
        received().await(after, bound, kind);
    }

    /** End the process or the session. */
    @Override
    void close();
}
