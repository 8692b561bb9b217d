/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import java.io.IOException;
import java.util.Arrays;

/** Passes a response on unchanged and without buffering, while a watch reads along. */
final class PassThrough {

    private static final byte[] NOTHING = {};

    private final Connection client;
    private final ServerExchange exchange;
    private final AnswerWatch watch;
    private final Framing framing;
    private byte[] pending;
    private boolean ended;

    private PassThrough(Connection client, ServerExchange exchange, byte[] head, AnswerWatch watch, Framing framing) {
        this.client = client;
        this.exchange = exchange;
        this.pending = head;
        this.watch = watch;
        this.framing = framing;
    }

    /**
     * Pass on a response whose head has been read.
     *
     * @param framing how the response to the client ends
     */
    static void run(
            Connection client,
            ServerExchange exchange,
            ResponseHead head,
            ResponseHead shown,
            Tracked tracked,
            Framing framing)
            throws IOException {
        tracked.status(head);
        new PassThrough(client, exchange, shown.print(), new AnswerWatch(tracked, head, true), framing).run();
    }

    private void run() throws IOException {
        endIfComplete();
        // What is here already leaves together with the head.
        if (!exchange.hasBytes() || exchange.isComplete()) {
            write(NOTHING, 0, 0);
        }
        while (!exchange.isComplete()) {
            if (framing.isChunked()) {
                exchange.next(watch, this::write);
            } else {
                exchange.next(this::content, ByteSink.NOWHERE);
            }
            endIfComplete();
        }
    }

    /** What stands in the chunks, for a client that knows none. */
    private void content(byte[] bytes, int from, int to) throws IOException {
        watch.accept(bytes, from, to);
        write(bytes, from, to);
    }

    private void write(byte[] bytes, int from, int to) throws IOException {
        endIfComplete();
        if (pending.length == 0) {
            client.write(bytes, from, to);
            return;
        }
        byte[] together = Arrays.copyOf(pending, pending.length + to - from);
        System.arraycopy(bytes, from, together, pending.length, to - from);
        pending = NOTHING;
        client.write(together);
    }

    private void endIfComplete() {
        if (!ended && exchange.isComplete()) {
            ended = true;
            watch.end();
        }
    }
}
