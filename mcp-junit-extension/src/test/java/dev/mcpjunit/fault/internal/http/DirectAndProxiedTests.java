/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.fault.internal.http.RawServer.Handler;
import dev.mcpjunit.fault.internal.http.RawServer.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client sees of a server is the same directly and through the proxy. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DirectAndProxiedTests {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    private static final String STREAM = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n";
    private static final String ELSEWHERE = "address of another origin";

    @ParameterizedTest
    @MethodSource({"answers", "eventStreams", "cookies", "endpointReferences", "requests"})
    void a_client_sees_the_same(Road road) throws IOException {
        String direct;
        try (var server = RawServer.start(road.server)) {
            direct = road.see(server.uri());
        }
        assertThat(direct).contains(road.expected);
        try (var server = RawServer.start(road.server);
                var proxied = new Proxied(server.uri())) {
            assertThat(road.see(proxied.uri())).isEqualTo(direct);
        }
    }

    /** Answers with a JSON body. */
    static Handler answering(Packing packing) {
        return request -> {
            Optional<String> answer = request.body().isEmpty() ? Optional.empty() : Road.answer(request.body());
            if (answer.isPresent()) {
                packing.send(request, answer.get());
            } else {
                Road.other(request);
            }
        };
    }

    /** How a server sends its answer. */
    interface Packing {
        void send(Request request, String json) throws IOException;
    }

    private static void send(Request request, String head, byte[] body) throws IOException {
        request.send(head + "Content-Length: " + body.length + "\r\n\r\n");
        request.socket().getOutputStream().write(body);
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(Road.bytes(text));
        }
        return bytes.toByteArray();
    }

    private static byte[] deflate(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var deflate = new DeflaterOutputStream(bytes)) {
            deflate.write(Road.bytes(text));
        }
        return bytes.toByteArray();
    }

    private static Road call(String name, Packing packing, String expected) {
        return Road.call(name, answering(packing), expected);
    }

    static Stream<Road> answers() {
        return Stream.of(
                call("JSON", Request::json, "hi"),
                call("gzip", (r, json) -> send(r, OK + "Content-Encoding: gzip\r\n", gzip(json)), "hi"),
                call("x-gzip", (r, json) -> send(r, OK + "Content-Encoding: x-gzip\r\n", gzip(json)), "hi"),
                call("deflate", (r, json) -> send(r, OK + "Content-Encoding: deflate\r\n", deflate(json)), "hi"),
                call(
                        "Brotli",
                        (r, json) -> send(r, OK + "Content-Encoding: br\r\n", new byte[] {1, 2, 3}),
                        "compressed by 'br'"),
                call(
                        "Zstandard",
                        (r, json) -> send(r, OK + "Content-Encoding: zstd\r\n", new byte[] {0x28, (byte) 0xB5, 0x2F}),
                        "compressed by 'zstd'"),
                call(
                        "gzip that is none",
                        (r, json) -> send(r, OK + "Content-Encoding: gzip\r\n", Road.bytes(json)),
                        "gzip"),
                call(
                        "chunks, extensions and trailers",
                        (r, json) -> r.send(OK + "Transfer-Encoding: chunked\r\nTrailer: X-T\r\n\r\n"
                                + Integer.toHexString(json.length()) + ";a=b\r\n" + json + "\r\n0\r\nX-T: 1\r\n\r\n"),
                        "hi"),
                call(
                        "early hints",
                        (r, json) -> send(r, "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + OK, Road.bytes(json)),
                        "hi"),
                call(
                        "HTTP/1.0",
                        (r, json) -> {
                            r.send("HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n" + json);
                            r.socket().shutdownOutput();
                        },
                        "hi"),
                call(
                        "charset",
                        (r, json) -> send(
                                r,
                                "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=UTF-8\r\n",
                                Road.bytes(json)),
                        "hi"),
                call(
                        "redirect",
                        (r, json) -> r.send(
                                "HTTP/1.1 307 Temporary Redirect\r\nLocation: /mcp/\r\nContent-Length: 0\r\n\r\n"),
                        "307"),
                call(
                        "challenge",
                        (r, json) -> r.send("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer realm=\"echo\"\r\n"
                                + "Content-Length: 0\r\n\r\n"),
                        "Bearer realm"),
                call(
                        "page",
                        (r, json) -> send(
                                r, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n", Road.bytes("<html>hello</html>")),
                        "text/html"));
    }

    static Stream<Road> eventStreams() {
        return Stream.of(
                call(
                        "event stream",
                        (r, json) -> {
                            r.eventStream();
                            r.chunk(": comment\n\nevent: message\ndata: " + json + "\n\n");
                            r.send("0\r\n\r\n");
                        },
                        "hi"),
                call(
                        "event stream with carriage returns",
                        (r, json) -> {
                            r.eventStream();
                            r.chunk("\uFEFFevent: message\r");
                            r.chunk("\ndata: " + json.substring(0, 10));
                            r.chunk(json.substring(10) + "\r\n\r\n");
                            r.send("0\r\n\r\n");
                        },
                        "hi"),
                call(
                        "gzip event stream",
                        (r, json) -> send(
                                r,
                                STREAM + "Content-Encoding: gzip\r\n",
                                gzip("event: message\ndata: " + json + "\n\n")),
                        "hi"),
                call(
                        "event stream without an answer",
                        (r, json) -> {
                            r.eventStream();
                            r.chunk(": nothing\n\n");
                            r.send("0\r\n\r\n");
                        },
                        "ended"));
    }

    private static Handler withCookie(String cookie) {
        return request -> {
            boolean first = request.body().contains("\"initialize\"");
            boolean known = request.header("Cookie").contains("AWSALB=abc");
            if (request.head().startsWith("POST") && !first && !known) {
                request.send("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
            } else if (first) {
                send(
                        request,
                        OK + cookie,
                        Road.bytes(Road.answer(request.body()).orElseThrow()));
            } else {
                answering(Request::json).handle(request);
            }
        };
    }

    static Stream<Road> cookies() {
        String session = "Mcp-Session-Id: 1\r\n";
        return Stream.of(
                Road.callWithCookies("cookie", withCookie(session + "Set-Cookie: AWSALB=abc; Path=/\r\n"), "hi"),
                Road.call(
                        "cookie that is ignored",
                        withCookie(session + "Set-Cookie: AWSALB=abc; Path=/\r\n"),
                        "which was ignored. If a load balancer needs it, keep cookies: @McpServer(cookies = true)"));
    }

    /** A server of the older transport whose event names an address for messages. */
    private static Handler legacy(String reference, String path) {
        // Each stream has its own: the last answers to a client that has gone are not for the next one.
        var current = new AtomicReference<BlockingQueue<String>>(new LinkedBlockingQueue<>());
        return request -> {
            if (request.head().startsWith("GET /api/sse ")) {
                var events = new LinkedBlockingQueue<String>();
                current.set(events);
                request.eventStream();
                request.chunk("event: endpoint\ndata: "
                        + reference
                                .replace("SELF", request.header("Host"))
                                .replace("TWIN", request.header("Host").replace("127.0.0.1", "localhost"))
                        + "\n\n");
                while (true) {
                    request.chunk("event: message\ndata: " + events.take() + "\n\n");
                }
            }
            boolean there = request.head().startsWith("POST " + path + " ");
            request.send("HTTP/1.1 " + (there ? "202 Accepted" : "404 Not Found") + "\r\nContent-Length: 0\r\n\r\n");
            if (there) {
                Road.answer(request.body()).ifPresent(current.get()::add);
            }
        };
    }

    private static Road endpoint(String reference, String path, String expected) {
        return Road.sse("endpoint " + reference, legacy(reference, path), expected);
    }

    static Stream<Road> endpointReferences() {
        return Stream.concat(
                Stream.of(
                        endpoint("/messages?sid=1", "/messages?sid=1", "hi"),
                        endpoint("messages?sid=1", "/api/messages?sid=1", "hi"),
                        endpoint("./messages", "/api/messages", "hi"),
                        endpoint("../messages", "/messages", "hi"),
                        endpoint("../../messages", "/messages", "hi"),
                        endpoint("?sid=1", "/api/sse?sid=1", "hi"),
                        endpoint("#here", "/api/sse", "hi"),
                        endpoint("/messages?sid=1#part", "/messages?sid=1", "hi"),
                        endpoint("/m%2Fe?sid=a%20b+c", "/m%2Fe?sid=a%20b+c", "hi"),
                        endpoint("http://SELF/messages?sid=1", "/messages?sid=1", "hi"),
                        endpoint("HTTP://SELF/messages", "/messages", "hi"),
                        endpoint("//SELF/messages", "/messages", "hi"),
                        endpoint("  /messages  ", "/messages", "hi")),
                Stream.of(
                        endpoint("http://TWIN/messages", "/messages", ELSEWHERE),
                        endpoint("http://mcp.example.com/messages", "/messages", ELSEWHERE),
                        endpoint("//mcp.example.com/messages", "/messages", ELSEWHERE),
                        endpoint("https://SELF/messages", "/messages", ELSEWHERE),
                        endpoint("mailto:me", "/messages", ELSEWHERE),
                        endpoint("\"/messages\"", "/messages", "is no URL"),
                        endpoint("/mess ages", "/messages", "is no URL"),
                        endpoint("{\"url\":\"/messages\"}", "/messages", "is no URL")));
    }

    private static final String CALL = RawClient.request(1, "echo");

    private static String post(String line, String headers) {
        return line + "\r\nHost: x\r\nContent-Type: application/json\r\n" + headers + "Content-Length: "
                + Road.bytes(CALL).length + "\r\n\r\n" + CALL;
    }

    /** Writes a request in pieces and shows the last status, and whether the answer came. */
    private static Road write(String name, Stream<String> pieces, UnaryOperator<Socket> afterwards) {
        String[] all = pieces.toArray(String[]::new);
        return Road.raw(
                name,
                uri -> {
                    try (var socket = new Socket(uri.getHost(), uri.getPort())) {
                        socket.setTcpNoDelay(true);
                        socket.setSoTimeout((int) Proxied.BOUND.toMillis());
                        OutputStream out = socket.getOutputStream();
                        for (String piece : all) {
                            out.write(Road.bytes(piece));
                        }
                        return seen(afterwards.apply(socket));
                    }
                },
                "200 [hi]");
    }

    private static String seen(Socket socket) throws IOException {
        var answer = new ByteArrayOutputStream();
        String text = "";
        while (!text.contains("\"hi\"")) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                return "ended after: " + text;
            }
            answer.write(next);
            text = answer.toString(StandardCharsets.UTF_8);
        }
        String status =
                text.lines().filter(line -> line.startsWith("HTTP/1.1 ")).reduce("", (a, b) -> b);
        return status.substring(9, 12) + " [hi]";
    }

    /** Answers when the client has ended its output, and some time after that. */
    private static void awaitingEnd(Request request) throws Exception {
        request.awaitEnd();
        boolean unused = new CountDownLatch(1).await(1_500, TimeUnit.MILLISECONDS);
        request.json(Road.answer(request.body()).orElseThrow());
    }

    private static Socket halfClosed(Socket socket) {
        try {
            socket.shutdownOutput();
            return socket;
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static Stream<String> chunked() {
        String head = "POST /mcp HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
        Stream<String> chunks = IntStream.range(0, (CALL.length() + 6) / 7)
                .mapToObj(i -> CALL.substring(i * 7, Math.min(CALL.length(), i * 7 + 7)))
                .map(piece -> Integer.toHexString(piece.length()) + ";ext=1\r\n" + piece + "\r\n");
        return Stream.of(Stream.of(head), chunks, Stream.of("0\r\nX-T: 1\r\n\r\n"))
                .flatMap(each -> each);
    }

    static Stream<Road> requests() {
        String plain = post("POST /mcp HTTP/1.1", "");
        UnaryOperator<Socket> open = socket -> socket;
        return Stream.of(
                write("plain", Stream.of(plain), open),
                write("byte for byte", plain.chars().mapToObj(Character::toString), open),
                write("HTTP/1.0", Stream.of(post("POST /mcp HTTP/1.0", "")), open),
                write("absolute target", Stream.of(post("POST http://x/mcp HTTP/1.1", "")), open),
                write("chunks, extensions and trailers", chunked(), open),
                write("expectation", Stream.of(post("POST /mcp HTTP/1.1", "Expect: 100-continue\r\n")), open),
                write("half-closed", Stream.of(plain), DirectAndProxiedTests::halfClosed),
                Road.raw(
                        "half-closed, and answered then",
                        DirectAndProxiedTests::awaitingEnd,
                        write("", Stream.of(plain), DirectAndProxiedTests::halfClosed).client,
                        "200 [hi]"),
                write("half-closed HTTP/1.0", Stream.of(post("POST /mcp HTTP/1.0", "")), s -> halfClosed(s)),
                write("header names in lower case", Stream.of(plain.replace("Content-", "content-")), open),
                write(
                        "offer of HTTP/2",
                        Stream.of(post("POST /mcp HTTP/1.1", "Upgrade: h2c\r\nConnection: Upgrade\r\n")),
                        open),
                write(
                        "long header",
                        Stream.of(post("POST /mcp HTTP/1.1", "Cookie: " + "c".repeat(12_000) + "\r\n")),
                        open));
    }

    @Test
    void a_cookie_for_another_host_or_for_https_only_is_one_of_the_proxy() throws IOException {
        Handler server = withCookie("Set-Cookie: AWSALB=abc; Path=/; Domain=example.com; SameSite=None; Secure\r\n");
        try (var raw = RawServer.start(server);
                var proxied = new Proxied(raw.uri())) {
            assertThat(Road.callWithCookies("cookie", server, "hi").see(proxied.uri()))
                    .isEqualTo("hi");
        }
    }
}
