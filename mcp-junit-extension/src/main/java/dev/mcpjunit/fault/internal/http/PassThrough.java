/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import java.io.IOException;
import java.util.Arrays;

/** Passes a response on as it is and as it comes, while somebody reads along. */
final class PassThrough {

    private static final byte[] NOTHING = {};

    private final Connection client;
    private final ServerExchange exchange;
    private final AnswerWatch watch;
    private byte[] pending;
    private boolean ended;

    private PassThrough(Connection client, ServerExchange exchange, byte[] head, AnswerWatch watch) {
        this.client = client;
        this.exchange = exchange;
        this.pending = head;
        this.watch = watch;
    }

    /**
     * Pass on a response whose head has been read.
     *
     * @param head what the server sent
     * @param shown the head for the client
     */
    static void run(Connection client, ServerExchange exchange, ResponseHead head, ResponseHead shown, Tracked tracked)
            throws IOException {
        tracked.status(head);
        new PassThrough(client, exchange, shown.print(), new AnswerWatch(tracked, head, true)).run();
    }

    private void run() throws IOException {
        endIfComplete();
        // What is here already leaves together with the head.
        if (!exchange.hasBytes() || exchange.isComplete()) {
            write(NOTHING, 0, 0);
        }
        while (!exchange.isComplete()) {
            exchange.next(watch, this::write);
            endIfComplete();
        }
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
