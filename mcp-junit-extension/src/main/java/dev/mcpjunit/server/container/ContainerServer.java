/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.WaitResponse;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.server.ImageIdentity;
import dev.mcpjunit.server.ServerLog;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.StartedServer;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/** A container that listens on HTTP. */
final class ContainerServer implements StartedServer {

    private static final long DEATH_SHOWS_MILLIS = 300;

    private final String name;
    private final ServerSpec spec;
    private final GenericContainer<?> container;
    private final int port;
    private final Optional<ImageIdentity> image;
    private final boolean ours;
    private final ServerLog log = new ServerLog();
    private volatile CompletableFuture<Integer> exit = new CompletableFuture<>();

    /**
     * Look after a container.
     *
     * @param spec what the test asked for
     * @param container the container, configured
     * @param port the port inside it
     * @param image what it runs from, if known
     * @param ours whether to stop it in the end
     */
    ContainerServer(
            ServerSpec spec, GenericContainer<?> container, int port, Optional<ImageIdentity> image, boolean ours) {
        this.name = spec.name();
        this.spec = spec;
        this.container = container;
        this.port = port;
        this.image = image;
        this.ours = ours;
        if (!ours) {
            watch();
        }
    }

    void start() {
        container.waitingFor(new ReadyIsForOthersToTell());
        container.withLogConsumer(
                frame -> frame.getUtf8StringWithoutLineEnding().lines().forEach(log::add));
        try {
            container.start();
        } catch (RuntimeException failure) {
            String reason = Images.rootCause(failure);
            String words = log.lines().isEmpty() ? "" : "\n" + log.lastWords("log");
            stop();
            throw new ServerStartException(
                    "Server '" + name + "': the container of " + spec.source().describe() + " cannot be started: "
                            + reason + words,
                    failure);
        }
        watch();
    }

    /** Docker tells the end of a container when it happens; nothing has to be polled. */
    private void watch() {
        var ended = new CompletableFuture<Integer>();
        exit = ended;
        var callback = new ResultCallback.Adapter<WaitResponse>() {
            @Override
            public void onNext(WaitResponse response) {
                ended.complete(response.getStatusCode());
            }
        };
        client().waitContainerCmd(container.getContainerId()).exec(callback);
    }

    private static DockerClient client() {
        return Images.client();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public McpEndpoint.Http endpoint() {
        String address = "http://" + container.getHost() + ":" + container.getMappedPort(port) + spec.path();
        return new McpEndpoint.Http(URI.create(address), spec.headers());
    }

    @Override
    public List<String> log() {
        return ours ? log.lines() : container.getLogs().lines().toList();
    }

    @Override
    public boolean isAlive() {
        return !exit.isDone();
    }

    @Override
    public OptionalInt exitCode() {
        return exit.isDone() ? OptionalInt.of(exit.join()) : OptionalInt.empty();
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
        watch();
    }

    @Override
    public void pause() {
        command(() -> client().pauseContainerCmd(container.getContainerId()).exec());
    }

    @Override
    public void resume() {
        command(() -> client().unpauseContainerCmd(container.getContainerId()).exec());
    }

    private void command(Runnable docker) {
        try {
            docker.run();
        } catch (DockerException refused) {
            throw new IllegalStateException("Server '" + name + "': Docker refused: " + refused.getMessage(), refused);
        }
    }

    @Override
    public CompletableFuture<Void> end() {
        return exit.thenApply(code -> null);
    }

    @Override
    public Optional<String> obituary() {
        try {
            int code = exit.get(DEATH_SHOWS_MILLIS, TimeUnit.MILLISECONDS);
            return Optional.of("The container of server '" + name + "' has ended with exit code " + code + ". "
                    + log.lastWords("log"));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException lives) {
            return Optional.empty();
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
        }
    }

    /** Docker cannot be asked on an interrupted thread, and the container has to go all the same. */
    private void stop() {
        boolean interrupted = Thread.interrupted();
        try {
            container.stop();
        } finally {
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
