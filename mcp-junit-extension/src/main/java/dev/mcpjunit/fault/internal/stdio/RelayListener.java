/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.internal.Quietly;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Listens for the relays that clients start in place of a program, and serves each of them. Thread-safe. */
final class RelayListener implements AutoCloseable {

    /** Version 4, whatever the system prefers: the relay gets an address, not a name. */
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private static final int HELLO_MILLIS = 5_000;

    /** A server has five seconds to leave, see {@link dev.mcpjunit.server.internal.process.ServerProcess#stop()}. */
    private static final long CLOSE_MILLIS = 6_000;

    private final Service service;
    private final String token = UUID.randomUUID().toString();
    private final ServerSocket listener;
    private final RelayProgram program;
    private final McpEndpoint.Stdio endpoint;
    private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();
    private final Map<Long, CompletableFuture<Socket>> errorStreams = new ConcurrentHashMap<>();
    private final ExecutorService threads;
    private volatile boolean closed;

    /** Serves a client. */
    @FunctionalInterface
    interface Service {

        /**
         * Make the session of one client.
         *
         * @param command what the client wants to run
         * @param relay the process that the client has started
         * @param threads for what the session does at the same time
         */
        Session open(McpEndpoint.Stdio command, ProcessHandle relay, RelayLink client, ExecutorService threads);
    }

    /** What one client gets. */
    interface Session extends AutoCloseable {

        /** Serve the client until it has gone. */
        void run();

        @Override
        void close();
    }

    /**
     * Start to listen.
     *
     * @param server the name of the server, for the names of threads
     * @param upstream the command that clients would run otherwise
     */
    RelayListener(String server, McpEndpoint.Stdio upstream, Service service) throws IOException {
        this.service = service;
        this.program = new RelayProgram();
        this.listener = new ServerSocket(0, 50, InetAddress.getByAddress(LOOPBACK));
        this.endpoint = program.inPlaceOf(upstream, listener.getLocalPort(), token);
        this.threads = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "mcp-junit bridge of " + server);
            thread.setDaemon(true);
            return thread;
        });
        threads.execute(this::accept);
    }

    /** What clients run instead of the server. */
    public McpEndpoint.Stdio endpoint() {
        return endpoint;
    }

    private void accept() {
        while (!closed) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                threads.execute(() -> greet(socket));
            } catch (IOException | RejectedExecutionException over) {
                // Closed, or a client that left before it was accepted.
            }
        }
    }

    private void greet(Socket socket) {
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(HELLO_MILLIS);
            var input = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
            RelayGreeting hello = RelayGreeting.read(input, token);
            if (hello.command().isEmpty()) {
                errorStream(hello.pid()).complete(socket);
                return;
            }
            Socket errors = awaitErrorStream(hello.pid());
            socket.setSoTimeout(0);
            serve(
                    UndecodableText.recover(hello.command().get(), hello.pid()),
                    hello.pid(),
                    new RelayLink(socket, input, errors));
            open.remove(errors);
        } catch (IOException noRelay) {
            // Whoever it was wanted nothing of us.
        }
        if (open.remove(socket)) {
            Quietly.close(socket);
        }
    }

    private CompletableFuture<Socket> errorStream(long pid) {
        return errorStreams.computeIfAbsent(pid, first -> new CompletableFuture<>());
    }

    private Socket awaitErrorStream(long pid) throws IOException {
        try {
            return errorStream(pid).get(HELLO_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        } catch (ExecutionException | TimeoutException noSecondConnection) {
            throw new IOException(noSecondConnection);
        } finally {
            errorStreams.remove(pid);
        }
    }

    private void serve(McpEndpoint.Stdio command, long pid, RelayLink client) {
        var relay = ProcessHandle.of(pid);
        if (relay.isEmpty()) {
            client.close();
            return;
        }
        Session session = service.open(command, relay.get(), client, threads);
        open.add(session);
        try {
            session.run();
        } finally {
            open.remove(session);
        }
    }

    /** End all relays and their servers; returns when they have gone, within a few seconds. */
    @Override
    public void close() {
        closed = true;
        Quietly.close(listener);
        open.forEach(Quietly::close);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        Quietly.close(program);
    }

    /**
     * Words that a relay could not read. Some clients do not hand on the locale, and Java then takes the command line
     * and the working directory for ASCII; Linux shows both as they are.
     */
    private static final class UndecodableText {

        private static final String UNREADABLE = "\uFFFD";

        private UndecodableText() {}

        /** The command as the system has it, as far as the relay could not read it. */
        static McpEndpoint.Stdio recover(McpEndpoint.Stdio command, long pid) throws IOException {
            Path process = Path.of("/proc", Long.toString(pid));
            if (!Files.isDirectory(process)) {
                return command;
            }
            boolean words = command.command().stream().anyMatch(word -> word.contains(UNREADABLE));
            boolean directory = command.directory().toString().contains(UNREADABLE);
            return new McpEndpoint.Stdio(
                    words ? words(process, command.command().size()) : command.command(),
                    command.environment(),
                    directory ? process.resolve("cwd").toRealPath() : command.directory());
        }

        /** The last arguments of the relay's command line. */
        private static List<String> words(Path process, int count) throws IOException {
            String line = new String(Files.readAllBytes(process.resolve("cmdline")), UTF_8);
            List<String> all = Arrays.asList(line.split("\0", -1));
            // Each word ends with a NUL, so that after the last one stands nothing.
            int end = all.size() - 1;
            return all.subList(end - count, end);
        }
    }
}
