/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Messages beyond those of the test, such as cancellations. They must not delay or hide what the test is about. */
final class Courtesies {

    /** How long sending one message may take. */
    static final Duration LONGEST = Duration.ofSeconds(1);

    private final String server;

    Courtesies(String server) {
        this.server = server;
    }

    /** Send something without waiting for it. */
    void quietly(Runnable addition) {
        CompletableFuture<Void> unused = aside(addition);
    }

    /** Send something before the test goes on, unless the server does not even read it. */
    void await(Runnable addition) {
        try {
            aside(addition).get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException unsent) {
            // The caller gets the timeout of its request, not this.
        }
    }

    private CompletableFuture<Void> aside(Runnable addition) {
        return CompletableFuture.runAsync(addition, task -> {
            var thread = new Thread(task, "mcp-junit cancels at " + server);
            thread.setDaemon(true);
            thread.start();
        });
    }
}
