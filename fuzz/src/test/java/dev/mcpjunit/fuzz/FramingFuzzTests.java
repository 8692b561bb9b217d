/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.mcpjunit.fault.internal.stdio.LineCutter;
import dev.mcpjunit.internal.framing.LineSplitter;
import dev.mcpjunit.internal.framing.SseEvent;
import dev.mcpjunit.internal.framing.SseFramer;
import dev.mcpjunit.internal.framing.SseParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The same bytes give the same lines and events, however they are chunked, and what is passed on is what came in.
 *
 * <p>The first two bytes of an input are the limit and the chunk size.
 */
class FramingFuzzTests {

    private static final int LARGEST_LIMIT = 40;

    /** Takes the bytes from one index to another. */
    private interface Feed {
        void feed(byte[] bytes, int from, int to) throws IOException;
    }

    /** The bytes are read only. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Input(int limit, int chunk, byte[] bytes) {

        static Input of(FuzzedDataProvider data) {
            byte[] bytes = data.consumeBytes(Math.max(0, data.remainingBytes() - 2));
            return new Input(data.consumeInt(1, LARGEST_LIMIT), data.consumeInt(1, 7), bytes);
        }

        void feedTo(Feed to, int size) throws IOException {
            for (int from = 0; from < bytes.length; from += size) {
                to.feed(bytes, from, Math.min(bytes.length, from + size));
            }
        }

        <T> T whole(Function<Input, T> read) {
            return read.apply(new Input(limit, Math.max(1, bytes.length), bytes));
        }
    }

    @FuzzTest
    void lines(FuzzedDataProvider data) {
        Input input = Input.of(data);
        for (boolean ofEventStream : new boolean[] {true, false}) {
            assertThat(lines(input, ofEventStream)).isEqualTo(input.whole(each -> lines(each, ofEventStream)));
        }
        assertThat(lines(input, false)).allMatch(line -> line.indexOf('\n') < 0);
    }

    private static List<String> lines(Input input, boolean ofEventStream) {
        var lines = new ArrayList<String>();
        LineSplitter splitter = ofEventStream
                ? LineSplitter.ofEventStream(input.limit(), lines::add, () -> lines.add("too long"))
                : LineSplitter.ofNewlines(input.limit(), lines::add);
        quietly(() -> input.feedTo(splitter::feed, input.chunk()));
        splitter.end();
        return lines;
    }

    @FuzzTest
    void events(FuzzedDataProvider data) {
        Input input = Input.of(data);
        List<SseEvent> events = events(input);
        assertThat(events).isEqualTo(input.whole(FramingFuzzTests::events));
        assertThat(events).allMatch(event -> event.data().length() <= input.limit());

        var passedOn = new ByteArrayOutputStream();
        var framed = new ArrayList<SseEvent>();
        // No block is larger than the whole stream, so each event is read.
        var framer = new SseFramer(input.bytes().length + 1);
        quietly(() -> input.feedTo(
                (bytes, from, to) -> framer.<IOException>feed(bytes, from, to, (block, event) -> {
                    passedOn.writeBytes(block);
                    event.ifPresent(framed::add);
                }),
                input.chunk()));
        passedOn.writeBytes(framer.rest());
        assertThat(passedOn.toByteArray()).isEqualTo(input.bytes());
        assertThat(framed).isEqualTo(events(new Input(input.bytes().length + 1, input.chunk(), input.bytes())));
    }

    private static List<SseEvent> events(Input input) {
        var events = new ArrayList<SseEvent>();
        var parser = new SseParser(input.limit(), events::add);
        quietly(() -> input.feedTo(parser::feed, input.chunk()));
        assertThat(parser.retry().map(retry -> !retry.isNegative())).isNotEqualTo(Optional.of(false));
        return events;
    }

    @FuzzTest
    void relayed_lines(FuzzedDataProvider data) {
        Input input = Input.of(data);
        var passedOn = new ByteArrayOutputStream();
        var cutter = new LineCutter(input.limit(), new LineCutter.Taker() {
            @Override
            public void line(byte[] line) {
                assertThat(new String(line, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf('\n'))
                        .isIn(-1, line.length - 1);
                passedOn.writeBytes(line);
            }

            @Override
            public void piece(byte[] piece, boolean last) {
                passedOn.writeBytes(piece);
            }
        });
        quietly(() -> input.feedTo(
                (bytes, from, to) -> cutter.feed(java.util.Arrays.copyOfRange(bytes, from, to), to - from),
                input.chunk()));
        quietly(cutter::end);
        assertThat(passedOn.toByteArray()).isEqualTo(input.bytes());
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void quietly(Step step) {
        try {
            step.run();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
