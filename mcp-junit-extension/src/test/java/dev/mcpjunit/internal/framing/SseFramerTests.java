/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.framing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseFramerTests {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 1_000})
    void blocks_put_together_are_the_stream_and_each_has_its_event(int chunk) {
        String stream = ": hello\n\ndata: ä\r\n\r\nevent: endpoint\rdata: /x\r\r\ndata: 3\n\ndata: unfinished\n";
        byte[] bytes = stream.getBytes(UTF_8);
        var framer = new SseFramer(1_000);
        var blocks = new ArrayList<String>();
        var events = new ArrayList<String>();
        for (int i = 0; i < bytes.length; i += chunk) {
            framer.feed(bytes, i, Math.min(bytes.length, i + chunk), (block, event) -> {
                blocks.add(new String(block, UTF_8));
                events.add(event.map(SseEvent::data).orElse("-"));
            });
        }
        String rest = new String(framer.rest(), UTF_8);

        assertThat(String.join("", blocks) + rest).isEqualTo(stream);
        assertThat(rest).isEqualTo("data: unfinished\n");
        assertThat(events).containsSubsequence(List.of("-", "ä", "/x", "3"));
        assertThat(events.stream().filter(event -> !event.equals("-"))).containsExactly("ä", "/x", "3");
    }

    @Test
    void a_block_that_is_too_large_is_handed_out_in_pieces_without_its_event() {
        String large = ("data: " + "x".repeat(30) + "\n").repeat(5) + "\n";
        byte[] bytes = (large + "data: next\n\n").getBytes(UTF_8);
        var framer = new SseFramer(50);
        var blocks = new ArrayList<String>();
        var events = new ArrayList<String>();
        for (int i = 0; i < bytes.length; i += 7) {
            framer.feed(bytes, i, Math.min(bytes.length, i + 7), (block, event) -> {
                blocks.add(new String(block, UTF_8));
                event.ifPresent(each -> events.add(each.data()));
            });
        }

        assertThat(String.join("", blocks)).isEqualTo(large + "data: next\n\n");
        assertThat(blocks).allSatisfy(block -> assertThat(block.length()).isLessThan(60));
        assertThat(events).containsExactly("next");
    }
}
