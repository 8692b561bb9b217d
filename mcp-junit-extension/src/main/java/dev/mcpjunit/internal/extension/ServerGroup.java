/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.internal.wiring.ServerHandle;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * The servers of one context. JUnit closes the values of a store one after the other. Some servers end slowly, so all
 * servers of the group are stopped concurrently and together take no longer than the slowest.
 */
final class ServerGroup {

    private final Map<ServerHandle, FutureTask<Void>> ends = new LinkedHashMap<>();
    private boolean closing;

    /** Add a server. Closing its entry stops it and the others of the group. */
    Entry add(ServerHandle handle) {
        var end = new FutureTask<Void>(handle::close, null);
        synchronized (this) {
            ends.put(handle, end);
        }
        return new Entry(this, handle, end);
    }

    private synchronized void closeAll() {
        if (closing) {
            return;
        }
        closing = true;
        ends.forEach((handle, end) -> {
            var thread = new Thread(end, "mcp-junit stops " + handle.spec().name());
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** Older releases of JUnit close one of these interfaces, newer ones the other. */
    @SuppressWarnings("deprecation")
    record Entry(ServerGroup group, ServerHandle handle, FutureTask<Void> end)
            implements Store.CloseableResource, AutoCloseable {

        @Override
        public void close() {
            group.closeAll();
            // A server that was added late has no thread.
            end.run();
            boolean interrupted = false;
            while (!end.isDone()) {
                interrupted |= awaitEnd();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            report();
            AllFailures.throwAll(RemainingMisses.of(handle));
        }

        private boolean awaitEnd() {
            try {
                end.get();
                return false;
            } catch (InterruptedException impatient) {
                return true;
            } catch (ExecutionException reported) {
                return false;
            }
        }

        private void report() {
            try {
                end.get();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof RuntimeException failure
                        ? failure
                        : new IllegalStateException(String.valueOf(failed.getCause()), failed.getCause());
            }
        }
    }
}
