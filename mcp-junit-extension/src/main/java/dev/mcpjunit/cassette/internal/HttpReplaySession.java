/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

import dev.mcpjunit.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One session over HTTP. What the server sends by itself goes to the stream that the client has opened for it, and
 * waits for that stream. Thread-safe.
 */
final class HttpReplaySession implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofHours(6);

    private static final int MOST_WAITING = 1_000;

    private final Replay replay;
    private final List<JsonObject> waiting = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable ReplayedEvents stream;

    HttpReplaySession(Player player) {
        this.replay = new Replay(player, this::unasked);
    }

    Replay replay() {
        return replay;
    }

    private synchronized void unasked(JsonObject message) {
        try {
            if (stream != null) {
                stream.send(message);
                return;
            }
        } catch (IOException gone) {
            stream = null;
        }
        if (waiting.size() < MOST_WAITING) {
            waiting.add(message);
        }
    }

    /** Serve the stream until the session ends. */
    void listen(ReplayedEvents events) throws IOException {
        synchronized (this) {
            stream = events;
            for (JsonObject message : waiting) {
                events.send(message);
            }
            waiting.clear();
        }
        try {
            boolean unused = closed.await(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        replay.close();
        closed.countDown();
    }
}
