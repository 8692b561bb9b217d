/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.process;

import dev.mcpjunit.internal.framing.LineSplitter;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;

/** Reads an output of a process line by line on a daemon thread. */
final class OutputReader {

    private OutputReader() {}

    /**
     * Read a stream to its end.
     *
     * @param name what is read, for the name of the thread
     * @return completes at the end of the stream, exceptionally if a line could not be processed
     */
    static CompletableFuture<Void> read(String name, InputStream from, LineSplitter splitter) {
        var end = new CompletableFuture<Void>();
        var thread = new Thread(
                () -> {
                    byte[] buffer = new byte[8192];
                    try (from) {
                        for (int n; (n = from.read(buffer)) >= 0; ) {
                            splitter.feed(buffer, 0, n);
                        }
                    } catch (IOException closed) {
                        // The process has ended. Its earlier lines were passed on.
                    } catch (RuntimeException | Error ours) {
                        end.completeExceptionally(ours);
                    } finally {
                        if (!end.isDone()) {
                            splitter.end();
                        }
                        end.complete(null);
                    }
                },
                "mcp-junit " + name);
        thread.setDaemon(true);
        thread.start();
        return end;
    }
}
