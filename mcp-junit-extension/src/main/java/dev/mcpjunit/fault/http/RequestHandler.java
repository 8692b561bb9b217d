/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.http;

import dev.mcpjunit.fault.Scripts;
import dev.mcpjunit.fault.http.PeerGoneException.Side;
import dev.mcpjunit.traffic.Outcome;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Does with one request of the client what has been decided. */
final class RequestHandler {

    private final HttpProxyConfig config;
    private final Connection client;
    private final Upstream upstream;
    private final ClientRequest request;
    private final int connection;
    private final LegacyStreams legacy;

    RequestHandler(
            HttpProxyConfig config,
            Connection client,
            Upstream upstream,
            ClientRequest request,
            int connection,
            LegacyStreams legacy) {
        this.config = config;
        this.client = client;
        this.upstream = upstream;
        this.request = request;
        this.connection = connection;
        this.legacy = legacy;
    }

    /**
     * Handle it.
     *
     * @return whether the connection can carry another request
     */
    boolean handle() throws IOException {
        Decision decided = Decision.about(request, config, connection);
        Optional<LegacyStreams.Stream> answers =
                request.head().is("POST") ? legacy.at(request.head().target()) : Optional.empty();
        answers.ifPresent(stream -> stream.asked(decided));
        Decision decision = answers.isPresent() ? decided.answeredElsewhere() : decided;
        try {
            boolean plain = decision.script() == Scripts.NONE && !request.head().asksToListen();
            return plain
                    ? pass(decision.tracked())
                    : new ScriptedExchange(config, client, upstream, request, decision, legacy, answers).run();
        } catch (PeerGoneException gone) {
            decision.tracked().note(String.valueOf(gone.getMessage()));
            decision.tracked().finished(gone.side() == Side.CLIENT ? Outcome.CLIENT_GONE : Outcome.SERVER_GONE);
            throw gone;
        }
    }

    private boolean pass(Tracked tracked) throws IOException {
        try (var exchange = ServerExchange.send(request, client, upstream, Map.of(), false)) {
            tracked.forwarded();
            ResponseHead head = exchange.head();
            boolean closes = request.head().wantsClose() || exchange.endsWithConnection();
            var origins = new Origins(exchange.uri(), request.proxyOrigin());
            ResponseHead shown = Forwarding.toClient(head, origins, closes);
            if (ResourceMetadata.isIn(request.head(), head)) {
                ResourceMetadata.pass(client, exchange, shown, origins);
            } else {
                PassThrough.run(client, exchange, head, shown, tracked);
            }
            return !closes;
        }
    }
}
