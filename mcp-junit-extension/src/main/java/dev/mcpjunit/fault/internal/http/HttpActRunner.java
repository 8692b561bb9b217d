/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.ServerAct;
import dev.mcpjunit.fault.WireStyle;
import dev.mcpjunit.fault.internal.Act;
import dev.mcpjunit.fault.internal.ActRunner;
import dev.mcpjunit.fault.internal.CancellableWait;
import dev.mcpjunit.fault.internal.Incoming;
import dev.mcpjunit.fault.internal.http.PeerGoneException.Side;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.internal.rpc.RpcMessages;
import dev.mcpjunit.json.JsonObject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Carries out the acts of a script on a response. */
final class HttpActRunner {

    private final ClientResponse response;
    private final Connection client;
    private final CancellableWait wait;
    private final Tracked tracked;
    private final Consumer<ServerAct> toServer;

    /** The head of the response, unless a fault sets another one. */
    private ResponseHead head;

    HttpActRunner(
            ClientResponse response,
            Connection client,
            Tracked tracked,
            Consumer<ServerAct> toServer,
            ResponseHead head) {
        this.response = response;
        this.client = client;
        this.wait = new CancellableWait(() -> !client.isGone());
        this.tracked = tracked;
        this.toServer = toServer;
        this.head = head;
    }

    /** Use the head of the server's response from now on. */
    void like(ResponseHead shown) {
        head = shown;
    }

    /** The same response, and the records of another request. */
    HttpActRunner recordingTo(Tracked other) {
        return new HttpActRunner(response, client, other, toServer, head);
    }

    ResponseHead head() {
        return head;
    }

    /** Begin a stream, unless it has begun. */
    void startStream() throws IOException {
        response.startStream(head.headers());
    }

    /** Pass on a piece of a stream unchanged. */
    boolean raw(byte[] bytes) throws IOException {
        startStream();
        response.part(bytes, 0, bytes.length);
        return true;
    }

    /**
     * Carry out some acts.
     *
     * @param shape what the response is, if it has not begun
     */
    void run(List<Act> acts, Incoming incoming, Shape shape) throws IOException {
        if (acts.isEmpty()) {
            return;
        }
        checkClient();
        var steps = new Steps(incoming, shape);
        try {
            for (Act act : acts) {
                if (response.isOver() || !act.on(steps)) {
                    return;
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The proxy is closed");
        }
    }

    /** Give up when the client no longer waits. */
    private boolean checkClient() throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("The proxy is closed");
        }
        if (client.isGone()) {
            throw new PeerGoneException(Side.CLIENT, Cut.CLOSE, null);
        }
        return true;
    }

    private byte[] bytes(JsonObject message, WireStyle style, Incoming incoming, Shape shape) {
        boolean unchanged = message.equals(incoming.message()) && style == WireStyle.PLAIN;
        boolean stream = shape == Shape.STREAM;
        if (unchanged && incoming.fromStream() == stream) {
            return incoming.bytes();
        }
        return stream
                ? Events.message(incoming.eventId(), message.toString(), style)
                : message.toString().getBytes(UTF_8);
    }

    /** The acts, for one thing that the server has sent. */
    private final class Steps implements ActRunner {

        private static final String NAME = "HTTP";

        private final Incoming incoming;
        private final Shape shape;

        Steps(Incoming incoming, Shape shape) {
            this.incoming = incoming;
            this.shape = shape;
        }

        @Override
        public boolean send(Act.Send act) throws IOException {
            byte[] bytes = bytes(act.message(), act.style(), incoming, shape);
            tracked.delivered(act.message());
            if (shape == Shape.STREAM) {
                startStream();
                int middle = act.style() == WireStyle.SPLIT ? bytes.length / 2 : 0;
                response.part(bytes, 0, middle);
                response.part(bytes, middle, bytes.length);
            } else {
                boolean refusal = head.status() == 200 && RpcErrors.isStateless(act.message());
                response.whole(refusal ? ResponseHead.of(400, head.headers()) : head, bytes);
            }
            return true;
        }

        @Override
        public boolean sendText(Act.SendText act) throws IOException {
            if (shape == Shape.STREAM) {
                return raw(Events.text("message", act.text()));
            }
            response.whole(head, act.text().getBytes(UTF_8));
            return true;
        }

