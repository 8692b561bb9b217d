/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.framing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
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

    /** One line, and many lines that are small and together too large. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: 0123456789012345678901234567890123456789\n",
                "data: 0123456789\ndata: 0123456789\ndata: 01\n"
            })
    void an_event_that_is_too_large_is_reported_before_its_end_and_dropped(String large) {
        var events = new ArrayList<SseEvent>();
        var reports = new AtomicInteger();
        var parser = new SseParser(20, events::add, reports::incrementAndGet);

        feed(parser, large);
        assertThat(reports).hasValue(1);

        feed(parser, "data: more\ndata: and more\n\ndata: next\n\n");
        assertThat(events).extracting(SseEvent::data).containsExactly("next");
        assertThat(reports).hasValue(1);
    }

    private static void feed(SseParser parser, String text) {
        parser.feed(text.getBytes(UTF_8), 0, text.getBytes(UTF_8).length);
    }

    @Test
    void a_line_that_is_too_long_is_reported_before_its_end_and_dropped() {
        var lines = new ArrayList<String>();
        var reports = new AtomicInteger();
        var splitter = LineSplitter.ofNewlines(10, lines::add, reports::incrementAndGet);

        feed(splitter, "short\n" + "x".repeat(11));
        assertThat(lines).containsExactly("short");
        assertThat(reports).hasValue(1);

        feed(splitter, "y".repeat(50) + "\nnext\n" + "z".repeat(11));
        splitter.end();
        assertThat(lines).containsExactly("short", "next");
        assertThat(reports).hasValue(2);
    }

    @Test
    void a_line_of_a_log_is_cut_and_says_so() {
        var lines = new ArrayList<String>();
        var splitter = LineSplitter.ofNewlines(4, lines::add);

        feed(splitter, "x".repeat(100) + "\nnext\n");

        assertThat(lines).containsExactly("xxxx… (96 more bytes)", "next");
    }

    private static void feed(LineSplitter splitter, String text) {
        splitter.feed(text.getBytes(UTF_8), 0, text.getBytes(UTF_8).length);
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

    @Test
    void the_line_feeds_between_the_lines_of_an_event_count_for_its_limit() {
        var events = new ArrayList<SseEvent>();
        var tooLarge = new AtomicInteger();
        var parser = new SseParser(9, events::add, tooLarge::incrementAndGet);

        feed(parser, "data: abc\ndata: ab\ndata: ab\n\ndata: abc\ndata: abc\ndata: ab\n\n");

        assertThat(events).extracting(SseEvent::data).containsExactly("abc\nab\nab");
        assertThat(tooLarge).hasValue(1);
    }
}
