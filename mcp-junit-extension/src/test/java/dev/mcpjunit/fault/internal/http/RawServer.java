/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that does byte for byte what a test wants. */
final class RawServer implements Closeable {

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    /** Answers requests. */
    interface Handler {
        void handle(Request request) throws Exception;
    }

    /** One request, and the socket it came on. */
    record Request(String head, String body, Socket socket) {

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(UTF_8));
        }

        void json(String json) throws IOException {
            send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + json.getBytes(UTF_8).length
                    + "\r\n\r\n" + json);
        }

        void eventStream() throws IOException {
            send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
        }

        void chunk(String text) throws IOException {
            send(Integer.toHexString(text.getBytes(UTF_8).length) + "\r\n" + text + "\r\n");
        }

        String header(String name) {
            Matcher matcher = Pattern.compile("(?im)^" + name + ": (.*)$").matcher(head);
            return matcher.find() ? matcher.group(1) : "";
        }

        /** Wait until the other side has closed. */
        void awaitEnd() throws IOException {
            while (socket.getInputStream().read() >= 0) {
                // Whatever still comes is not of interest.
            }
        }
    }

    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "raw server");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Handler handler;

    private RawServer(Handler handler) throws IOException {
        this.handler = handler;
        this.listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    static RawServer start(Handler handler) throws IOException {
        return new RawServer(handler);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/mcp");
    }

    List<Request> requests() {
        return requests;
    }

    int openConnections() {
        return open.size();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String head = readHead(in);
            while (!head.isEmpty()) {
                Matcher length = LENGTH.matcher(head);
                byte[] bytes = head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")
                        ? readChunks(in)
                        : in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
                String body = new String(bytes, UTF_8);
                var request = new Request(head, body, socket);
                requests.add(request);
                handler.handle(request);
                head = readHead(in);
            }
        } catch (Exception gone) {
            // The other side ended the connection, or the handler did.
        } finally {
            open.remove(socket);
        }
    }

    private static byte[] readChunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            int length = Integer.parseInt(readLine(in).split(";", 2)[0].strip(), 16);
            if (length == 0) {
                while (!readLine(in).isEmpty()) {
                    // A trailer.
                }
                return body.toByteArray();
            }
            body.write(in.readNBytes(length));
            readLine(in);
        }
    }

    private static String readLine(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The request ends in a chunk");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    private static String readHead(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(UTF_8).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
        }
        return head.toString(UTF_8);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
