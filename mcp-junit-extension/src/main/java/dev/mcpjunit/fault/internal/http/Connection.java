/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.internal.CancellableWait;
import dev.mcpjunit.fault.internal.http.PeerGoneException.Side;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A connection to the client or to the server, with a buffer of what has been read from it. All trouble with it is a
 * {@link PeerGoneException} that names its side. For one thread, but for the ways to end it.
 */
final class Connection implements Closeable {

    private static final int BUFFER = 32 * 1024;
    private static final Duration FOREVER = Duration.ofDays(1);

    private final Side side;
    private final SocketChannel channel;
    private final @Nullable SSLSocket tls;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private boolean ended;
    private boolean outputEnded;
    private boolean answering;
    private @Nullable HalfClosed halfClosed;

    Connection(Side side, SocketChannel channel, @Nullable SSLSocket tls) throws IOException {
        this.side = side;
        this.channel = channel;
        this.tls = tls;
        Socket socket = tls == null ? channel.socket() : tls;
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /** The address of the other side. */
    String peer() {
        return String.valueOf(channel.socket().getInetAddress().getHostAddress());
    }

    /** Whether bytes have been read ahead and not consumed yet. */
    boolean hasBytes() {
        return position < limit;
    }

    byte[] buffer() {
        return buffer;
    }

    int position() {
        return position;
    }

    int limit() {
        return limit;
    }

    /** Say up to where the buffer has been taken. */
    void takenTo(int end) {
        position = end;
    }

    /**
     * Wait for bytes.
     *
     * @param millis how long; 0 for as long as it takes
     * @return how many came; 0 when the time was over, -1 at the end of the stream
     */
    int fill(int millis) throws PeerGoneException {
        if (!hasBytes()) {
            position = 0;
            limit = 0;
        }
        try {
            failIfInterrupted();
            socket().setSoTimeout(millis);
            int count = in.read(buffer, limit, buffer.length - limit);
            limit += Math.max(0, count);
            ended |= count < 0;
            return count;
        } catch (SocketTimeoutException notYet) {
            return 0;
        } catch (IOException broken) {
            throw new PeerGoneException(side, Cut.RESET, broken);
        }
    }

    private Socket socket() {
        return tls == null ? channel.socket() : tls;
    }

    /** Note that the answer to a request is still to be sent. */
    void beginExchange() {
        answering = false;
    }

    /**
     * Look whether the other side has closed or reset the connection. One that has only ended its output, and waits for
     * an answer of which nothing has been sent, is not gone.
     */
    boolean isGone() {
        if (!isEnded()) {
            return false;
        }
        if (halfClosed == null) {
            if (answering || tls != null || !channel.isOpen()) {
                return true;
            }
            halfClosed = HalfClosed.of(channel.socket());
        }
        // Urgent data among data that was not read yet would become part of it.
        return !channel.isOpen() || (!answering && halfClosed.isClosed());
    }

    /** Look, without waiting, whether nothing more comes from the other side. What it has sent is kept. */
    boolean isEnded() {
        if (!ended && limit < buffer.length) {
            try {
                ended = tls == null ? peek() < 0 : fill(1) < 0;
            } catch (IOException broken) {
                ended = true;
                answering = true;
            }
        }
        return ended;
    }

    private int peek() throws IOException {
        if (!hasBytes()) {
            position = 0;
            limit = 0;
        }
        channel.configureBlocking(false);
        try {
            int count = channel.read(ByteBuffer.wrap(buffer, limit, buffer.length - limit));
            limit += Math.max(0, count);
            return count;
        } finally {
            channel.configureBlocking(true);
        }
    }

    void write(byte[] bytes) throws PeerGoneException {
        write(bytes, 0, bytes.length);
    }

    void write(byte[] bytes, int from, int to) throws PeerGoneException {
        answering = true;
        try {
            failIfInterrupted();
            out.write(bytes, from, to - from);
            out.flush();
        } catch (IOException broken) {
            throw new PeerGoneException(side, Cut.RESET, broken);
        }
    }

    /**
     * Leave the closing of the channel to those who own it. The JDK closes the channel of an interrupted thread, and if
     * another thread closes it at the same time, the two can deadlock.
     */
    private static void failIfInterrupted() throws ClosedByInterruptException {
        if (Thread.currentThread().isInterrupted()) {
            throw new ClosedByInterruptException();
        }
    }

    /** Reset the connection: the other side sees an error, and what is still under way to it is lost. */
    void reset() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            channel.close();
        } catch (IOException closedAlready) {
            // It is gone, which is what was wanted.
        }
    }

    /**
     * Say that nothing more will come, as a server does that closes in order. The socket is closed later: closing it
     * while something of the other side is unread would reset the connection.
     */
    void endOutput() throws PeerGoneException {
        try {
            if (tls != null) {
                tls.shutdownOutput();
            }
            channel.shutdownOutput();
        } catch (IOException broken) {
            throw new PeerGoneException(side, Cut.RESET, broken);
        }
    }

    /** End the output of a plain connection, unless that has happened; the other side may still send. */
    boolean endPlainOutput() throws PeerGoneException {
        boolean ends = tls == null && !outputEnded;
        if (ends) {
            outputEnded = true;
            endOutput();
        }
        return ends;
    }

    /** Read and forget until the other side has closed or reset the connection, as long as it takes. */
    void awaitGone() {
        awaitEnd(0);
        try {
            boolean unused = new CancellableWait(() -> !isGone()).pause(FOREVER);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Read and forget until nothing more comes, or the time is over; 0 for as long as it takes. */
    void awaitEnd(int millis) {
        try {
            int count;
            do {
                position = limit;
                count = fill(millis);
            } while (count > 0);
        } catch (PeerGoneException gone) {
            // That is what was waited for.
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException closedAlready) {
            // It is gone, which is what was wanted.
        }
    }
}
