/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import dev.mcpjunit.fault.internal.Act;
import dev.mcpjunit.fault.internal.Incoming;
import dev.mcpjunit.fault.internal.Script;
import dev.mcpjunit.internal.rpc.RpcMessages;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An exchange to which a fault happens: the script says what to do, before the server is asked and with its answer. */
final class ScriptedExchange {

    private final Connection client;
    private final Upstream upstream;
    private final ClientRequest request;
    private final Decision decision;
    private final Tracked tracked;
    private final Script script;
    private final ClientResponse response;
    private final HttpActRunner runner;
    private final LegacyStreams legacy;
    private final Optional<LegacyStreams.Stream> answers;

    ScriptedExchange(
            HttpProxyConfig config,
            Connection client,
            Upstream upstream,
            ClientRequest request,
            Decision decision,
            LegacyStreams legacy,
            Optional<LegacyStreams.Stream> answers) {
        this.client = client;
        this.upstream = upstream;
        this.request = request;
        this.legacy = legacy;
        this.answers = answers;
        this.decision = decision;
        this.tracked = decision.tracked();
        this.script = decision.script();
        this.response = new ClientResponse(client, tracked, Framing.of(request.head()));
        ResponseHead ownHead = ResponseHead.of(200, Headers.of(Map.of("Content-Type", "application/json")));
        this.runner = new HttpActRunner(response, client, tracked, config.toServer(), ownHead);
    }

    /**
     * Follow the script.
     *
     * @return whether the connection can carry another request
     */
    boolean run() throws IOException {
        Script.Opening opening = atProxy(script.open(decision.request()));
        if (answers.isPresent()
                && opening.request().isEmpty()
                && opening.acts().stream().anyMatch(ScriptedExchange::isForStream)) {
            response.whole(ResponseHead.of(202, Headers.NONE), new byte[0]);
            answers.get().send(new LegacyStreams.Local(decision, opening.acts()));
            return response.keepsAlive();
        }
        runner.run(opening.acts(), Incoming.nothing(), Shape.of(opening.acts()));
        if (opening.request().isPresent() && !response.isOver()) {
            forward(opening.request().get().headers());
        }
        finish();
        return response.keepsAlive();
    }

    /** A challenge names the metadata of the server where the client finds it. */
    private Script.Opening atProxy(Script.Opening opening) {
        List<Act> acts = opening.acts().stream()
                .map(act -> act instanceof Act.Http http ? http.withMetadataAt(ResourceMetadata.address(request)) : act)
                .toList();
        return new Script.Opening(acts, opening.request());
    }

    private static boolean isForStream(Act act) {
        return Shape.isMessage(act) || act.delivery() == Act.Delivery.MESSAGES;
    }

    private void forward(Map<String, String> changes) throws IOException {
        try (var exchange = ServerExchange.send(request, client, upstream, changes, script.takesAll())) {
            tracked.forwarded();
            ResponseHead head = exchange.decoded(exchange.head());
            var origins = new Origins(exchange.uri(), request.proxyOrigin());
            runner.like(Forwarding.toClient(head, origins, false));
            if (head.isEventStream() && head.isPlain()) {
                new ScriptedStream(exchange, script, tracked, response, runner, origins, legacy).run();
            } else {
                whole(exchange, head, origins);
            }
        }
    }

    /** An answer in one body: it is there in full before the script sees it. */
    private void whole(ServerExchange exchange, ResponseHead head, Origins origins) throws IOException {
        var content = new ByteArrayOutputStream();
        while (!exchange.isComplete()) {
            exchange.next((bytes, from, to) -> content.write(bytes, from, to - from), ByteSink.NOWHERE);
        }
        byte[] body = content.toByteArray();
        Optional<JsonObject> metadata =
                ResourceMetadata.isIn(request.head(), head) ? ResourceMetadata.in(body, origins) : Optional.empty();
        if (metadata.isPresent()) {
            List<Act> acts = script.deliver(metadata.get(), true);
            runner.run(acts, Incoming.nothing(), Shape.BODY);
            return;
        }
        if (tracked.records().isEmpty() || answers.isPresent()) {
            response.whole(runner.head(), body);
            return;
        }
        RpcMessages messages = head.isPlain() ? RpcMessages.in(body) : RpcMessages.NONE;
        messages.all().forEach(tracked::seen);
        tracked.answered();
        if (messages.all().isEmpty()) {
            tracked.otherBody(body);
            Incoming incoming = Incoming.otherBody(body);
            runner.run(onlyWhatCanBe(script.deliver(incoming.message(), true), incoming), incoming, Shape.BODY);
        } else if (messages.batch()) {
            batch(messages.all(), body);
        } else {
            JsonObject message = messages.all().get(0);
            List<Act> acts = script.deliver(message, tracked.isAnswer(message));
            runner.run(acts, Incoming.body(message, body), Shape.of(acts));
        }
    }

    /** An array of answers stays one as long as they are only changed, and becomes a stream otherwise. */
    private void batch(List<JsonObject> messages, byte[] body) throws IOException {
        List<Act> acts = new ArrayList<>();
        messages.forEach(message -> acts.addAll(script.deliver(message, tracked.isAnswer(message))));
        boolean onlyMessages = acts.stream().allMatch(Act.Send.class::isInstance) && !acts.isEmpty();
        if (!onlyMessages) {
            runner.run(acts, Incoming.body(messages.get(0), body), Shape.STREAM);
            return;
        }
        List<JsonObject> sent =
                acts.stream().map(act -> ((Act.Send) act).message()).toList();
        sent.forEach(tracked::delivered);
        runner.run(
                List.of(new Act.SendText(Json.print(new JsonArray(List.copyOf(sent))))),
                Incoming.nothing(),
                Shape.BODY);
    }

    /**
     * What can be done to a response that is not JSON-RPC: it can be delayed, cut, lost or replaced. What would change
     * a message cannot happen, and the record says so.
     */
    private List<Act> onlyWhatCanBe(List<Act> acts, Incoming incoming) {
        List<Act> possible = new ArrayList<>();
        boolean answered = false;
        for (Act act : acts) {
            boolean message = Shape.isMessage(act);
            boolean changed = act instanceof Act.Send send && !send.message().equals(incoming.message());
            if (act.delivery() == Act.Delivery.MESSAGES || changed || (message && answered)) {
                tracked.note("not done, because the server's response is not JSON-RPC: " + act);
            } else {
                possible.add(act instanceof Act.Send send ? new Act.Send(send.message()) : act);
                answered |= message || act.delivery() == Act.Delivery.END;
            }
        }
        if (!answered) {
            possible.add(new Act.Send(incoming.message()));
        }
        return possible;
    }

    private void finish() throws IOException {
        if (!response.isStarted()) {
            // Nothing is to be sent where a message was due: a stream without one.
            runner.startStream();
        }
        response.end();
    }
}
