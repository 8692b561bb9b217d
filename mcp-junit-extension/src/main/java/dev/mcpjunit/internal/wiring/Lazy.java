/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wiring;

import dev.mcpjunit.failure.McpProtocolException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is made when it is first requested. A failure is remembered like a value, so that the next one does not
 * wait for it again; one that came from an interrupt says nothing about the next, and is forgotten.
 */
final class Lazy<T> {

    private final Supplier<T> maker;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable T value;
    private @Nullable RuntimeException failure;

    Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    T get() {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new McpProtocolException("Interrupted while waiting for another test to connect", interrupted);
        }
        try {
            if (failure != null) {
                throw failure;
            }
            if (value == null) {
                value = make();
            }
            return value;
        } finally {
            lock.unlock();
        }
    }

    private T make() {
        try {
            return maker.get();
        } catch (RuntimeException failed) {
            if (!Thread.currentThread().isInterrupted()) {
                failure = failed;
            }
            throw failed;
        }
    }

    void ifPresent(Consumer<T> action) {
        lock.lock();
        try {
            if (value != null) {
                action.accept(value);
            }
        } finally {
            lock.unlock();
        }
    }
}
