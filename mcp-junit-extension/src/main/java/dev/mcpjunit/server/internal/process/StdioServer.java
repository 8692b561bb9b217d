/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.process;

import static java.util.stream.Collectors.toSet;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.model.ImageIdentity;
import dev.mcpjunit.server.internal.ServerLog;
import dev.mcpjunit.server.internal.StartedServer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.apiguardian.api.API;

/**
 * A server on standard input and output. Each client starts a process of its own, so there is none until a client
 * connects; this keeps track of those that the library started.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class StdioServer implements StartedServer {

    private final String name;
    private final McpEndpoint.Stdio endpoint;
    private final ServerLog log = new ServerLog();
    private final List<ServerProcess> processes = new CopyOnWriteArrayList<>();
    private final Optional<ImageIdentity> image;
    private final Runnable afterStop;

    /** Track the processes of one endpoint. */
    public StdioServer(String name, McpEndpoint.Stdio endpoint) {
        this(name, endpoint, Optional.empty(), () -> {});
    }

    /**
     * Track the processes of one endpoint that leads into containers.
     *
     * @param afterStop what is left to do when all processes have been stopped
     */
    public StdioServer(String name, McpEndpoint.Stdio endpoint, Optional<ImageIdentity> image, Runnable afterStop) {
        this.name = name;
        this.endpoint = endpoint;
        this.image = image;
        this.afterStop = afterStop;
    }

    /** Start a process for a client of ours. */
    public ServerProcess start(McpEndpoint.Stdio command) {
        ServerProcess process = ServerProcess.start(name, command, log);
        processes.add(process);
        return process;
    }

    /** Start a process in place of one that a client has started by itself. */
    public ServerProcess start(RelayedCommand command) {
        ServerProcess process = ServerProcess.start(name, command, log);
        processes.add(process);
        return process;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public McpEndpoint.Stdio endpoint() {
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
        return processes.stream()
                .filter(ServerProcess::isAlive)
                .map(ServerProcess::handle)
                .collect(toSet());
    }

    /** Of the processes that run; empty for those that only lead into containers. */
    @Override
    public OptionalLong residentBytes() {
        long[] known = image.isPresent()
                ? new long[0]
                : processes.stream()
                        .filter(ServerProcess::isAlive)
                        .map(ServerProcess::residentBytes)
                        .flatMapToLong(OptionalLong::stream)
                        .toArray();
        return known.length == 0
                ? OptionalLong.empty()
                : OptionalLong.of(LongStream.of(known).sum());
    }

    @Override
    public OptionalLong loggedCharacters() {
        return OptionalLong.of(log.written());
    }

    @Override
    public boolean isAlive() {
        return processes.stream().anyMatch(ServerProcess::isAlive);
    }

    @Override
    public OptionalInt exitCode() {
        return isAlive() || processes.isEmpty()
                ? OptionalInt.empty()
                : processes.get(processes.size() - 1).exitCode();
    }

    @Override
    public void kill() {
        processes.forEach(ServerProcess::kill);
    }

    @Override
    public void restart() {
        throw new IllegalStateException("Server '" + name + "' cannot be restarted: on standard input and output each"
                + " connection starts a process of its own. Use scope = METHOD for a fresh one in each test.");
    }

    @Override
    public void pause() {
        processes.forEach(ServerProcess::pause);
    }

    @Override
    public void resume() {
        processes.forEach(ServerProcess::resume);
    }

    @Override
    public Optional<ImageIdentity> image() {
        return image;
    }

    @Override
    public void close() {
        processes.forEach(ServerProcess::stop);
        afterStop.run();
    }
}
