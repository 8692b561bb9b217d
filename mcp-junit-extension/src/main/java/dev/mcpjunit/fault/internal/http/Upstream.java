/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.internal.http.PeerGoneException.Side;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Connects to the server for one client. The last connection is used again when it is still good: a stale one would
 * show the client a fault that no test has asked for.
 */
final class Upstream {

    private static final int CONNECT_MILLIS = 10_000;

    /** Servers close idle connections after five seconds and more; well before that, they do not. */
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final HttpProxyConfig config;
    private final OpenConnections open;
    private @Nullable Connection idle;
    private @Nullable Route idleOn;
    private long idleSince;

    Upstream(HttpProxyConfig config, OpenConnections open) {
        this.config = config;
        this.open = open;
    }

    /** Where the server is now. */
    McpEndpoint.Http endpoint() throws PeerGoneException {
        try {
            return config.upstream().get();
        } catch (RuntimeException noServer) {
            throw new PeerGoneException(Side.SERVER, Cut.RESET, noServer);
        }
    }

    /** The last connection, if it takes the same way and the server has not closed it. */
    @Nullable
    Connection reuse(Route route) {
        Connection last = idle;
        idle = null;
        if (last == null) {
            return null;
        }
        boolean good = route.equals(idleOn)
                && System.nanoTime() - idleSince < IDLE_NANOS
                && !last.hasBytes()
                && !last.isEnded()
                && !last.hasBytes();
        if (good) {
            return last;
        }
        open.close(last);
        return null;
    }

    /** A connection whose exchange is complete. */
    void release(Connection connection, Route route) {
        idle = connection;
        idleOn = route;
        idleSince = System.nanoTime();
    }

    Connection connect(Route route) throws PeerGoneException {
        try {
            SocketChannel channel = connect(route.host(), route.port());
            try {
                if (route.needsTunnel()) {
                    Tunnel.open(channel, route);
                }
                return open.add(
                        new Connection(Side.SERVER, channel, route.isSecure() ? secured(channel, route) : null));
            } catch (IOException | RuntimeException failure) {
                channel.close();
                throw failure;
            }
        } catch (IOException unreachable) {
            throw new PeerGoneException(Side.SERVER, Cut.RESET, unreachable);
        }
    }

    private static SocketChannel connect(String host, int port) throws IOException {
        IOException failure = null;
        for (InetAddress address : InetAddress.getAllByName(host)) {
            SocketChannel channel = SocketChannel.open();
            try {
                channel.socket().connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
                return channel;
            } catch (IOException unreachable) {
                channel.close();
                failure = unreachable;
            }
        }
        throw failure == null ? new IOException("No address of " + host) : failure;
    }

    private SSLSocket secured(SocketChannel channel, Route route) throws IOException {
        try {
            var socket = (SSLSocket) config.trust()
                    .context()
                    .getSocketFactory()
                    .createSocket(channel.socket(), route.server().getHost(), route.serverPort(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IOException(impossible);
        }
    }

    void close(Connection connection) {
        open.close(connection);
    }

    void close() {
        Connection last = idle;
        idle = null;
        if (last != null) {
            open.close(last);
        }
    }

    /** A tunnel through an HTTP proxy, for a server that is reached by HTTPS. */
    private static final class Tunnel {

        private static final int ANSWER_MILLIS = 10_000;

        private Tunnel() {}

        /** Ask the proxy at the other end of a connection for a tunnel to the server. */
        static void open(SocketChannel channel, Route route) throws IOException {
            Socket socket = channel.socket();
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream().write(route.connectHead().getBytes(ISO_8859_1));
            ResponseHead head = readHead(socket.getInputStream());
            if (head.status() / 100 != 2) {
                throw new IOException("the HTTP proxy " + route.host() + ":" + route.port()
                        + " of the JVM's settings refused a tunnel with status " + head.status());
            }
            socket.setSoTimeout(0);
        }

        /** Byte by byte: what follows the head belongs to the server. */
        private static ResponseHead readHead(InputStream in) throws IOException {
            var reader = new HeadReader();
            var next = new byte[1];
            while (!reader.isComplete()) {
                if (in.read(next) < 0) {
                    throw new IOException("the HTTP proxy of the JVM's settings ended the connection");
                }
                reader.feed(next, 0, 1);
            }
            return ResponseHead.parse(reader.text());
        }
    }
}
