/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.Gate;
import dev.mcpjunit.fault.internal.http.PeerGoneException.Side;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits as long as the client does. */
final class Patience {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Connection client;

    Patience(Connection client) {
        this.client = client;
    }

    /** Wait for a time. */
    void pause(Duration duration) throws IOException {
        long end = System.nanoTime() + duration.toNanos();
        do {
            long left = end - System.nanoTime();
            if (left > 0) {
                LockSupport.parkNanos(this, Math.min(left, LOOK_NANOS));
            }
            checkClient();
        } while (System.nanoTime() - end < 0);
    }

    /** Wait for the test. */
    void hold(Gate gate) throws IOException {
        try {
            gate.pass(() -> !client.isGone());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
        checkClient();
    }

    /** Give up when nobody waits any more. */
    void checkClient() throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("The proxy is closed");
        }
        if (client.isGone()) {
            throw new PeerGoneException(Side.CLIENT, Cut.CLOSE, null);
        }
    }
}
