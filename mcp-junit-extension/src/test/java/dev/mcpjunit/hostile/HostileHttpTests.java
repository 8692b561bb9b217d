/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.server.ServerSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Hostile servers on HTTP: they open a session like others, and answer {@code tools/list} with bytes of their own. */
@Tag("hostile")
@ExtendWith(NothingWritten.class)
class HostileHttpTests {

    private static final String INITIALIZED =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"protocolVersion\":\"2025-11-25\","
                    + "\"capabilities\":{\"tools\":{}},\"serverInfo\":{\"name\":\"h\",\"version\":\"1\"}}}";

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "http-list.csv", delimiter = '|', quoteCharacter = '`')
    void answers_a_list(String name, int seconds, String answer, String expected) throws IOException {
        try (var server = new Bytes(unescaped(answer))) {
            var spec = ServerSpec.url(server.uri())
                    .name("hostile")
                    .header("Authorization", "Bearer planted-secret")
                    .protocol("2025-11-25")
                    .requestTimeout(Duration.ofSeconds(seconds));

            assertThat(Hostile.failure(spec, McpConnection::listTools))
                    .contains(expected)
                    .doesNotContain("planted-secret");
        }
    }

    /** {@code \r}, {@code \n}, {@code \e}, and {@code @N@text@} for N times a text. */
    private static String unescaped(String answer) {
        String text = answer.replace("\\r", "\r").replace("\\n", "\n").replace("\\e", "\u001b");
        String[] parts = text.split("@", -1);
        if (parts.length < 4) {
            return text;
        }
        return parts[0] + parts[2].repeat(Integer.parseInt(parts[1])) + parts[3];
    }

    /** A server that knows no HTTP: it reads requests, and writes what it was given. */
    private static final class Bytes implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final byte[] answer;

        Bytes(String answer) throws IOException {
            this.answer = answer.getBytes(ISO_8859_1);
            start(this::accept);
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/mcp");
        }

        private static void start(Runnable task) {
            var thread = new Thread(task, "hostile server");
            thread.setDaemon(true);
            thread.start();
        }

        private void accept() {
            try {
                while (true) {
                    Socket connection = socket.accept();
                    start(() -> serve(connection));
                }
            } catch (IOException closed) {
                // The test is over.
            }
        }

        private void serve(Socket connection) {
            try (connection;
                    var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
                    OutputStream out = connection.getOutputStream()) {
                for (String request = in.readLine(); request != null; request = in.readLine()) {
                    if (answersLast(request, body(in), out)) {
                        return;
                    }
                }
            } catch (IOException gone) {
                // The client has seen enough.
            }
        }

        private static String body(BufferedReader in) throws IOException {
            int length = 0;
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(
                            line.substring(line.indexOf(':') + 1).strip());
                }
            }
            char[] body = new char[length];
            int read = 0;
            while (read < length) {
                read += Math.max(1, in.read(body, read, length - read));
            }
            return new String(body);
        }

        private boolean answersLast(String request, String body, OutputStream out) throws IOException {
            if (!request.startsWith("POST")) {
                write(out, "HTTP/1.1 405 No\r\nContent-Length: 0\r\n\r\n");
            } else if (body.contains("\"initialize\"")) {
                write(
                        out,
                        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + INITIALIZED.length()
                                + "\r\n\r\n" + INITIALIZED);
            } else if (body.contains("notifications/")) {
                write(out, "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");
            } else {
                out.write(answer);
                out.flush();
                return answer.length > 0;
            }
            return false;
        }

        private static void write(OutputStream out, String text) throws IOException {
            out.write(text.getBytes(ISO_8859_1));
            out.flush();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
