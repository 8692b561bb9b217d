/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import dev.mcpjunit.fault.internal.ResponseCorrelator;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.traffic.Outcome;
import dev.mcpjunit.traffic.internal.ExchangeRecord;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The messages of one client that have not ended, and the scripts of those to which a fault happens. Thread-safe. */
final class InFlight {

    private final ResponseCorrelator<ExchangeRecord> messages = new ResponseCorrelator<>();
    private final Map<ExchangeRecord, ScriptedExchange> scripted = new ConcurrentHashMap<>();

    void add(ExchangeRecord message) {
        messages.add(message.message(), message);
    }

    void add(ScriptedExchange exchange) {
        scripted.put(exchange.record(), exchange);
        add(exchange.record());
    }

    /** The message that a message from the server belongs to; a response ends it. */
    Optional<ExchangeRecord> of(JsonObject fromServer) {
        Optional<ExchangeRecord> found = messages.find(fromServer);
        if (found.isPresent() && RpcMessage.isResponse(fromServer)) {
            if (scripted.containsKey(found.get())) {
                messages.answered(found.get());
            } else {
                messages.remove(found.get());
            }
        }
        return found;
    }

    /** The script of a message, if it has one. */
    Optional<ScriptedExchange> script(ExchangeRecord message) {
        return Optional.ofNullable(scripted.get(message));
    }

    /** A message has ended, whether or not the server still refers to it. */
    void remove(ExchangeRecord message) {
        messages.all().remove(message);
        scripted.remove(message);
    }

    /** All these messages end like this. */
    void finish(Outcome outcome) {
        messages.all().forEach(message -> message.finished(outcome));
    }

    /** The server sends no more; waits until what it has sent is delivered. */
    void serverEnded() throws InterruptedException {
        for (ExchangeRecord message : messages.all()) {
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

    /** Release whatever waits. */
    void abort() {
        scripted.values().forEach(ScriptedExchange::abort);
    }
}
