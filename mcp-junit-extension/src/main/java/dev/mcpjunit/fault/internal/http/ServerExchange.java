/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.internal.http.PeerGoneException.Side;
import dev.mcpjunit.internal.framing.ContentDecoder;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ProtocolException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/** One request on its way to the server, and the response on its way back. */
final class ServerExchange implements Closeable {

    /** How often to look whether the client is still there, while the server is silent. */
    private static final int LOOK_MILLIS = 100;

    private static final long FINISH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Connection client;
    private final Upstream upstream;
    private final Route route;
    private final Connection server;
    private final String method;
    private final String target;
    private final boolean drains;
    private BodyDecoder body = new SizedBody(0);
    private boolean reusable;
    private boolean lastRequest;
    private Task idle = () -> {};
    private @Nullable ContentDecoder decoder;

    /** Something to do now and then, while the server is silent. */
    @FunctionalInterface
    interface Task {
        void run() throws IOException;
    }

    private ServerExchange(
            Connection client, Upstream upstream, Route route, Connection server, RequestHead asked, boolean drains) {
        this.client = client;
        this.upstream = upstream;
        this.route = route;
        this.server = server;
        this.method = asked.method();
        this.target = asked.target();
        this.drains = drains;
    }

    /**
     * Send a request on.
     *
     * @param drains whether the server may finish when the client is gone, rather than lose its connection too
     */
    static ServerExchange send(
            ClientRequest request, Connection client, Upstream upstream, Map<String, String> changes, boolean drains)
            throws IOException {
        McpEndpoint.Http endpoint = upstream.endpoint();
        RequestHead head = Forwarding.toServer(
                request.head(),
                request.body().length(),
                endpoint,
                new Origins(endpoint.uri(), request.proxyOrigin()),
                changes);
        Route route = Route.to(endpoint.uri());
        byte[] bytes = (route.needsWholeAddress() ? head.toProxy(endpoint.uri()) : head).print();
        @Nullable Connection server = upstream.reuse(route);
        if (server != null) {
            try {
                request.body().sendTo(server, bytes);
            } catch (PeerGoneException gone) {
                upstream.close(server);
                if (gone.side() == Side.CLIENT || !request.body().isWhole()) {
                    throw gone;
                }
                // The connection did not take all of the request, so it cannot have been executed.
                server = null;
            }
        }
        if (server == null) {
            server = upstream.connect(route);
            try {
                request.body().sendTo(server, bytes);
            } catch (PeerGoneException gone) {
                upstream.close(server);
                throw gone;
            }
        }
        return new ServerExchange(client, upstream, route, server, request.head(), drains);
    }

    void whenIdle(Task task) {
        idle = task;
    }

    /** The path and query that the client has asked for. */
    String target() {
        return target;
    }

    /** The address that the request went to. */
    URI uri() {
        return route.server();
    }

    /** Wait for the head of the response. */
    ResponseHead head() throws IOException {
        try {
            ResponseHead head;
            do {
                var reader = new HeadReader();
                while (!reader.isComplete()) {
                    if (!server.hasBytes() && !await()) {
                        throw new PeerGoneException(Side.SERVER, Cut.CLOSE, null);
                    }
                    server.takenTo(reader.feed(server.buffer(), server.position(), server.limit()));
                }
                head = ResponseHead.parse(reader.text());
            } while (head.isInterim());
            body = BodyDecoder.of(head, method);
            reusable = head.keepsAlive();
            return head;
        } catch (ProtocolException noHttp) {
            throw new PeerGoneException(Side.SERVER, Cut.RESET, noHttp);
        }
    }

    /** Decode the body, if it is compressed in a way that is known. */
    ResponseHead decoded(ResponseHead head) {
        String encoding = head.headers().first("Content-Encoding").orElse("");
        decoder = head.isPlain() ? null : ContentDecoder.of(encoding).orElse(null);
        return decoder == null ? head : head.with(head.headers().without(Set.of("content-encoding")));
    }

    private void decode(ContentDecoder by, byte[] bytes, int from, int to, ByteSink content) throws IOException {
        try {
            by.feed(bytes, from, to, piece -> {
                try {
                    content.accept(piece, 0, piece.length);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        } catch (DataFormatException notEncoded) {
            throw new ProtocolException("The body is not encoded as it says: " + notEncoded.getMessage());
        }
    }

    /** Whether the body ends only with the connection. */
    boolean endsWithConnection() {
        return body instanceof BodyUntilClose;
    }

    boolean isComplete() {
        return body.isComplete();
    }

    /** Whether more of the body is here already. */
    boolean hasBytes() {
        return server.hasBytes();
    }

    /**
     * Take what comes next of the body, and wait for it if need be.
     *
     * @param raw takes the bytes as they are, after the content has been looked at
     */
    void next(ByteSink content, ByteSink raw) throws IOException {
        if (!server.hasBytes() && !await()) {
            if (!(body instanceof BodyUntilClose untilClose)) {
                throw new PeerGoneException(Side.SERVER, Cut.CLOSE, null);
            }
            untilClose.close();
            reusable = false;
            return;
        }
        int from = server.position();
        int end;
        ContentDecoder by = decoder;
        ByteSink sink = by == null ? content : (bytes, start, to) -> decode(by, bytes, start, to, content);
        try {
            end = body.feed(server.buffer(), from, server.limit(), sink);
        } catch (ProtocolException noHttp) {
            throw new PeerGoneException(Side.SERVER, Cut.RESET, noHttp);
        }
        raw.accept(server.buffer(), from, end);
        server.takenTo(end);
    }

    /** Let the server say the rest, for a while: so that it has finished, whatever the client gets to see. */
    void finish(ByteSink content) throws IOException {
        long end = System.nanoTime() + FINISH_NANOS;
        try {
            while (!isComplete() && System.nanoTime() - end < 0) {
                if (server.hasBytes() || server.fill(LOOK_MILLIS) != 0) {
                    next(content, ByteSink.NOWHERE);
                }
            }
        } catch (PeerGoneException gone) {
            // It has said what matters.
        }
    }

    /**
     * Wait for bytes of the server as long as the client is there.
     *
     * @return whether some came; false at the end of the connection
     */
    private boolean await() throws IOException {
        while (true) {
            int count = server.fill(LOOK_MILLIS);
            if (!drains && client.isGone()) {
                throw new PeerGoneException(Side.CLIENT, Cut.CLOSE, null);
            }
            if (!drains && client.isEnded() && server.endPlainOutput()) {
                // The server sees what it would see without the proxy: the client sends nothing more.
                lastRequest = true;
            }
            if (count != 0) {
                return count > 0;
            }
            idle.run();
        }
    }

    /** Let the connection be used again if it can be; end it otherwise. */
    @Override
    public void close() {
        if (decoder != null) {
            decoder.close();
        }
        if (reusable && !lastRequest && body.isComplete() && !server.hasBytes()) {
            upstream.release(server, route);
        } else {
            upstream.close(server);
        }
    }
}
