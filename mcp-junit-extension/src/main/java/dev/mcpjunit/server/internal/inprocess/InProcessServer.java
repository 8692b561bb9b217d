/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.inprocess;

import dev.mcpjunit.authorization.internal.TokenHeaders;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.internal.time.BoundedCall;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.server.McpServerFactory.Started;
import dev.mcpjunit.server.internal.StartedServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A server in this JVM. Its code is the user's, so each step is bounded. */
final class InProcessServer implements StartedServer {

    private static final Duration STOP = Duration.ofSeconds(5);

    private final String name;
    private final McpServerFactory factory;
    private final TokenHeaders headers;
    private final Duration startBound;
    private final AtomicInteger restarts = new AtomicInteger();
    private @Nullable Started started;

    InProcessServer(String name, McpServerFactory factory, Map<String, String> headers, Duration startBound) {
        this.name = name;
        this.factory = factory;
        this.headers = new TokenHeaders(headers);
        this.startBound = startBound;
    }

    void start(Duration bound) {
        try {
            Started running = BoundedCall.run("mcp-junit starts " + name, bound, factory::start);
            synchronized (this) {
                started = running;
            }
        } catch (TimeoutException hangs) {
            throw new ServerStartException(
                    "Server '" + name + "' was not started in this JVM within " + Durations.print(startBound)
                            + ": its factory has not returned. Raise startupTimeout if it needs longer.",
                    hangs);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ServerStartException("Interrupted while starting server '" + name + "'", interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof ServerStartException said) {
                throw said;
            }
            throw new ServerStartException(
                    "Server '" + name + "' could not be started in this JVM: " + failed.getCause(), failed.getCause());
        }
    }

    private synchronized @Nullable Started started() {
        return started;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public McpEndpoint.Http endpoint() {
        Started current = started();
        if (current == null) {
            throw new IllegalStateException("Server '" + name + "' was stopped");
        }
        return headers.at(current.uri());
    }

    @Override
    public boolean isAlive() {
        return started() != null;
    }

    @Override
    public void kill() {
        close();
    }

    @Override
    public void restart() {
        close();
        start(startBound);
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
        return new IllegalStateException("Server '" + name + "' runs in this JVM and cannot be frozen. Run it as a"
                + " command or in a container to freeze it.");
    }

    @Override
    public void close() {
        Started last;
        synchronized (this) {
            last = started;
            started = null;
        }
        if (last != null) {
            stop(last);
        }
    }

    private void stop(Started last) {
        try {
            BoundedCall.run("mcp-junit stops " + name, STOP, () -> {
                last.stop().close();
                return true;
            });
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException hangs) {
            throw new IllegalStateException(
                    "Server '" + name + "' runs in this JVM and did not stop within " + Durations.print(STOP)
                            + ". Does the 'stop' of its factory wait for something?",
                    hangs);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(
                    "Server '" + name + "' failed to stop: " + failed.getCause(), failed.getCause());
        }
    }
}
