/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection.table;

import dev.mcpjunit.internal.rpc.MetaKeys;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.traffic.Outcome;
import dev.mcpjunit.traffic.internal.TrafficListener;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a server sends, without ids and tokens: the answers to each request, and everything else as a set, because
 * notifications may arrive in any order. Thread-safe.
 */
final class Overheard implements TrafficListener {

    private static final List<String> IDS = List.of("progressToken", "requestId", MetaKeys.SUBSCRIPTION_ID);

    private final Map<String, String> answers = new TreeMap<>();
    private final TreeSet<String> others = new TreeSet<>();

    @Override
    public ExchangeListener begun(
            String server, int connection, JsonObject message, int bytes, Map<String, String> headers) {
        String request = message.string("method").orElse("") + " " + withoutIds(RpcMessage.params(message));
        return new ExchangeListener() {
            @Override
            public void fromServer(JsonObject sent) {
                if (RpcMessage.isResponseTo(message, sent)) {
                    answered(request, withoutIds(sent).toString());
                } else {
                    unasked(server, connection, sent);
                }
            }

            @Override
            public void status(int code, Map<String, String> head) {}

            @Override
            public void finished(Outcome how) {}
        };
    }

    @Override
    public synchronized void unasked(String server, int connection, JsonObject message) {
        others.add(withoutIds(message).toString());
    }

    private synchronized void answered(String request, String answer) {
        answers.putIfAbsent(request, answer);
    }

    synchronized Map<String, String> answers() {
        return Map.copyOf(answers);
    }

    synchronized List<String> others() {
        return List.copyOf(others);
    }

    private static JsonObject withoutIds(JsonObject message) {
        JsonObject.Builder kept = JsonObject.builder();
        message.members().forEach((name, value) -> {
            if (!name.equals("id") && !IDS.contains(name)) {
                kept.put(name, within(value));
            }
        });
        return kept.build();
    }

    private static JsonValue within(JsonValue value) {
        return value instanceof JsonObject object ? withoutIds(object) : value;
    }
}
