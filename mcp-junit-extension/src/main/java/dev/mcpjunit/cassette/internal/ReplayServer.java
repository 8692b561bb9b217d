/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.server.internal.StartedServer;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A server on HTTP that is replayed: it can be killed and restarted, and there is no process. Thread-safe. */
final class ReplayServer implements StartedServer {

    private final String name;
    private final Player player;
    private final String path;
    private final McpEndpoint.Http endpoint;
    private final AtomicInteger restarts = new AtomicInteger();
    private @Nullable HttpReplay replay;

    ReplayServer(String name, Player player, String path) {
        this.name = name;
        this.player = player;
        this.path = path;
        HttpReplay first = HttpReplay.listen(player, path, 0);
        this.replay = first;
        this.endpoint = first.endpoint();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public McpEndpoint.Http endpoint() {
        return endpoint;
    }

    @Override
    public synchronized boolean isAlive() {
        return replay != null;
    }

    @Override
    public void kill() {
        close();
    }

    @Override
    public synchronized void restart() {
        close();
        replay = HttpReplay.listen(player, path, endpoint.uri().getPort());
        restarts.incrementAndGet();
    }

    @Override
    public int restarts() {
        return restarts.get();
    }

    @Override
    public void pause() {
        throw cannotFreeze();
    }

    @Override
    public void resume() {
        throw cannotFreeze();
    }

    private IllegalStateException cannotFreeze() {
        return new IllegalStateException("Server '" + name + "' is replayed from a cassette and cannot be frozen. Use a"
                + " fault that delays answers, or run the real server: -Dmcp.cassette=record.");
    }

    @Override
    public synchronized void close() {
        if (replay != null) {
            replay.close();
            replay = null;
        }
    }
}
