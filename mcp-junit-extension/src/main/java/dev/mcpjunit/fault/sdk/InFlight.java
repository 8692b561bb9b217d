/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.sdk;

import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The messages of a client that have not come to their end, found by what the server says about them. */
final class InFlight {

    private final Map<JsonValue, Exchange> byId = new ConcurrentHashMap<>();
    private final Map<JsonValue, Exchange> byProgressToken = new ConcurrentHashMap<>();
    private final Set<Exchange> all = ConcurrentHashMap.newKeySet();

    void add(Exchange exchange) {
        all.add(exchange);
        JsonValue id = exchange.message().get("id");
        if (id != null && RpcMessage.isRequest(exchange.message())) {
            byId.put(id, exchange);
            RpcMessage.progressToken(exchange.message()).ifPresent(token -> byProgressToken.put(token, exchange));
        }
    }

    /** What a message of the server belongs to, if to anything. */
    @Nullable
    Exchange of(JsonObject said) {
        JsonValue id = said.get("id");
        if (RpcMessage.isResponse(said)) {
            return id == null ? null : byId.get(id);
        }
        JsonValue token = RpcMessage.reportsProgressOf(said).orElse(null);
        return token == null ? null : byProgressToken.get(token);
    }

    void remove(Exchange exchange) {
        all.remove(exchange);
        byId.values().remove(exchange);
        byProgressToken.values().remove(exchange);
    }

    /** Let go whatever waits. */
    void abort() {
        all.forEach(Exchange::abort);
    }
}
