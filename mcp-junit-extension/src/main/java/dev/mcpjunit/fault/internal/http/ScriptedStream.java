/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.internal.Act;
import dev.mcpjunit.fault.internal.Incoming;
import dev.mcpjunit.fault.internal.Script;
import dev.mcpjunit.fault.internal.http.PeerGoneException.Side;
import dev.mcpjunit.internal.framing.EndpointReference;
import dev.mcpjunit.internal.framing.SseEvent;
import dev.mcpjunit.internal.framing.SseFramer;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.rpc.RpcMessages;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.traffic.Outcome;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is a stream of events, each of which the script decides about.
 *
 * <p>A script that takes all of the answer gets to decide before anything of it is shown. What comes before the answer
 * is kept back for it, until the server asks the client something: that goes out immediately with all before it, or the
 * server would wait forever.
 */
final class ScriptedStream {

    private final ServerExchange exchange;
    private final Script script;
    private final Tracked tracked;
    private final ClientResponse response;
    private final HttpActRunner runner;
    private final Origins origins;
    private final LegacyStreams legacy;
    private final SseFramer framer = new SseFramer(AnswerWatch.LIMIT);
    private final List<Incoming> arrived = new ArrayList<>();
    private final List<Kept> kept = new ArrayList<>();
    private boolean keepsBack;
    private boolean answered;
    private LegacyStreams.@Nullable Stream posts;

    private record Kept(List<Act> acts, Incoming incoming) {}

    ScriptedStream(
            ServerExchange exchange,
            Script script,
            Tracked tracked,
            ClientResponse response,
            HttpActRunner runner,
            Origins origins,
            LegacyStreams legacy) {
        this.exchange = exchange;
        this.script = script;
        this.tracked = tracked;
        this.response = response;
        this.runner = runner;
        this.origins = origins;
        this.legacy = legacy;
        this.keepsBack = script.takesAll() && !tracked.records().isEmpty();
    }

    void run() throws IOException {
        exchange.whenIdle(this::sendLocal);
        Outcome outcome = Outcome.SERVER_GONE;
        try {
            relay();
            outcome = response.isOver() ? Outcome.CUT : Outcome.SERVER_GONE;
        } catch (PeerGoneException gone) {
            outcome = gone.side() == Side.CLIENT ? Outcome.CLIENT_GONE : Outcome.SERVER_GONE;
            throw gone;
        } finally {
            if (posts != null) {
                legacy.close(posts, outcome);
            }
        }
    }

    private void relay() throws IOException {
        if (!keepsBack) {
            runner.startStream();
        }
        while (!exchange.isComplete() && !response.isOver()) {
            next();
            // Not a loop over the list: what an act waits for may not arrive while we stand in the reader.
            while (!arrived.isEmpty() && !response.isOver()) {
                take(arrived.remove(0));
            }
        }
        if (!response.isOver()) {
            end();
        }
    }

    private void next() throws IOException {
        exchange.next(this::feed, ByteSink.NOWHERE);
    }

    private void feed(byte[] bytes, int from, int to) {
        framer.feed(bytes, from, to, this::arrive);
    }

    private void arrive(byte[] block, Optional<SseEvent> event) {
        if (event.isPresent() && event.get().type().equals("endpoint")) {
            arrived.add(Incoming.otherEvent(
                    openPosts(block, EndpointReference.of(event.get().data()))));
            return;
        }
        RpcMessages messages = event.map(each -> RpcMessages.in(each.data())).orElse(RpcMessages.NONE);
        if (messages.all().isEmpty()) {
            arrived.add(Incoming.otherEvent(block));
        }
        for (JsonObject message : messages.all()) {
            byte[] own = messages.batch() ? Events.text("message", message.toString()) : block;
            arrived.add(Incoming.event(message, own, event.flatMap(SseEvent::id)));
        }
    }

