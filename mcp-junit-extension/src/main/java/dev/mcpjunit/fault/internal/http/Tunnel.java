/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.channels.SocketChannel;

/** A tunnel through an HTTP proxy, for a server that is reached by HTTPS. */
final class Tunnel {

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
