/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import dev.mcpjunit.authorization.internal.TokenHeaders;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.model.ImageIdentity;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.internal.ServerLog;
import dev.mcpjunit.server.internal.StartedServer;
import dev.mcpjunit.server.internal.process.Guard;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/** A container that listens on HTTP. */
final class ContainerServer implements StartedServer {

    private static final String MARK = "dev.mcpjunit.container";

    /** The last lines of a log, and the news of an end, come a moment after the end. */
    private static final long NEWS_ARRIVE_MILLIS = 300;

    private final ServerSpec spec;
    private final TokenHeaders headers;
    private final GenericContainer<?> container;
    private final int port;
    private final Optional<ImageIdentity> image;
    private final ServerLog log = new ServerLog();
    private final boolean ours;
    private final ContainerNetworks networks = new ContainerNetworks();
    private final AtomicInteger restarts = new AtomicInteger();
    private volatile ContainerExit exit;
    private String guarded = "";
    private volatile @Nullable String lastPort;

    private ContainerServer(
            ServerSpec spec,
            GenericContainer<?> container,
            int port,
            Optional<ImageIdentity> image,
            boolean ours,
            ContainerExit exit) {
        this.spec = spec;
        this.headers = new TokenHeaders(spec.headers());
        this.container = container;
        this.port = port;
        this.image = image;
        this.ours = ours;
        this.exit = exit;
    }

    /** Start a container, and stop it in the end. */
    static ContainerServer start(
            ServerSpec spec, GenericContainer<?> container, int port, Optional<ImageIdentity> image) {
        String mark = UUID.randomUUID().toString();
        container.withLabel(MARK, mark);
        String guarded = Guard.containers(Images.dockerHost(), MARK, mark);
        var server = new ContainerServer(spec, container, port, image, true, ContainerExit.ofLabel(MARK, mark));
        server.guarded = guarded;
        server.start();
        return server;
    }

    /** Look at a container that runs already, and leave it running. */
    static ContainerServer running(ServerSpec spec, GenericContainer<?> container, int port) {
        return new ContainerServer(
                spec, container, port, Optional.empty(), false, ContainerExit.ofContainer(container.getContainerId()));
    }

    private void start() {
        container.waitingFor(new ReadyIsForOthersToTell());
        container.withLogConsumer(
                frame -> frame.getUtf8StringWithoutLineEnding().lines().forEach(log::add));
        // Testcontainers waits several seconds for the ports of a container that has already ended.
        CompletableFuture<Void> started = startAside();
        try {
            CompletableFuture.anyOf(started, exit.code()).get();
            if (exit.code().isDone()) {
                throw new ServerStartException(exitReport().orElse(""), null);
            }
        } catch (InterruptedException interrupted) {
            stop();
            Thread.currentThread().interrupt();
            throw new ServerStartException(
                    "Interrupted while starting the container of server '" + spec.name() + "'", interrupted);
        } catch (ExecutionException failed) {
            String message = death().orElseGet(() -> "Server '" + spec.name() + "': the container of "
                    + spec.source().describe() + " cannot be started: " + Images.rootCause(failed)
                    + (log.lines().isEmpty() ? "" : "\n" + log.lastLines("log")));
            stop();
            throw new ServerStartException(message, failed.getCause());
        } catch (ServerStartException dead) {
            stop();
            throw dead;
        }
    }

    /** What shows that a container has ended may be seen before the event of its end has come. */
    private Optional<String> death() {
        String id = container.getContainerId();
        if (id == null) {
            return Optional.empty();
        }
        exit.look(id);
        return exitReport();
    }

    private CompletableFuture<Void> startAside() {
        return CompletableFuture.runAsync(container::start, task -> {
            var thread = new Thread(task, "mcp-junit container of " + spec.name());
            thread.setDaemon(true);
            thread.start();
        });
    }

