/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;

/** A client that shows what is on the wire. No read waits for more than a bound against hangs. */
final class RawClient implements Closeable {

    static final int BOUND_MILLIS = 10_000;

    private final Socket socket;
    private final URI uri;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private int taken;

    RawClient(URI uri) throws IOException {
        this.uri = uri;
        this.socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(BOUND_MILLIS);
        socket.setTcpNoDelay(true);
    }

    RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
        return this;
    }

    RawClient post(String json) throws IOException {
        return send("POST " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                + "\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\nContent-Length: "
                + json.getBytes(UTF_8).length + "\r\n\r\n" + json);
    }

    /** Post a call on a connection that ends with its answer. */
    RawClient lastCall(int id, String tool) throws IOException {
        String json = request(id, tool);
        return send("POST " + uri.getPath() + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
                + json.length() + "\r\n\r\n" + json);
    }

    RawClient call(int id, String tool) throws IOException {
        return post(request(id, tool));
    }

    RawClient listen() throws IOException {
        return send("GET " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                + "\r\nAccept: text/event-stream\r\n\r\n");
    }

    static String request(int id, String tool) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":{}}}";
    }

    static String result(int id) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"ok\"}]}}";
    }

    /** Read until a text has come, and return all up to its end that was not returned before. */
    String readUntil(String text) {
        while (true) {
            String fresh = fresh();
            int at = fresh.indexOf(text);
            if (at >= 0) {
                String upTo = fresh.substring(0, at + text.length());
                taken += upTo.getBytes(UTF_8).length;
                return upTo;
            }
            try {
                int next = read();
                if (next < 0) {
                    throw new AssertionError("The connection ended before '" + text + "', after: " + fresh);
                }
            } catch (IOException broken) {
                throw new UncheckedIOException("Waiting for '" + text + "', after: " + fresh, broken);
            }
        }
    }

    /**
     * Read to the end, and return what was not returned before, followed by how it ended. A connection on which nothing
     * comes for a while is silent.
     */
    String readToEnd() throws IOException {
        return readToEnd(BOUND_MILLIS);
    }

    String readToEnd(int timeoutMillis) throws IOException {
        socket.setSoTimeout(timeoutMillis);
        try {
            while (read() >= 0) {
                // It is all kept.
            }
            return fresh() + "<EOF>";
        } catch (SocketTimeoutException silent) {
            return fresh() + "<SILENT>";
        } catch (SocketException reset) {
            return fresh() + "<RESET>";
        }
    }

    private String fresh() {
        byte[] all = received.toByteArray();
        return new String(all, taken, all.length - taken, UTF_8);
    }

    private int read() throws IOException {
        byte[] buffer = new byte[8_192];
        int count = socket.getInputStream().read(buffer);
        received.write(buffer, 0, Math.max(0, count));
        return count;
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
