/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.telemetry;

import dev.mcpjunit.internal.rpc.McpHeaders;
import dev.mcpjunit.internal.rpc.MetaKeys;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.transcript.Lane;
import dev.mcpjunit.transcript.TranscriptExchange;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which revision of the protocol each connection speaks. */
final class Revisions {

    private final Map<Lane, String> negotiated = new HashMap<>();

    /** In the handshake era, the answer to the handshake says it. */
    void learn(TranscriptExchange exchange) {
        exchange.request()
                .filter(request -> RpcMessage.isCall(request, Methods.INITIALIZE))
                .flatMap(request -> exchange.response())
                .flatMap(response -> response.object("result"))
                .flatMap(result -> result.string("protocolVersion"))
                .ifPresent(revision -> negotiated.put(exchange.lane(), revision));
    }

    /** In the stateless era, each message says it; over HTTP, a header does, too. */
    Optional<String> of(TranscriptExchange exchange) {
        return exchange.request()
                .flatMap(request -> RpcMessage.params(request).object("_meta"))
                .flatMap(meta -> meta.string(MetaKeys.REVISION))
                .or(() -> Optional.ofNullable(negotiated.get(exchange.lane())))
                .or(() -> exchange.requestHead()
                        .map(head -> head.headers().get(McpHeaders.REVISION.toLowerCase(Locale.ROOT))));
    }
}
