/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import dev.mcpjunit.internal.rpc.RpcMessages;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.traffic.internal.ExchangeRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The messages in a request, each with its record, in the order in which they stand.
 *
 * @param messages the messages; none when it is no JSON-RPC
 * @param unasked takes what the server sends in answer to a request without messages
 */
record Received(RpcMessages messages, List<ExchangeRecord> records, Consumer<JsonObject> unasked) {

    private static final Set<String> SECRET = Set.of("authorization", "proxy-authorization", "cookie");

    /** Begin the records. */
    static Received in(ClientRequest request, HttpProxyConfig config, int connection) {
        boolean readable = request.head().is("POST") && request.body().isWhole();
        RpcMessages messages = readable ? RpcMessages.in(request.body().start()) : RpcMessages.NONE;
        int size = messages.all().isEmpty()
                ? 0
                : request.body().start().length / messages.all().size();
        Map<String, String> headers = request.head().headers().toMap();
        headers.replaceAll((name, value) -> SECRET.contains(name) ? "…" : value);
        return new Received(
                messages,
                messages.all().stream()
                        .map(message -> config.traffic().begin(config.server(), connection, message, size, headers))
                        .toList(),
                message -> config.traffic().unasked(config.server(), connection, message));
    }

    /** The records, for an answer that may come on another connection. */
    Tracked tracked(boolean answeredElsewhere) {
        return new Tracked(records, answeredElsewhere, unasked);
    }
}
