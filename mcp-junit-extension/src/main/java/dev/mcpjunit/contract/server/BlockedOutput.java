/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

/** Blocks every write until it is opened, and discards what is written from then on. */
final class BlockedOutput extends OutputStream {

    private final CountDownLatch opened = new CountDownLatch(1);

    void open() {
        opened.countDown();
    }

    @Override
    public void write(int b) throws InterruptedIOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws InterruptedIOException {
        try {
            opened.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while output was blocked");
        }
    }
}
