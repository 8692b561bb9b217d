/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import dev.mcpjunit.traffic.Outcome;
import java.util.Arrays;
import java.util.Set;

/**
 * A response that the proxy writes message by message, because a fault is done to it: one JSON body, or a stream of
 * events. What the client receives is recorded just before.
 */
final class ClientResponse {

    private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding", "trailer");
    private static final Set<Integer> WITHOUT_BODY = Set.of(204, 304);

    private enum State {
        NOT_STARTED,
        IN_BODY,
        IN_STREAM,
        COMPLETE,
        ENDED
    }

    private final Connection client;
    private final Tracked tracked;
    private final Framing framing;
    private State state = State.NOT_STARTED;
    private boolean inMessage;

    ClientResponse(Connection client, Tracked tracked, Framing framing) {
        this.client = client;
        this.tracked = tracked;
        this.framing = framing;
    }

    boolean isStarted() {
        return state != State.NOT_STARTED;
    }

    /** Whether nothing more can be sent. */
    boolean isOver() {
        return state == State.COMPLETE || state == State.ENDED;
    }

    /** Whether the connection can carry another exchange. */
    boolean keepsAlive() {
        return state == State.COMPLETE && framing == Framing.KEEPS_ALIVE;
    }

    /** Send a whole response. */
    void whole(ResponseHead head, byte[] body) throws PeerGoneException {
        byte[] shown = WITHOUT_BODY.contains(head.status()) ? new byte[0] : body;
        byte[] start = sized(head, shown.length);
        byte[] all = Arrays.copyOf(start, start.length + shown.length);
        System.arraycopy(shown, 0, all, start.length, shown.length);
        state = State.COMPLETE;
        tracked.concluded(head.status());
        client.write(all);
    }

    /** Send a head that says how long the body is, and no body: that is what HEAD asks for. */
    void withoutBody(ResponseHead head, int length) throws PeerGoneException {
        byte[] start = sized(head, length);
        state = State.COMPLETE;
        tracked.concluded(head.status());
        client.write(start);
    }

    /** Send the head of a response whose body follows in chunks. */
    void startChunked(ResponseHead head) throws PeerGoneException {
        Headers headers = head.headers().without(FRAMING);
        byte[] start = shown(head.with(framing.isChunked() ? headers.with("Transfer-Encoding", "chunked") : headers));
        state = State.IN_STREAM;
        client.write(start);
    }

    /** Send the head of a response whose body follows in parts. */
    void start(ResponseHead head, int length) throws PeerGoneException {
        byte[] start = sized(head, length);
        state = State.IN_BODY;
        inMessage = true;
        client.write(start);
    }

    private byte[] sized(ResponseHead head, int length) {
        Headers headers = head.headers().without(FRAMING);
        boolean mayHaveBody = !WITHOUT_BODY.contains(head.status());
        return shown(head.with(mayHaveBody ? headers.with("Content-Length", Integer.toString(length)) : headers));
    }

    /** Send the head of a stream, unless that has happened. */
    void startStream(Headers others) throws PeerGoneException {
        if (state != State.NOT_STARTED) {
            return;
        }
        Headers headers = others.without(FRAMING).with("Content-Type", "text/event-stream");
        startChunked(ResponseHead.of(200, headers));
    }

    private byte[] shown(ResponseHead head) {
        tracked.status(head);
        return (framing != Framing.KEEPS_ALIVE ? head.with(head.headers().with("Connection", "close")) : head).print();
    }

    /** Send some bytes of a body, or of an event as a chunk of its own. */
    void part(byte[] bytes, int from, int to) throws PeerGoneException {
        if (from == to) {
            return;
        }
        if (state == State.IN_STREAM && framing.isChunked()) {
            client.write(Chunks.of(bytes, from, to));
        } else {
            client.write(bytes, from, to);
        }
    }

    /** Say that a message has been begun, or is complete. */
    void inMessage(boolean begun) {
        inMessage = begun;
    }

    /** Send the last bytes of a body that is sent in parts. */
    void lastPart(int status, byte[] bytes, int from, int to) throws PeerGoneException {
        state = State.COMPLETE;
        tracked.concluded(status);
        client.write(bytes, from, to);
    }

    /**
     * End the response in order, if it can be: a stream between two messages ends with its last chunk, and the
     * connection stays. Anything else breaks off.
     */
    void end() throws PeerGoneException {
        if (isOver()) {
            return;
        }
        if (state == State.IN_STREAM && !inMessage) {
            state = State.COMPLETE;
            tracked.concluded(200);
            if (framing.isChunked()) {
                client.write(Chunks.end());
            }
            return;
        }
        state = State.ENDED;
        tracked.finished(Outcome.CUT);
        client.endOutput();
    }

    /** Reset the connection. */
    void reset() {
        state = State.ENDED;
        tracked.finished(Outcome.CUT);
        client.reset();
    }

    /** Send nothing more, until the client or the test ends the connection. */
    void hang() {
        state = State.ENDED;
        client.awaitGone();
        tracked.finished(Outcome.HUNG);
    }
}
