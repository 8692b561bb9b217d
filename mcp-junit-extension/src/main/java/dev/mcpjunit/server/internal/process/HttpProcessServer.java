/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.process;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.server.internal.ServerLog;
import dev.mcpjunit.server.internal.StartedServer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apiguardian.api.API;

/** A command that listens on HTTP. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HttpProcessServer implements StartedServer {

    /** A connection breaks a moment before the system reports the end of the process at its other side. */
    private static final long DEATH_SHOWS_MILLIS = 200;

    private final String name;
    private final McpEndpoint.Stdio command;
    private final McpEndpoint.Http endpoint;
    private final ServerLog log = new ServerLog();
    private final Runnable afterStop;
    private ServerProcess process;
    private int restarts;

    /**
     * Start the process.
     *
     * @param afterStop what is left to do when it has been stopped
     */
    HttpProcessServer(String name, McpEndpoint.Stdio command, McpEndpoint.Http endpoint, Runnable afterStop) {
        this.name = name;
        this.command = command;
        this.endpoint = endpoint;
        this.afterStop = afterStop;
        this.process = start();
    }

    private ServerProcess start() {
        ServerProcess started = ServerProcess.start(name, command, log);
        CompletableFuture<Void> unused = started.readOutput(log::add);
        return started;
    }

    private synchronized ServerProcess process() {
        return process;
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
    public List<ServerLog.Line> logSince(long nanoTime) {
        return log.since(nanoTime);
    }

    @Override
    public List<String> log() {
        return log.lines();
    }

    @Override
    public Set<ProcessHandle> processes() {
        ServerProcess current = process();
        return current.isAlive() ? Set.of(current.handle()) : Set.of();
    }

    @Override
    public OptionalLong residentBytes() {
        return process().residentBytes();
    }

    @Override
    public OptionalLong loggedCharacters() {
        return OptionalLong.of(log.written());
    }

    @Override
    public boolean isAlive() {
        return process().isAlive();
    }

    @Override
    public OptionalInt exitCode() {
        return process().exitCode();
    }

    @Override
    public void kill() {
        process().kill();
    }

    @Override
    public synchronized void restart() {
        process.terminate();
        process = start();
        restarts++;
    }

    @Override
    public synchronized int restarts() {
        return restarts;
    }

    @Override
    public void pause() {
        process().pause();
    }

    @Override
    public void resume() {
        process().resume();
    }

    @Override
    public CompletableFuture<Void> end() {
        return process().exit().thenApply(code -> null);
    }

    @Override
    public Optional<String> exitReport() {
        ServerProcess current = process();
        try {
            current.exit().get(DEATH_SHOWS_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            // Whoever stops waiting has not seen the process end.
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException lives) {
            return Optional.empty();
        }
        return Optional.of("Server '" + name + "' has ended. " + current.exitReport());
    }

    @Override
    public void close() {
        process().terminate();
        afterStop.run();
    }
}
