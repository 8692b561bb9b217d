/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.endpoint.McpEndpoint;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.apiguardian.api.API;

/** Sends a message over a connection of its own, with headers that the client of the JDK refuses or changes. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RawPost {

    private static final int LONGEST_HEAD = 64 * 1024;

    private RawPost() {}

    /**
     * Send a message.
     *
     * @param headers their values; each character is sent as one byte
     */
    public static HttpReply send(McpEndpoint.Http endpoint, Map<String, String> headers, String body, Duration timeout)
            throws NoAnswerException, InterruptedException {
        return HttpExchanges.bounded(timeout, () -> {
            try (Socket socket = connect(endpoint.uri(), Math.toIntExact(timeout.toMillis()))) {
                OutputStream out = socket.getOutputStream();
                byte[] bytes = body.getBytes(UTF_8);
                out.write(head(endpoint, headers, bytes.length).getBytes(ISO_8859_1));
                out.write(bytes);
                out.flush();
                return read(socket.getInputStream());
            }
        });
    }

    private static Socket connect(URI uri, int timeout) throws IOException, NoSuchAlgorithmException {
        boolean isSecure = "https".equalsIgnoreCase(uri.getScheme());
        int standard = isSecure ? 443 : 80;
        int port = uri.getPort() < 0 ? standard : uri.getPort();
        var socket = new Socket();
        socket.connect(new InetSocketAddress(uri.getHost(), port), timeout);
        socket.setSoTimeout(timeout);
        if (!isSecure) {
            return socket;
        }
        var secure =
                (SSLSocket) SSLContext.getDefault().getSocketFactory().createSocket(socket, uri.getHost(), port, true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        return secure;
    }

    private static String head(McpEndpoint.Http endpoint, Map<String, String> headers, int length) {
        URI uri = endpoint.uri();
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var all = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        all.putAll(endpoint.headers());
        all.put("Host", uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()));
        all.put("Content-Length", String.valueOf(length));
        all.put("Connection", "close");
        var head = new StringBuilder("POST " + path + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
        head.append(" HTTP/1.1\r\n");
        all.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString();
    }

    private static HttpReply read(InputStream in) throws IOException {
        String status = line(in);
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = Math.max(0, line.indexOf(':'));
            headers.put(
                    line.substring(0, colon), List.of(line.substring(colon + 1).strip()));
        }
        var head = new HttpReply(code(status), HttpHeaders.of(headers, (name, value) -> !name.isEmpty()), "");
        boolean isChunked = head.headers()
                .firstValue("Transfer-Encoding")
                .filter("chunked"::equalsIgnoreCase)
                .isPresent();
        long length = head.headers().firstValueAsLong("Content-Length").orElse(Long.MAX_VALUE);
        return ReplyBody.upToResponse(head, isChunked ? new Chunks(in) : new Part(in, length), text -> {});
    }

    private static int code(String status) throws IOException {
        String[] parts = status.split(" ", 3);
        if (parts.length < 2 || !parts[1].matches("\\d{3}")) {
            throw new IOException("the answer is not HTTP: " + status);
        }
        return Integer.parseInt(parts[1]);
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0 || line.size() > LONGEST_HEAD) {
                throw new EOFException("the answer ended before the end of its headers");
            }
            line.write(read);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }

    /** The first bytes of a stream, up to a given number. */
    private static class Part extends InputStream {

        private final InputStream in;
        private long left;

        Part(InputStream in, long left) {
            this.in = in;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = in.read(buffer, from, (int) Math.min(left, length));
            left -= Math.max(0, count);
            return count;
        }
    }

    /** A body in chunks. */
    private static final class Chunks extends InputStream {

        private final InputStream in;
        private Part chunk;
        private boolean isFirst = true;

        Chunks(InputStream in) {
            this.in = in;
            this.chunk = new Part(in, 0);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int count = chunk.read(buffer, from, length);
            if (count >= 0) {
                return count;
            }
            if (!isFirst) {
                String unused = line(in);
            }
            isFirst = false;
            long size = size(line(in));
            chunk = new Part(in, size);
            return size == 0 ? -1 : chunk.read(buffer, from, length);
        }

        private static long size(String line) throws IOException {
            try {
                return Long.parseLong(line.split(";", 2)[0].strip(), 16);
            } catch (NumberFormatException malformed) {
                throw new IOException("a chunk of the answer has no size: " + line, malformed);
            }
        }
    }
}
