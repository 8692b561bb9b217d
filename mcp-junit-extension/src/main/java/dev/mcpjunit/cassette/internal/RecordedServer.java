/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.model.ImageIdentity;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.server.internal.StartedServer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A real server on HTTP behind the proxy that records it. */
record RecordedServer(StartedServer real, McpEndpoint.Http endpoint, TapeRecorder tape, Runnable afterStop)
        implements StartedServer {

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public CompletableFuture<Void> end() {
        return real.end();
    }

    @Override
    public Optional<String> exitReport() {
        return real.exitReport();
    }

    @Override
    public List<String> log() {
        return real.log();
    }

    @Override
    public OptionalInt exitCode() {
        return real.exitCode();
    }

    @Override
    public int restarts() {
        return real.restarts();
    }

    @Override
    public Optional<ImageIdentity> image() {
        return real.image();
    }

    @Override
    public Set<ProcessHandle> processes() {
        return real.processes();
    }

    @Override
    public OptionalLong residentBytes() {
        return real.residentBytes();
    }

    @Override
    public OptionalLong loggedCharacters() {
        return real.loggedCharacters();
    }

    @Override
    public boolean isAlive() {
        return real.isAlive();
    }

    @Override
    public void kill() {
        tape.killed();
        real.kill();
    }

    @Override
    public void restart() {
        real.restart();
        tape.restarted();
    }

    @Override
    public void pause() {
        real.pause();
    }

    @Override
    public void resume() {
        real.resume();
    }

    @Override
    public void disconnect() {
        real.disconnect();
    }

    @Override
    public void reconnect() {
        real.reconnect();
    }

    @Override
    public List<RunningServer> replicas() {
        return List.of(this);
    }

    @Override
    public void close() {
        afterStop.run();
    }
}
