/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineCutterTests {

    private final List<String> taken = new ArrayList<>();

    private LineCutter cutter(int limit) {
        return new LineCutter(limit, new LineCutter.Taker() {
            @Override
            public void line(byte[] line) {
                taken.add(new String(line, UTF_8));
            }

            @Override
            public void piece(byte[] piece, boolean last) {
                taken.add((last ? "last " : "piece ") + new String(piece, UTF_8));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100})
    void lines_keep_their_ends_however_they_are_chunked(int chunk) throws IOException {
        byte[] text = "a\r\n\nüb\rc\nrest".getBytes(UTF_8);
        LineCutter cutter = cutter(1_000);
        for (int at = 0; at < text.length; at += chunk) {
            int count = Math.min(chunk, text.length - at);
            byte[] part = new byte[chunk];
            System.arraycopy(text, at, part, 0, count);
            cutter.feed(part, count);
        }
        cutter.end();

        assertThat(taken).containsExactly("a\r\n", "\n", "üb\rc\n", "rest");
    }

    @Test
    void a_line_that_is_too_long_passes_in_pieces() throws IOException {
        LineCutter cutter = cutter(4);
        cutter.feed("abcdef".getBytes(UTF_8), 6);
        cutter.feed("gh".getBytes(UTF_8), 2);
        cutter.feed("i\nj\n".getBytes(UTF_8), 4);
        cutter.end();

        assertThat(taken).containsExactly("piece abcdef", "piece gh", "last i\n", "j\n");
    }

    @Test
    void a_stream_that_ends_in_a_line_that_is_too_long_ends_the_line() throws IOException {
        LineCutter cutter = cutter(4);
        cutter.feed("abcdef".getBytes(UTF_8), 6);
        cutter.end();

        assertThat(taken).containsExactly("piece abcdef", "last ");
    }
}
