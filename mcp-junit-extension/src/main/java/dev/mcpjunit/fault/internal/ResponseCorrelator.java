/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal;

import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apiguardian.api.API;

/**
 * Finds the exchange that a message from the server belongs to: a response by its id, a progress notification by its
 * token. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ResponseCorrelator<E> {

    private final Map<JsonValue, E> byId = new ConcurrentHashMap<>();
    private final Map<JsonValue, E> byProgressToken = new ConcurrentHashMap<>();
    private final Set<E> all = ConcurrentHashMap.newKeySet();

    /** Add the exchange of a message that the client sends. */
    public void add(JsonObject message, E exchange) {
        all.add(exchange);
        JsonValue id = message.get("id");
        if (id != null && RpcMessage.isRequest(message)) {
            byId.put(id, exchange);
            RpcMessage.progressToken(message).ifPresent(token -> byProgressToken.put(token, exchange));
        }
    }

    /** The exchange that a message from the server belongs to. */
    public Optional<E> find(JsonObject fromServer) {
        JsonValue id = fromServer.get("id");
        if (RpcMessage.isResponse(fromServer)) {
            return Optional.ofNullable(id).map(byId::get);
        }
        return RpcMessage.reportsProgressOf(fromServer).map(byProgressToken::get);
    }

    /** An exchange has its answer: no further message belongs to it. It is still one of {@link #all}. */
    public void answered(E exchange) {
        byId.values().remove(exchange);
        byProgressToken.values().remove(exchange);
    }

    /** An exchange has ended. */
    public void remove(E exchange) {
        answered(exchange);
        all.remove(exchange);
    }

    /** The exchanges that have not ended. */
    public Set<E> all() {
        return all;
    }
}
