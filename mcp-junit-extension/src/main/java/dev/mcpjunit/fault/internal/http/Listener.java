/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Accepts connections at a port, or refuses them. While it refuses, a socket that is bound and does not listen keeps
 * the port from others, and the operating system refuses connections as it does where there is no server.
 */
final class Listener implements Closeable {

    private static final int BACKLOG = 1_024;
    private static final long STOP_MILLIS = 10_000;
    private static final long LOOK_NANOS = 1_000_000;
    private static final long MOST_NANOS = 50_000_000;
    private static final int PROBE_MILLIS = 1_000;

    private final Consumer<SocketChannel> connections;
    private final SocketChannel reserved;
    private final InetSocketAddress address;
    private @Nullable ServerSocketChannel accepting;
    private @Nullable Thread acceptor;

    Listener(InetAddress at, Consumer<SocketChannel> connections) throws IOException {
        this.connections = connections;
        this.reserved = SocketChannel.open();
        try {
            reserved.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            reserved.bind(new InetSocketAddress(at, 0));
            this.address = (InetSocketAddress) reserved.getLocalAddress();
            accept();
        } catch (IOException failure) {
            reserved.close();
            throw failure;
        }
    }

    int port() {
        return address.getPort();
    }

    /** Accept connections from now on. */
    synchronized void accept() throws IOException {
        if (accepting != null) {
            return;
        }
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(address, BACKLOG);
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
        accepting = channel;
        acceptor = new Thread(() -> acceptFrom(channel), "mcp-junit proxy at " + port());
        acceptor.setDaemon(true);
        acceptor.start();
    }

    private void acceptFrom(ServerSocketChannel channel) {
        while (channel.isOpen()) {
            try {
                connections.accept(channel.accept());
            } catch (IOException closedOrNobodyThere) {
                // Either the loop ends now, or a client left before it was accepted.
            }
        }
    }

    /** Refuse connections from now on; those that are open stay. */
    synchronized void refuse() {
        stop();
        awaitRefusal();
    }

    private void stop() {
        ServerSocketChannel channel = accepting;
        accepting = null;
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException failure) {
                throw new UncheckedIOException("Cannot stop listening at port " + port(), failure);
            }
            awaitAcceptor();
        }
    }

    /** The operating system goes on accepting until the thread that waits for connections has come back. */
    private void awaitAcceptor() {
        Thread thread = acceptor;
        if (thread == null) {
            return;
        }
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * For a moment, a process that is being started has a copy of each socket of this JVM. The operating system accepts
     * connections as long as one copy listens, and does not let another socket listen.
     */
    private void awaitRefusal() {
        boolean isInterrupted = Thread.interrupted();
        try {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MILLIS);
            long pause = LOOK_NANOS;
            while (isAccepting()) {
                if (System.nanoTime() - end > 0) {
                    throw new IllegalStateException("Port " + port() + " still accepts connections after "
                            + STOP_MILLIS + " ms, although nothing listens there: another process has a copy of the"
                            + " socket");
                }
                LockSupport.parkNanos(pause);
                pause = Math.min(2 * pause, MOST_NANOS);
            }
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean isAccepting() {
        try (var probe = new Socket()) {
            probe.connect(address, PROBE_MILLIS);
            return true;
        } catch (SocketTimeoutException full) {
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        stop();
        reserved.close();
    }
}
