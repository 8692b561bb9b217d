/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.fault.Act;
import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.ServerAct;
import dev.mcpjunit.fault.WireStyle;
import dev.mcpjunit.fault.internal.http.PeerGoneException.Side;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.internal.rpc.RpcMessages;
import dev.mcpjunit.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Does the acts of a script to a response. */
final class ActRunner {

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;

    private final ClientResponse response;
    private final Patience patience;
    private final Tracked tracked;
    private final Consumer<ServerAct> toServer;

    /** The head that the response is to have, as far as a fault does not want another one. */
    private ResponseHead head;

    ActRunner(
            ClientResponse response,
            Patience patience,
            Tracked tracked,
            Consumer<ServerAct> toServer,
            ResponseHead head) {
        this.response = response;
        this.patience = patience;
        this.tracked = tracked;
        this.toServer = toServer;
        this.head = head;
    }

    /** Use the head of the server's response from now on. */
    void like(ResponseHead shown) {
        head = shown;
    }

    /** The same response, and the records of another request. */
    ActRunner recordingTo(Tracked other) {
        return new ActRunner(response, patience, other, toServer, head);
    }

    ResponseHead head() {
        return head;
    }

    /** Begin a stream, unless that has happened. */
    void startStream() throws IOException {
        response.startStream(head.headers());
    }

    /** Pass on a piece of a stream as it is. */
    void raw(byte[] bytes) throws IOException {
        startStream();
        response.part(bytes, 0, bytes.length);
    }

    /**
     * Do some acts.
     *
     * @param incoming what the server has sent
     * @param shape what the response is, if it has not begun
     */
    void run(List<Act> acts, Incoming incoming, Shape shape) throws IOException {
        if (!acts.isEmpty()) {
            patience.checkClient();
        }
        for (Act act : acts) {
            if (response.isOver()) {
                return;
            }
            run(act, incoming, shape);
        }
    }

    private void run(Act act, Incoming incoming, Shape shape) throws IOException {
        if (act instanceof Act.Send send) {
            send(send.message(), bytes(send.message(), send.style(), incoming, shape), send.style(), shape);
        } else if (act instanceof Act.SendText text) {
            byte[] bytes = shape == Shape.STREAM
                    ? Events.text("message", text.text())
                    : text.text().getBytes(UTF_8);
            send(JsonObject.EMPTY, bytes, WireStyle.PLAIN, shape);
        } else if (act instanceof Act.SendPart part) {
            byte[] bytes = bytes(part.message(), WireStyle.PLAIN, incoming, shape);
            begin(bytes.length, shape);
            response.part(bytes, 0, Math.min(bytes.length, part.bytes()));
        } else if (act instanceof Act.Drip drip) {
            drip(drip, bytes(drip.message(), WireStyle.PLAIN, incoming, shape), shape);
        } else if (act instanceof Act.Repeat repeat) {
            repeat(repeat);
        } else if (act instanceof Act.Http http) {
            http(http);
        } else if (act instanceof Act.Pause pause) {
            patience.pause(pause.duration());
        } else if (act instanceof Act.Hold hold) {
            patience.hold(hold.gate());
        } else if (act instanceof Act.End end) {
            end(end.cut());
        } else if (act instanceof Act.ToServer to) {
            toServer(to.what());
        } else {
            tracked.note("not done, for it needs standard input and output: " + act);
        }
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

    private void send(JsonObject message, byte[] bytes, WireStyle style, Shape shape) throws IOException {
        if (shape == Shape.STREAM) {
            startStream();
            tracked.delivered(message);
            int middle = style == WireStyle.SPLIT ? bytes.length / 2 : 0;
            response.part(bytes, 0, middle);
            response.part(bytes, middle, bytes.length);
        } else {
            tracked.delivered(message);
            boolean refusal = head.status() == OK && RpcErrors.isStateless(message);
            response.whole(refusal ? ResponseHead.of(BAD_REQUEST, head.headers()) : head, bytes);
        }
    }

    private void begin(int length, Shape shape) throws IOException {
        if (shape == Shape.STREAM) {
            startStream();
            response.inMessage(true);
        } else {
            response.start(head, length);
        }
    }

    private void drip(Act.Drip drip, byte[] bytes, Shape shape) throws IOException {
        begin(bytes.length, shape);
        for (int at = 0; at < bytes.length; at += drip.bytes()) {
            int end = Math.min(bytes.length, at + drip.bytes());
            if (end == bytes.length) {
                tracked.delivered(drip.message());
                if (shape == Shape.BODY) {
                    response.lastPart(head.status(), bytes, at, end);
                    return;
                }
            }
            response.part(bytes, at, end);
            patience.pause(drip.pause());
        }
        response.inMessage(false);
    }

    private void repeat(Act.Repeat repeat) throws IOException {
        startStream();
        for (int i = 0; i < repeat.times(); i++) {
            JsonObject message = repeat.message().apply(i);
            tracked.note(message.string("method").orElse("a message") + " (made up)");
            byte[] event = Events.message(Optional.empty(), message.toString(), WireStyle.PLAIN);
            response.part(event, 0, event.length);
            patience.pause(repeat.pause());
        }
    }

    private void http(Act.Http http) throws IOException {
        if (response.isStarted()) {
            tracked.note("HTTP " + http.status() + " came too late, for a stream had begun: reset instead");
            response.reset();
            return;
        }
        Headers headers = Headers.of(http.headers());
        if (!http.body().isEmpty() && !headers.has("Content-Type")) {
            headers = headers.with("Content-Type", "text/plain; charset=utf-8");
        }
        RpcMessages.in(http.body()).all().forEach(tracked::delivered);
        response.whole(ResponseHead.of(http.status(), headers), http.body().getBytes(UTF_8));
    }

    private void end(Cut cut) throws IOException {
        switch (cut) {
            case RESET -> response.reset();
            case CLOSE -> response.end();
            case SILENCE -> response.silence();
        }
    }

    private void toServer(ServerAct what) throws IOException {
        try {
            toServer.accept(what);
        } catch (RuntimeException failure) {
            tracked.note("the server could not be made to " + what + ": " + failure.getMessage());
            throw new PeerGoneException(Side.SERVER, Cut.RESET, failure);
        }
    }
}