        @Override
        public boolean sendPart(Act.SendPart act) throws IOException {
            byte[] bytes = bytes(act.message(), WireStyle.PLAIN, incoming, shape);
            begin(bytes.length);
            response.part(bytes, 0, Math.min(bytes.length, act.bytes()));
            return true;
        }

        @Override
        public boolean sendCompressed(Act.SendCompressed act) throws IOException {
            if (response.isStarted()) {
                return tooLate("a compressed answer");
            }
            boolean isMessage = incoming.isMessage();
            byte[] body = isMessage ? act.message().toString().getBytes(UTF_8) : incoming.bytes();
            Headers headers = head.headers().with("Content-Encoding", ContentCoding.name(act.encoding()));
            tracked.delivered(act.message());
            response.whole(
                    head.with(isMessage ? headers.with("Content-Type", "application/json") : headers),
                    ContentCoding.encode(body, act.encoding()));
            return true;
        }

        private void begin(int length) throws IOException {
            if (shape == Shape.STREAM) {
                startStream();
                response.inMessage(true);
            } else {
                response.start(head, length);
            }
        }

        @Override
        public boolean drip(Act.Drip act) throws IOException, InterruptedException {
            byte[] bytes = bytes(act.message(), WireStyle.PLAIN, incoming, shape);
            begin(bytes.length);
            for (int at = 0; at < bytes.length; at += act.bytes()) {
                int end = Math.min(bytes.length, at + act.bytes());
                if (end == bytes.length) {
                    tracked.delivered(act.message());
                    if (shape == Shape.BODY) {
                        response.lastPart(head.status(), bytes, at, end);
                        return true;
                    }
                }
                response.part(bytes, at, end);
                pause(new Act.Pause(act.pause()));
            }
            response.inMessage(false);
            return true;
        }

        @Override
        public boolean repeat(Act.Repeat act) throws IOException, InterruptedException {
            startStream();
            for (int i = 0; i < act.times(); i++) {
                JsonObject message = act.message().apply(i);
                tracked.note(message.string("method").orElse("a message") + " (injected)");
                raw(Events.message(Optional.empty(), message.toString(), WireStyle.PLAIN));
                pause(new Act.Pause(act.pause()));
            }
            return true;
        }

        @Override
        public boolean http(Act.Http act) throws IOException {
            if (response.isStarted()) {
                return tooLate("HTTP " + act.status());
            }
            Headers headers = Headers.of(act.headers());
            if (!act.body().isEmpty() && !headers.has("Content-Type")) {
                headers = headers.with("Content-Type", "text/plain; charset=utf-8");
            }
            RpcMessages.in(act.body()).all().forEach(tracked::delivered);
            response.whole(ResponseHead.of(act.status(), headers), act.body().getBytes(UTF_8));
            return true;
        }

        private boolean tooLate(String what) {
            tracked.note(what + " came too late, because a stream had begun: reset instead");
            response.reset();
            return false;
        }

        @Override
        public boolean pause(Act.Pause act) throws IOException, InterruptedException {
            return wait.pause(act.duration()) || checkClient();
        }

        @Override
        public boolean hold(Act.Hold act) throws IOException, InterruptedException {
            return wait.hold(act.gate()) || checkClient();
        }

        @Override
        public boolean end(Act.End act) throws IOException {
            switch (act.cut()) {
                case RESET -> response.reset();
                case CLOSE -> response.end();
                case HANG -> response.hang();
            }
            return true;
        }

        @Override
        public boolean toServer(Act.ToServer act) throws IOException {
            try {
                toServer.accept(act.what());
                return true;
            } catch (RuntimeException failure) {
                tracked.note("the server could not be made to " + act.what() + ": " + failure.getMessage());
                throw new PeerGoneException(Side.SERVER, Cut.RESET, failure);
            }
        }

        @Override
        public boolean writeError(Act.WriteError act) {
            return ActRunner.refuse(act, NAME);
        }

        @Override
        public boolean writeOutput(Act.WriteOutput act) {
            return ActRunner.refuse(act, NAME);
        }

        @Override
        public boolean closeError(Act.CloseError act) {
            return ActRunner.refuse(act, NAME);
        }

        @Override
        public boolean exit(Act.Exit act) {
            return ActRunner.refuse(act, NAME);
        }

        @Override
        public boolean kill(Act.Kill act) {
            return ActRunner.refuse(act, NAME);
        }
    }
}
