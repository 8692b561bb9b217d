/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import dev.mcpjunit.fault.internal.Quietly;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The standard input of the real server. It is closed only when nothing is on its way any more: a message that is held
 * up was said before the end. Thread-safe.
 */
final class ServerInput {

    private final OutputStream stream;
    private final Object state = new Object();
    private int awaited;
    private boolean ended;

    ServerInput(OutputStream stream) {
        this.stream = stream;
    }

    /** Write a whole line; waits for a server that does not read. */
    synchronized void write(byte[] line) throws IOException {
        stream.write(line);
        stream.flush();
    }

    /** Something will be written, or will turn out not to be. */
    void await() {
        synchronized (state) {
            awaited++;
        }
    }

    /** One thing less is awaited. */
    void settle() {
        synchronized (state) {
            awaited--;
        }
        closeIfDone();
    }

    /** The client says no more. */
    void end() {
        synchronized (state) {
            ended = true;
        }
        closeIfDone();
    }

    private void closeIfDone() {
        synchronized (state) {
            if (!ended || awaited > 0) {
                return;
            }
        }
        Quietly.close(stream);
    }
}
