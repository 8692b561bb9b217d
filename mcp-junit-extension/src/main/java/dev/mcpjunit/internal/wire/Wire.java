/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire;

import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/** A channel to one server. Thread-safe: several requests may be in flight. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface Wire extends AutoCloseable {

    /**
     * Send a request and wait for its answer.
     *
     * @param request a JSON-RPC request with an id that this wire has not seen
     * @param headers what an HTTP wire sends along; ignored by others
     * @throws McpErrorException if the answer is a JSON-RPC error
     * @throws McpException if there is no answer, or none that the protocol allows
     */
    JsonObject call(JsonObject request, Map<String, String> headers, Deadline deadline);

    /**
     * Send a notification or a response, to which there is no answer.
     *
     * @param headers what an HTTP wire sends along; ignored by others
     * @throws McpException if it cannot be delivered
     */
    void post(JsonObject message, Map<String, String> headers, Deadline deadline);

    /** Whether the stateless era can be spoken here; the handshake era always can. */
    default boolean carriesStatelessEra() {
        return true;
    }

    /**
     * Whether each request has an exchange of its own, with headers, which the server sees end when the client gives
     * up.
     */
    default boolean hasExchangePerRequest() {
        return false;
    }

    /** Whether the server has ended the session, so that the next request needs an {@code initialize} before it. */
    default boolean needsHandshake() {
        return false;
    }

    /**
     * Begin to listen to what a server of the handshake era says outside any answer, where that needs a channel of its
     * own. Does not wait; what goes wrong is a finding.
     */
    default void attend(Map<String, String> headers) {}

    /**
     * Wait until there is the channel for what a server of the handshake era says outside any answer. By default one
     * channel carries everything.
     *
     * @throws McpException if the server has no such channel
     */
    default void listen(Map<String, String> headers, Deadline deadline) {}

    /**
     * Check that the server has not ended, during waits without a pending request.
     *
     * @throws McpException if the channel itself knows that the server has ended
     */
    default void requireServer() {}

    /** What the server did that the protocol forbids but that does no harm here, oldest first; bounded. */
    List<String> findings();

    /** The answers so far that no request was waiting for; counted however many there are. */
    UnexpectedAnswers unexpectedAnswers();

    /** What authorization servers issued to this channel, and must not be written; nothing by default. */
    default Secrets secrets() {
        return Secrets.of(Map.of(), Map.of());
    }

    /** Close the channel within a bound. Requests in flight fail immediately. Idempotent. */
    @Override
    void close();
}
