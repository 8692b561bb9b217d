/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.traffic.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The messages of one client that have not come to their end, found by what a server says about them. */
final class InFlight {

    private final Map<JsonValue, Tracked> byId = new ConcurrentHashMap<>();
    private final Map<JsonValue, Tracked> byProgressToken = new ConcurrentHashMap<>();
    private final Set<Tracked> all = ConcurrentHashMap.newKeySet();
    private final Map<Tracked, ScriptedExchange> scripted = new ConcurrentHashMap<>();

    void add(Tracked message) {
        all.add(message);
        if (message.isRequest()) {
            byId.put(message.message().members().get("id"), message);
            RpcMessage.progressToken(message.message()).ifPresent(token -> byProgressToken.put(token, message));
        }
    }

    void add(ScriptedExchange exchange) {
        scripted.put(exchange.tracked(), exchange);
        add(exchange.tracked());
    }

    /** The message that a message of the server belongs to; an answer ends it. */
    Optional<Tracked> of(JsonObject said) {
        JsonValue id = said.get("id");
        if (RpcMessage.isResponse(said)) {
            Optional<Tracked> asked = Optional.ofNullable(id).map(byId::remove);
            asked.ifPresent(this::forget);
            return asked;
        }
        return RpcMessage.reportsProgressOf(said).map(byProgressToken::get);
    }

    private void forget(Tracked message) {
        byProgressToken.values().remove(message);
        if (!scripted.containsKey(message)) {
            all.remove(message);
        }
    }

    /** The script of a message, if it has one. */
    Optional<ScriptedExchange> script(Tracked message) {
        return Optional.ofNullable(scripted.get(message));
    }

    /** A message has come to its end, whether or not the server still speaks of it. */
    void remove(Tracked message) {
        all.remove(message);
        scripted.remove(message);
    }

    /** Nothing more will become of all these. */
    void finish(Outcome outcome) {
        all.forEach(message -> message.finished(outcome));
    }

    /** The server says no more; waits until what it has said is delivered. */
    void serverEnded() throws InterruptedException {
        for (Tracked message : all) {
            Optional<ScriptedExchange> script = script(message);
            if (script.isPresent()) {
                script.get().serverEnded();
            } else {
                message.finished(Outcome.SERVER_GONE);
            }
        }
        for (ScriptedExchange exchange : scripted.values()) {
            exchange.awaitEnd();
        }
    }

    /** Let go whatever waits. */
    void abort() {
        scripted.values().forEach(ScriptedExchange::abort);
    }
}