    /**
     * Take note of the address for posts.
     *
     * @return the event for the client: unchanged, unless it names the host of the server
     */
    private byte[] openPosts(byte[] block, EndpointReference reference) {
        Optional<URI> address = reference.leniently(exchange.uri().resolve(exchange.target()));
        if (address.isEmpty()) {
            tracked.note("the address for posts is no URL, so what is posted there is not known: " + reference.text());
            return block;
        }
        int path = reference.startOfPath();
        if (path == 0) {
            posts = legacy.open(address.get());
            return block;
        }
        Optional<String> shown = origins.atProxy(address.get());
        if (shown.isEmpty()) {
            // Clients reject another origin, or leave the proxy there as they would leave the server.
            return block;
        }
        posts = legacy.open(address.get());
        return Events.text("endpoint", shown.get() + reference.text().substring(path));
    }

    private void take(Incoming incoming) throws IOException {
        if (!incoming.isMessage()) {
            show(incoming);
            return;
        }
        if (posts != null) {
            Optional<Decision> asked = posts.answered(incoming.message());
            if (asked.isPresent()) {
                answerPosted(asked.get(), incoming);
                return;
            }
        }
        tracked.seen(incoming.message());
        boolean answer = tracked.isAnswer(incoming.message());
        List<Act> acts = script.deliver(incoming.message(), answer);
        if (answer) {
            answered = true;
            answer(acts, incoming);
        } else if (keepsBack && !RpcMessage.isRequest(incoming.message())) {
            kept.add(new Kept(acts, incoming));
        } else {
            showKept();
            runner.run(acts, incoming, Shape.STREAM);
        }
    }

    /** The answer to a request that was posted elsewhere: its own script decides about it. */
    private void answerPosted(Decision asked, Incoming incoming) throws IOException {
        asked.tracked().seen(incoming.message());
        runPosted(asked, asked.script().deliver(incoming.message(), true), incoming);
    }

    private void sendLocal() throws IOException {
        LegacyStreams.Local next = posts == null ? null : posts.nextLocal();
        if (next != null) {
            runPosted(next.decision(), next.acts(), Incoming.nothing());
        }
    }

    private void runPosted(Decision asked, List<Act> acts, Incoming incoming) throws IOException {
        boolean silent = acts.contains(new Act.End(Cut.HANG));
        Tracked records = new Tracked(asked.tracked().records(), false, message -> {});
        runner.recordingTo(records).run(acts, incoming, Shape.STREAM);
        if (response.isOver()) {
            records.finished(silent ? Outcome.HUNG : Outcome.CUT);
        } else {
            records.concluded(200);
        }
    }

    private void answer(List<Act> acts, Incoming incoming) throws IOException {
        if (script.takesAll()) {
            // The server shall have finished before the client can notice anything.
            exchange.finish(this::feed);
        }
        if (acts.stream().anyMatch(act -> act instanceof Act.Http || act instanceof Act.SendCompressed)) {
            kept.clear();
        }
        boolean nothingShown = kept.isEmpty() && !response.isStarted();
        showKept();
        boolean ends = acts.size() == 1 && acts.get(0) instanceof Act.End;
        runner.run(acts, incoming, nothingShown && ends ? Shape.BODY : Shape.STREAM);
    }

    /** Something that is no message of JSON-RPC: a comment, an event without data, garbage. */
    private void show(Incoming other) throws IOException {
        if (keepsBack) {
            kept.add(new Kept(List.of(new Act.Send(other.message())), other));
        } else {
            runner.raw(other.bytes());
        }
    }

    private void showKept() throws IOException {
        keepsBack = false;
        for (Kept each : kept) {
            runner.run(each.acts(), each.incoming(), Shape.STREAM);
        }
        kept.clear();
    }

    private void end() throws IOException {
        if (!answered && keepsBack) {
            showKept();
            Incoming none = Incoming.otherEvent(framer.rest());
            List<Act> acts = script.deliver(none.message(), true).stream()
                    .filter(act -> act.delivery() == Act.Delivery.END)
                    .toList();
            runner.run(acts, none, Shape.STREAM);
            return;
        }
        runner.raw(framer.rest());
    }
}
