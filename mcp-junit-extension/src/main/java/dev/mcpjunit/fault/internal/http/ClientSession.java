/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.fault.Cut;
import dev.mcpjunit.fault.internal.Act;
import dev.mcpjunit.fault.internal.Quietly;
import dev.mcpjunit.fault.internal.Script;
import dev.mcpjunit.fault.internal.Scripts;
import dev.mcpjunit.fault.internal.http.PeerGoneException.Side;
import dev.mcpjunit.json.JsonObject;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.channels.SocketChannel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One connection of the client, from its acceptance to its end: one request after the other. */
final class ClientSession {

    /** Larger requests are passed on without a look at what they say. */
    private static final int BODY_LIMIT = 64 * 1024 * 1024;

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1);

    /** How long a client may take to close its side after ours has ended. */
    private static final int GOODBYE_MILLIS = 1_000;

    private final HttpProxyConfig config;
    private final OpenConnections open;
    private final SocketChannel channel;
    private final int number;
    private final String scheme;
    private final Upstream upstream;
    private final LegacyStreams legacy;

    ClientSession(
            HttpProxyConfig config,
            OpenConnections open,
            SocketChannel channel,
            int number,
            String scheme,
            LegacyStreams legacy) {
        this.config = config;
        this.open = open;
        this.channel = channel;
        this.number = number;
        this.scheme = scheme;
        this.legacy = legacy;
        this.upstream = new Upstream(config, open);
    }

    /**
     * Serve the client until one side ends the connection.
     *
     * @param script what shall happen to the connection itself
     */
    void run(Script script) {
        try {
            Connection client = open.add(new Connection(Side.CLIENT, channel, null));
            try {
                if (script != Scripts.NONE) {
                    cut(client, script);
                } else {
                    serve(client);
                }
            } finally {
                open.close(client);
            }
        } catch (IOException gone) {
            // The client is gone.
        } finally {
            upstream.close();
            Quietly.close(channel);
        }
    }

    /** End a new connection, or never answer on it. */
    private static void cut(Connection client, Script script) throws IOException {
        for (Act act : script.open(JsonObject.EMPTY).acts()) {
            if (act instanceof Act.End end) {
                switch (end.cut()) {
                    case RESET -> client.reset();
                    case CLOSE -> client.endOutput();
                    case HANG -> client.awaitGone();
                }
            }
        }
        client.awaitEnd(GOODBYE_MILLIS);
    }

    private void serve(Connection client) throws IOException {
        boolean goesOn = true;
        while (goesOn) {
            try {
                RequestHead head = readHead(client);
                if (head == null) {
                    return;
                }
                goesOn = serve(client, head);
            } catch (ProtocolException noHttp) {
                refuse(client, 400, String.valueOf(noHttp.getMessage()));
                goesOn = false;
            }
        }
        client.endOutput();
        client.awaitEnd(GOODBYE_MILLIS);
    }

    /** Say what is wrong with a request that cannot be passed on. */
    private static void refuse(Connection client, int status, String why) throws IOException {
        byte[] body = ("The proxy of mcp-junit: " + why + "\n").getBytes(UTF_8);
        Headers headers = Headers.of(Map.of("Content-Type", "text/plain; charset=utf-8"));
        new ClientResponse(client, Tracked.NOTHING, Framing.CLOSES).whole(ResponseHead.of(status, headers), body);
    }

    private @Nullable RequestHead readHead(Connection client) throws IOException {
        var reader = new HeadReader();
        while (!reader.isComplete()) {
            if (!client.hasBytes() && client.fill(0) < 0) {
                return null;
            }
            client.takenTo(reader.feed(client.buffer(), client.position(), client.limit()));
        }
        return RequestHead.parse(reader.text());
    }

    private boolean serve(Connection client, RequestHead head) throws IOException {
        if (!head.version().equals("HTTP/1.1") && !head.isHttp10()) {
            refuse(client, 505, "clients must speak HTTP/1.1 or HTTP/1.0, but this one speaks " + head.version());
            return false;
        }
        if (head.headers().lists("Expect", "100-continue")) {
            client.write(CONTINUE);
        }
        RequestBody body = RequestBody.read(client, head, BODY_LIMIT);
        String host = head.headers().first("Host").orElse("localhost");
        var request = new ClientRequest(head, body, scheme + "://" + host);
        client.beginExchange();
        var handler = new RequestHandler(config, client, upstream, request, number, legacy);
        try {
            return handler.handle();
        } catch (PeerGoneException gone) {
            if (gone.side() == Side.SERVER && gone.how() == Cut.RESET) {
                client.reset();
            }
            return false;
        }
    }
}