    private static DockerClient client() {
        return Images.client();
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public McpEndpoint.Http endpoint() {
        return headers.at(URI.create("http://" + container.getHost() + ":" + mappedPort() + spec.path()));
    }

    /** Asked anew each time: Docker gives a container another port when it is started again. */
    private String mappedPort() {
        Ports.Binding[] bindings = client().inspectContainerCmd(container.getContainerId())
                .exec()
                .getNetworkSettings()
                .getPorts()
                .getBindings()
                .get(ExposedPort.tcp(port));
        String mapped = bindings == null || bindings.length == 0 ? lastPort : bindings[0].getHostPortSpec();
        if (mapped == null) {
            throw new ServerStartException(
                    death().orElseGet(() -> "Server '" + spec.name() + "': port " + port
                            + " of its container is not published. Does it still run?"),
                    null);
        }
        lastPort = mapped;
        return mapped;
    }

    @Override
    public List<String> log() {
        return ours ? log.lines() : container.getLogs().lines().toList();
    }

    /** Of a container of the user, only Docker keeps the log, and it has another clock. */
    @Override
    public List<ServerLog.Line> logSince(long nanoTime) {
        return log.since(nanoTime);
    }

    @Override
    public boolean isAlive() {
        return !exit.code().isDone();
    }

    @Override
    public OptionalInt exitCode() {
        return isAlive() ? OptionalInt.empty() : OptionalInt.of(exit.code().join());
    }

    @Override
    public void kill() {
        command(() -> client().killContainerCmd(container.getContainerId()).exec());
    }

    @Override
    public void restart() {
        command(() -> client().restartContainerCmd(container.getContainerId())
                .withTimeout(1)
                .exec());
        ContainerExit old = exit;
        exit = ContainerExit.ofContainer(container.getContainerId());
        old.close();
        restarts.incrementAndGet();
    }

    @Override
    public int restarts() {
        return restarts.get();
    }

    @Override
    public void pause() {
        command(() -> client().pauseContainerCmd(container.getContainerId()).exec());
    }

    @Override
    public void resume() {
        command(() -> client().unpauseContainerCmd(container.getContainerId()).exec());
    }

    @Override
    public void disconnect() {
        command(() -> networks.disconnect(container.getContainerId()));
    }

    @Override
    public void reconnect() {
        command(() -> networks.reconnect(container.getContainerId()));
    }

    private void command(Runnable docker) {
        try {
            docker.run();
        } catch (DockerException refused) {
            throw new IllegalStateException(
                    "Server '" + spec.name() + "': Docker refused: " + refused.getMessage(), refused);
        }
    }

    @Override
    public CompletableFuture<Void> end() {
        return exit.code().thenApply(code -> null);
    }

    @Override
    public Optional<String> exitReport() {
        try {
            int code = exit.code().get(NEWS_ARRIVE_MILLIS, TimeUnit.MILLISECONDS);
            return Optional.of("The container of server '" + spec.name() + "' has ended with exit code " + code + ". "
                    + wholeLog().lastLines("log"));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException lives) {
            return Optional.empty();
        }
    }

    /** What was followed so far may lack the last lines; Docker has them as long as it has the container. */
    private ServerLog wholeLog() {
        try {
            var whole = new ServerLog();
            container.getLogs().lines().forEach(whole::add);
            return whole;
        } catch (RuntimeException removed) {
            return log;
        }
    }

    @Override
    public Optional<ImageIdentity> image() {
        return image;
    }

    @Override
    public void close() {
        if (ours) {
            stop();
        } else {
            exit.close();
        }
    }

    /** Docker cannot be asked on an interrupted thread, and the container has to go all the same. */
    private void stop() {
        boolean interrupted = Thread.interrupted();
        try {
            container.stop();
            Guard.released(guarded);
        } finally {
            exit.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ready is a server that answers {@code initialize}, and an open port says nothing about that. */
    private static final class ReadyIsForOthersToTell extends AbstractWaitStrategy {
        @Override
        protected void waitUntilReady() {
            // Nothing to wait for here.
        }
    }
}
