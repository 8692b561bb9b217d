/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.framing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseParserTests {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1_000})
    void events_are_the_same_however_the_bytes_are_chunked(int chunk) {
        String stream = "\uFEFF: hello\r\nevent: endpoint\rdata: /x\n\ndata:{\"ä\":1}\r\ndata:  two\nid: 7\r\n\r\n"
                + "retry: 10\nnonsense\ndata\n\nevent: lonely\n\ndata: unfinished\n";

        assertThat(parse(stream, chunk))
                .containsExactly(
                        new SseEvent("endpoint", "/x", Optional.empty()),
                        new SseEvent("message", "{\"ä\":1}\n two", Optional.of("7")),
                        new SseEvent("message", "", Optional.empty()));
    }

    @Test
    void an_overlong_line_is_cut_and_says_so() {
        var events = new ArrayList<SseEvent>();
        var parser = new SseParser(10, events::add);
        byte[] bytes = ("data: " + "x".repeat(100) + "\n\n").getBytes(UTF_8);

        parser.feed(bytes, 0, bytes.length);

        assertThat(events).singleElement().extracting(SseEvent::data).isEqualTo("xxxx… (96 more bytes)");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1_000})
    void on_standard_output_only_a_newline_ends_a_line(int chunk) {
        var lines = new ArrayList<String>();
        var splitter = LineSplitter.ofNewlines(1_000, lines::add);
        byte[] bytes = "a\r\nb\rc\r\r\n\nlast".getBytes(UTF_8);
        for (int i = 0; i < bytes.length; i += chunk) {
            splitter.feed(bytes, i, Math.min(bytes.length, i + chunk));
        }
        splitter.end();

        assertThat(lines).containsExactly("a", "b\rc\r", "", "last");
    }

    private static List<SseEvent> parse(String stream, int chunk) {
        var events = new ArrayList<SseEvent>();
        var parser = new SseParser(1_000, events::add);
        byte[] bytes = stream.getBytes(UTF_8);
        for (int i = 0; i < bytes.length; i += chunk) {
            parser.feed(bytes, i, Math.min(bytes.length, i + chunk));
        }
        return events;
    }
}
