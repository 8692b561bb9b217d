/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads and bodies of HTTP/1.1, however the bytes come. */
class FramingTests {

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final ByteSink sink = (bytes, from, to) -> content.write(bytes, from, to - from);

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private int feed(BodyDecoder body, String text, int chunk) throws IOException {
        byte[] bytes = bytes(text);
        int at = 0;
        while (at < bytes.length && !body.isComplete()) {
            at = body.feed(bytes, at, Math.min(bytes.length, at + chunk), sink);
        }
        return at;
    }

    private String content() {
        return content.toString(UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1_000})
    void a_chunked_body_ends_at_its_last_byte(int chunk) throws IOException {
        String body = "5\r\nhello\r\n1;name=value\r\n \r\n0A\r\n0123456789\r\n0\r\nTrailer: yes\r\n\r\n";

        int end = feed(new ChunkedBody(), body + "HTTP/1.1 200", chunk);

        assertThat(content()).isEqualTo("hello 0123456789");
        assertThat(end).isEqualTo(body.length());
    }

    @Test
    void content_of_a_chunk_is_there_before_the_line_end_behind_it() throws IOException {
        var body = new ChunkedBody();

        feed(body, "e\r\ndata: first\n\n\n", 1_000);
        assertThat(content()).isEqualTo("data: first\n\n\n");
        feed(body, "\r\n4\r\nnext", 1_000);

        assertThat(content()).isEqualTo("data: first\n\n\nnext");
        assertThat(body.isComplete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\n", "\r\n", "3\r\nabcd\r\n", "1234567890123456\r\n", "-1\r\n"})
    void what_is_no_chunk_is_refused(String body) {
        assertThatThrownBy(() -> feed(new ChunkedBody(), body, 1_000)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void written_chunks_are_read_again() throws IOException {
        var random = new Random(7);
        var written = new ByteArrayOutputStream();
        var text = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            String part = "ä".repeat(1 + random.nextInt(300));
            text.append(part);
            written.writeBytes(Chunks.of(bytes(part), 0, bytes(part).length));
        }
        written.writeBytes(Chunks.end());
        var body = new ChunkedBody();
        byte[] all = written.toByteArray();
        int at = 0;
        while (at < all.length) {
            at = body.feed(all, at, Math.min(all.length, at + 1 + random.nextInt(50)), sink);
        }

        assertThat(body.isComplete()).isTrue();
        assertThat(content()).isEqualTo(text.toString());
    }

    @Test
    void a_sized_body_leaves_what_is_behind_it() throws IOException {
        assertThat(feed(new SizedBody(5), "helloHTTP", 2)).isEqualTo(5);
        assertThat(content()).isEqualTo("hello");
        assertThat(new SizedBody(0).isComplete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1_000})
    void a_head_ends_at_its_empty_line(int chunk) throws IOException {
        String head =
                "\r\nPOST http://host:1/mcp?x=1 HTTP/1.1\r\nHost: a\r\nLong: one,\r\n  two\r\nConnection: Close\r\n\r\n";
        byte[] bytes = bytes(head + "{}");
        var reader = new HeadReader();
        int at = 0;
        while (!reader.isComplete()) {
            at = reader.feed(bytes, at, Math.min(bytes.length, at + chunk));
        }
        RequestHead request = RequestHead.parse(reader.text());

        assertThat(at).isEqualTo(head.length());
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/mcp?x=1");
        assertThat(request.headers().first("LONG")).contains("one, two");
        assertThat(request.wantsClose()).isTrue();
    }

    @Test
    void a_response_says_how_its_body_ends() throws IOException {
        assertThat(BodyDecoder.of(response("HTTP/1.1 204 No Content\r\n\r\n"), "POST")
                        .isComplete())
                .isTrue();
        assertThat(BodyDecoder.of(response("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"), "HEAD")
                        .isComplete())
                .isTrue();
        assertThat(BodyDecoder.of(response("HTTP/1.1 200\r\ntransfer-encoding: Chunked\r\n\r\n"), "GET"))
                .isInstanceOf(ChunkedBody.class);
        assertThat(BodyDecoder.of(response("HTTP/1.0 200 OK\r\n\r\n"), "GET")).isInstanceOf(BodyUntilClose.class);
        assertThat(response("HTTP/1.0 200 OK\r\n\r\n").keepsAlive()).isFalse();
        assertThatThrownBy(() -> BodyDecoder.of(response("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"), "GET"))
                .isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> response("SSH-2.0-x\r\n\r\n")).hasMessage("Not a response of HTTP/1: SSH-2.0-x");
    }

    private static ResponseHead response(String text) throws ProtocolException {
        return ResponseHead.parse(text);
    }
}
