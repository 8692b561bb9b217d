/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.Selector.Target;
import dev.mcpjunit.fault.internal.FaultPlan;
import dev.mcpjunit.fault.internal.Medium;
import dev.mcpjunit.fault.internal.Quietly;
import dev.mcpjunit.fault.internal.Script;
import dev.mcpjunit.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apiguardian.api.API;

/**
 * Stands between any MCP client and a server that is reached by HTTP. Bytes pass unchanged and without delay, until a
 * fault is injected; everything is recorded either way.
 *
 * <p>Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HttpFaultProxy implements AutoCloseable {

    private static final long CLOSE_MILLIS = 900;

    private final HttpProxyConfig config;
    private final URI uri;
    private final Listener listener;
    private final OpenConnections open = new OpenConnections();
    private final LegacyStreams legacy = new LegacyStreams();
    private final AtomicInteger connections = new AtomicInteger();
    private final ExecutorService threads;
    private final Runnable stopListening;

    private HttpFaultProxy(HttpProxyConfig config) throws IOException {
        this.config = config;
        this.threads = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "mcp-junit proxy of " + config.server());
            thread.setDaemon(true);
            return thread;
        });
        String path = config.upstream().get().uri().getRawPath();
        this.listener = new Listener(InetAddress.getLoopbackAddress(), this::serve);
        this.uri = URI.create("http://localhost:" + listener.port() + path);
        this.stopListening = config.faults().listen(config.server(), this::accept);
    }

    /**
     * Start a proxy.
     *
     * @throws UncheckedIOException if it cannot listen
     */
    public static HttpFaultProxy start(HttpProxyConfig config) {
        try {
            return new HttpFaultProxy(config);
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "Cannot listen on loopback for the proxy of server '" + config.server() + "': "
                            + failure.getMessage(),
                    failure);
        }
    }

    /** Where clients connect. Headers and query that the server wants are added on the way, so it has none. */
    public McpEndpoint.Http endpoint() {
        return new McpEndpoint.Http(uri);
    }

    private void accept(FaultPlan.Accepting accepting) {
        try {
            switch (accepting) {
                case ALL -> listener.accept();
                case NONE -> {
                    config.traffic().noteClient();
                    listener.refuse();
                    open.resetAll();
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot listen at port " + listener.port() + " again", failure);
        }
    }

    private void serve(SocketChannel channel) {
        int number = connections.incrementAndGet();
        config.traffic().noteClient();
        // Here, and not on the connection's own thread: the first connection is the one that came first.
        Script script =
                config.faults().decide(Medium.HTTP, Target.CONNECTION, config.server(), JsonObject.EMPTY, words -> {});
        try {
            threads.execute(
                    () -> new ClientSession(config, open, channel, number, uri.getScheme(), legacy).run(script));
        } catch (RejectedExecutionException closed) {
            Quietly.close(channel);
        }
    }

    /** End all connections and everything that waits; returns within a second. */
    @Override
    public void close() {
        stopListening.run();
        Quietly.close(listener);
        threads.shutdownNow();
        open.closeAll();
        try {
            boolean unused = threads.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
