/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/**
 * Distinguishes a client that has closed its connection from one that has only said that it sends nothing more, and
 * still reads. Both look the same until something is sent: a closed connection is then reset. What is sent is one byte
 * of urgent data, which is no part of the stream that the client reads.
 */
final class HalfClosed {

    private static final int PROBE = 0;
    private static final long LONGEST_INTERVAL = TimeUnit.SECONDS.toNanos(1);

    private final Socket socket;
    private long last;
    private long interval = TimeUnit.MILLISECONDS.toNanos(20);
    private boolean closed;

    private HalfClosed(Socket socket) {
        this.socket = socket;
    }

    /** Begin with a connection on which nothing has been sent that the client may not have read. */
    static HalfClosed of(Socket socket) {
        var probed = new HalfClosed(socket);
        // The reset that answers the first byte shows when the second is sent.
        probed.probe();
        probed.probe();
        return probed;
    }

    /** Whether the client has closed its connection. */
    boolean isClosed() {
        if (!closed && System.nanoTime() - last > interval) {
            interval = Math.min(LONGEST_INTERVAL, interval * 2);
            probe();
        }
        return closed;
    }

    private void probe() {
        last = System.nanoTime();
        try {
            socket.sendUrgentData(PROBE);
        } catch (IOException reset) {
            closed = true;
        }
    }
}
