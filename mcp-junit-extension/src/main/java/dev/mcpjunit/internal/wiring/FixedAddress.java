/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wiring;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.internal.FaultPlan;
import dev.mcpjunit.fault.internal.http.Stubs;
import dev.mcpjunit.server.internal.StartedServer;
import dev.mcpjunit.traffic.internal.TrafficRecorder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * An address that stays the same while what it leads to changes: the proxy of the test that runs, or a proxy that does
 * nothing. When it changes, open connections end, so that clients connect anew. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FixedAddress implements AutoCloseable {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int BUFFER = 16 * 1024;

    private final FaultProxy plain;
    private final String server;
    private final TrafficRecorder betweenTests;
    private final ServerSocket listener;
    private final URI uri;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads;
    private URI target;
    private String user = "";
    /** The recorder of the current or the last test. */
    private @Nullable TrafficRecorder lastTest;

    private FixedAddress(String server, FaultProxy plain, URI target, TrafficRecorder betweenTests) throws IOException {
        this.plain = plain;
        this.server = server;
        this.betweenTests = betweenTests;
        this.target = target;
        this.listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        this.uri = URI.create("http://localhost:" + listener.getLocalPort() + target.getRawPath());
        this.threads = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "mcp-junit address of " + server);
            thread.setDaemon(true);
            return thread;
        });
        threads.execute(this::accept);
    }

    /**
     * Open an address.
     *
     * @throws IllegalStateException if the server does not listen on HTTP
     */
    public static FixedAddress open(ServerHandle handle) {
        StartedServer server = handle.server();
        if (!(server.endpoint() instanceof McpEndpoint.Http)) {
            throw new IllegalStateException(
                    "Server '" + server.name() + "' has no address: it runs on standard input and"
                            + " output. Let it listen on HTTP: transport = STREAMABLE_HTTP.");
        }
        var recorder = new TrafficRecorder(handle.tape().proxies());
        FaultProxy plain = FaultProxies.start(server, new FaultPlan(), recorder, Stubs.NONE, act -> {});
        try {
            return new FixedAddress(server.name(), plain, plain.endpoint().httpUri(), recorder);
        } catch (IOException failure) {
            plain.close();
            throw new UncheckedIOException("Cannot listen on loopback for server '" + server.name() + "'", failure);
        }
    }

    /** Where clients connect. */
    public URI uri() {
        return uri;
    }

    /**
     * Lead to the proxy of a test.
     *
     * @param test the test's name, for messages
     * @throws IllegalStateException if another test uses the address
     */
    public synchronized Runnable leadTo(URI proxy, String test) {
        if (!user.isEmpty()) {
            throw new IllegalStateException("The tests " + user + " and " + test + " run at the same time and share the"
                    + " address " + uri + ", so their faults and traffic cannot be kept apart."
                    + " Run the tests of the class one after the other: @Execution(ExecutionMode.SAME_THREAD).");
        }
        change(proxy, test);
        return this::leadBack;
    }

    private synchronized void leadBack() {
        change(plain.endpoint().httpUri(), "");
        if (lastTest != null) {
            betweenTests.addEarlier(server, lastTest);
        }
    }

    /** Let the recorder of a test know what the clients of the address have shown before the test. */
    synchronized void tell(TrafficRecorder test) {
        test.addEarlier(server, betweenTests);
        lastTest = test;
    }

    private synchronized void change(URI to, String by) {
        target = to;
        user = by;
        open.forEach(FixedAddress::close);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                threads.execute(() -> connect(client));
            } catch (IOException | RejectedExecutionException closed) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        var server = new Socket();
        try {
            // A change of the target must find both, or happen before.
            synchronized (this) {
                open.add(client);
                open.add(server);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                server.connect(new InetSocketAddress(target.getHost(), target.getPort()), CONNECT_MILLIS);
            }
            threads.execute(() -> pump(server, client));
            pump(client, server);
        } catch (IOException | RejectedExecutionException gone) {
            close(client);
            close(server);
            open.remove(client);
            open.remove(server);
        }
    }

    /** Pass on what comes until it ends, and then that it has ended. A reset is passed on as one. */
    private void pump(Socket from, Socket to) {
        var buffer = new byte[BUFFER];
        try {
            for (int count = from.getInputStream().read(buffer);
                    count >= 0;
                    count = from.getInputStream().read(buffer)) {
                to.getOutputStream().write(buffer, 0, count);
            }
            to.shutdownOutput();
            if (from.isOutputShutdown()) {
                end(from, to);
            }
        } catch (IOException broken) {
            reset(from);
            reset(to);
            end(from, to);
        }
    }

    private void end(Socket one, Socket other) {
        close(one);
        close(other);
        open.remove(one);
        open.remove(other);
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException closed) {
            // It is gone already.
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // It is gone already.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException closed) {
            // No client can connect any more, which is the purpose.
        }
        open.forEach(FixedAddress::close);
        threads.shutdownNow();
        plain.close();
    }
}
