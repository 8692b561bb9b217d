/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import dev.mcpjunit.fault.internal.Scripts;
import dev.mcpjunit.fault.internal.http.PeerGoneException.Side;
import dev.mcpjunit.traffic.Outcome;
import java.io.IOException;
import java.net.ProtocolException;
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
        Received received = Received.in(request, config, connection);
        Optional<LegacyStreams.Stream> answers =
                request.head().is("POST") ? legacy.at(request.head().target()) : Optional.empty();
        Tracked tracked = received.tracked(answers.isPresent());
        Optional<StubbedExchange> stubbed = config.stubs() == Stubs.NONE ? Optional.empty() : stubbed(tracked);
        return stubbed.isPresent() ? stubbed.get().keepsAlive() : forward(received, answers);
    }

    /** Let the stubs answer; empty if none of them does. */
    private Optional<StubbedExchange> stubbed(Tracked tracked) throws IOException {
        if (!request.body().isWhole()) {
            throw new ProtocolException("this request is too large to be shown to WireMock's stubs");
        }
        var stubbed = new StubbedExchange(client, request, tracked);
        try {
            boolean served = config.stubs().serve(new OfferedRequest(request, client.peer()), stubbed::send);
            return served ? Optional.of(stubbed) : Optional.empty();
        } catch (PeerGoneException gone) {
            throw finished(tracked, gone);
        }
    }

    private boolean forward(Received received, Optional<LegacyStreams.Stream> answers) throws IOException {
        Decision decided = Decision.about(request, received, config);
        answers.ifPresent(stream -> stream.asked(decided));
        Decision decision = answers.isPresent() ? decided.answeredElsewhere() : decided;
        try {
            boolean plain = decision.script() == Scripts.NONE && !request.head().asksToListen();
            return plain
                    ? pass(decision.tracked())
                    : new ScriptedExchange(config, client, upstream, request, decision, legacy, answers).run();
        } catch (PeerGoneException gone) {
            throw finished(decision.tracked(), gone);
        }
    }

    private static PeerGoneException finished(Tracked tracked, PeerGoneException gone) {
        tracked.note(String.valueOf(gone.getMessage()));
        tracked.finished(gone.side() == Side.CLIENT ? Outcome.CLIENT_GONE : Outcome.SERVER_GONE);
        return gone;
    }

    private boolean pass(Tracked tracked) throws IOException {
        try (var exchange = ServerExchange.send(request, client, upstream, Map.of(), false)) {
            tracked.forwarded();
            ResponseHead head = exchange.head();
            boolean closes = request.head().wantsClose() || exchange.endsWithConnection();
            var origins = new Origins(exchange.uri(), request.proxyOrigin());
            ResponseHead shown = Framing.of(request.head()).fit(Forwarding.toClient(head, origins, closes));
            if (ResourceMetadata.isIn(request.head(), head)) {
                ResourceMetadata.pass(client, exchange, shown, origins);
            } else {
                PassThrough.run(client, exchange, head, shown, tracked, Framing.of(request.head()));
            }
            return !closes;
        }
    }
}
