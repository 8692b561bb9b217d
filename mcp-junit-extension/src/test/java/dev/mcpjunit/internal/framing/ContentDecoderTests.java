/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.framing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ContentDecoderTests {

    private static final String TEXT = "{\"text\":\"" + "sunny and warm ".repeat(2_000) + "\"}";

    private interface Encoder {
        OutputStream around(OutputStream to) throws IOException;
    }

    private static byte[] encoded(Encoder encoder, String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream out = encoder.around(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String decoded(String encoding, byte[] body, int piece) throws DataFormatException {
        var content = new ByteArrayOutputStream();
        try (ContentDecoder decoder = ContentDecoder.of(encoding).orElseThrow()) {
            for (int at = 0; at < body.length; at += piece) {
                decoder.feed(body, at, Math.min(body.length, at + piece), content::writeBytes);
            }
        }
        return content.toString(UTF_8);
    }

    static Stream<Arguments> bodies() throws IOException {
        byte[] named = encoded(GZIPOutputStream::new, TEXT);
        // The same with a name, a comment and an extra field in its header.
        byte[] start = Arrays.copyOf(named, 10);
        start[3] = 4 | 8 | 16;
        var fields = new ByteArrayOutputStream();
        fields.writeBytes(start);
        fields.writeBytes(new byte[] {3, 0, 1, 2, 3});
        fields.writeBytes("name\0comment\0".getBytes(UTF_8));
        fields.write(named, 10, named.length - 10);
        return Stream.of(
                arguments("gzip", named),
                arguments("X-GZIP", named),
                arguments("gzip", fields.toByteArray()),
                arguments("deflate", encoded(DeflaterOutputStream::new, TEXT)),
                arguments("deflate", encoded(to -> new DeflaterOutputStream(to, new Deflater(9, true)), TEXT)));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_body_is_decoded_however_it_is_cut(String encoding, byte[] body) throws DataFormatException {
        for (int piece : new int[] {1, 2, 7, body.length}) {
            assertThat(decoded(encoding, body, piece)).isEqualTo(TEXT);
        }
    }

    @Test
    void a_body_of_several_parts_is_one() throws Exception {
        var both = new ByteArrayOutputStream();
        both.writeBytes(encoded(GZIPOutputStream::new, "sunny "));
        both.writeBytes(encoded(GZIPOutputStream::new, "and warm"));

        assertThat(decoded("gzip", both.toByteArray(), 5)).isEqualTo("sunny and warm");
    }

    @Test
    void an_event_is_there_as_soon_as_its_bytes_are() throws Exception {
        var bytes = new ByteArrayOutputStream();
        List<String> events = new ArrayList<>();
        try (ContentDecoder decoder = ContentDecoder.of("gzip").orElseThrow();
                var out = new GZIPOutputStream(bytes, true)) {
            for (int i = 0; i < 3; i++) {
                out.write(("data: " + i + "\n\n").getBytes(UTF_8));
                out.flush();
                byte[] piece = bytes.toByteArray();
                bytes.reset();
                decoder.feed(piece, 0, piece.length, content -> events.add(new String(content, UTF_8)));
                assertThat(events).hasSize(i + 1).last().isEqualTo("data: " + i + "\n\n");
            }
        }
    }

    @Test
    void a_body_that_expands_too_far_can_be_stopped() throws Exception {
        byte[] bomb = encoded(GZIPOutputStream::new, "0".repeat(10_000_000));
        var pieces = new ArrayList<byte[]>();
        try (ContentDecoder decoder = ContentDecoder.of("gzip").orElseThrow()) {
            decoder.feed(bomb, 0, bomb.length, content -> {
                pieces.add(content);
                decoder.stop();
            });
        }
        assertThat(pieces).hasSize(1);
    }

    @Test
    void what_is_not_compressed_as_it_says_is_refused() {
        byte[] plain = "{\"jsonrpc\":\"2.0\"}".getBytes(UTF_8);

        assertThatThrownBy(() -> decoded("gzip", plain, 3)).hasMessage("The body is not in gzip format");
        assertThatThrownBy(() -> decoded("deflate", plain, 3)).isInstanceOf(DataFormatException.class);
    }

    @Test
    void other_encodings_are_unknown() {
        assertThat(ContentDecoder.of("br")).isEmpty();
        assertThat(ContentDecoder.of("zstd")).isEmpty();
        assertThat(ContentDecoder.of("gzip, br")).isEmpty();
        assertThat(ContentDecoder.isPlain("")).isTrue();
        assertThat(ContentDecoder.isPlain("Identity")).isTrue();
        assertThat(ContentDecoder.isPlain("gzip")).isFalse();
    }
}
