/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.ProtocolEra;
import dev.mcpjunit.internal.wire.Limits;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTests {

    private final List<String> asked = new ArrayList<>();

    @Test
    void a_page_that_comes_again_ends_the_reading() {
        Listing listing = of(
                "{'tools':[{'name':'a'}],'nextCursor':'x'}",
                "{'tools':[],'nextCursor':'x'}",
                "{'tools':[],'nextCursor':'x'}");

        assertThatThrownBy(() -> listing.all(McpList.TOOLS, ProtocolEra.HANDSHAKE))
                .isInstanceOf(McpProtocolException.class)
                .hasMessage(
                        "Server 'weather' goes round in circles in tools/list: page 3 is page 2 again, asked for with"
                                + " the same cursor \"x\". Its cursor must advance, or be absent on the last page.");
        assertThat(asked).hasSize(3);
    }

    @Test
    void a_longer_circle_is_one_too() {
        Listing listing = of(
                "{'tools':[{'name':'a'}],'nextCursor':'x'}",
                "{'tools':[{'name':'b'}],'nextCursor':'y'}",
                "{'tools':[{'name':'c'}],'nextCursor':'x'}",
                "{'tools':[{'name':'b'}],'nextCursor':'y'}");

        assertThatThrownBy(() -> listing.all(McpList.TOOLS, ProtocolEra.HANDSHAKE))
                .isInstanceOf(McpProtocolException.class)
                .hasMessageContaining("page 4 is page 2 again");
    }

    @Test
    void an_equal_cursor_leads_on_where_the_pages_differ() {
        Listing listing = of(
                "{'tools':[{'name':'a'}],'nextCursor':'x'}",
                "{'tools':[{'name':'b'}],'nextCursor':'x'}",
                "{'tools':[{'name':'c'}],'nextCursor':'x'}",
                "{'tools':[{'name':'d'}]}");

        assertThat(listing.all(McpList.TOOLS, ProtocolEra.HANDSHAKE))
                .extracting(tool -> tool.string("name").orElseThrow())
                .containsExactly("a", "b", "c", "d");
        assertThat(asked).containsExactly("{}", "{\"cursor\":\"x\"}", "{\"cursor\":\"x\"}", "{\"cursor\":\"x\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "true", "null", "{'page':2}", "['x']"})
    void a_cursor_that_is_no_string_is_an_error_in_each_list_and_era(String cursor) {
        for (McpList list : McpList.values()) {
            for (ProtocolEra era : ProtocolEra.values()) {
                Listing listing = of("{'" + list.member() + "':[{'name':'a'}],'nextCursor':" + cursor + "}");

                assertThatThrownBy(() -> listing.all(list, era))
                        .isInstanceOf(McpProtocolException.class)
                        .hasMessage("Server 'weather' answered " + list.method()
                                + " with a nextCursor that is no string: " + cursor.replace('\'', '"')
                                + ". So it cannot be asked for the next page. A cursor must be a string, and be absent"
                                + " on the last page.");
            }
        }
    }

    @Test
    void an_empty_cursor_leads_on_in_the_stateless_era() {
        for (McpList list : McpList.values()) {
            asked.clear();
            Listing listing = of(
                    "{'" + list.member() + "':[{'name':'a'}],'nextCursor':''}",
                    "{'" + list.member() + "':[{'name':'b'}]}");

            assertThat(listing.all(list, ProtocolEra.STATELESS)).hasSize(2);
            assertThat(asked).containsExactly("{}", "{\"cursor\":\"\"}");
        }
    }

    @Test
    void an_empty_cursor_that_leads_nowhere_is_a_circle() {
        Listing listing = of(
                "{'tools':[{'name':'a'}],'nextCursor':''}",
                "{'tools':[{'name':'a'}],'nextCursor':''}",
                "{'tools':[{'name':'a'}],'nextCursor':''}");

        assertThatThrownBy(() -> listing.all(McpList.TOOLS, ProtocolEra.STATELESS))
                .isInstanceOf(McpProtocolException.class)
                .hasMessageContaining("goes round in circles in tools/list");
    }

    @Test
    void an_empty_cursor_is_the_end_in_the_handshake_era() {
        Listing listing = of("{'tools':[{'name':'a'}],'nextCursor':''}");

        assertThat(listing.all(McpList.TOOLS, ProtocolEra.HANDSHAKE)).hasSize(1);
    }

    @Test
    void a_list_as_a_whole_has_a_deadline() {
        var page = new AtomicInteger();
        var listing = new Listing(
                "weather",
                (method, params, timeout) -> (JsonObject)
                        Json.parse("{\"tools\":[{\"name\":\"a\"}],\"nextCursor\":\"" + page.incrementAndGet() + "\"}"),
                Duration.ofNanos(1));

        assertThatThrownBy(() -> listing.all(McpList.TOOLS, ProtocolEra.HANDSHAKE))
                .isInstanceOf(McpTimeoutException.class)
                .hasMessageMatching(
                        "Server 'weather' has not ended tools/list within .+: \\d+ pages with \\d+ entries came"
                                + " until then\\. A whole list may take 5 times as long as one request; if it may take longer,"
                                + " raise requestTimeout\\.");
        assertThat(page.get()).isLessThan(Listing.MAX_PAGES);
    }

    @Test
    void a_list_as_a_whole_has_a_size() {
        String note = "x".repeat(Limits.messageBytes() / 3);
        var page = new AtomicInteger();
        var listing = new Listing(
                "weather",
                (method, params, timeout) -> JsonObject.builder()
                        .put("tools", List.of(Map.of("name", note)))
                        .put("nextCursor", "page " + page.incrementAndGet())
                        .build(),
                Duration.ofMinutes(1));

        assertThatThrownBy(() -> listing.all(McpList.TOOLS, ProtocolEra.HANDSHAKE))
                .isInstanceOf(McpProtocolException.class)
                .hasMessage(
                        "Server 'weather' has not ended tools/list after 3 pages with 3 entries, which take more than "
                                + Limits.mib(Limits.messageBytes()) + ", the limit of mcp-junit for one list. "
                                + Limits.howToRaise());
    }

    private Listing of(String... pages) {
        Iterator<String> rest = List.of(pages).iterator();
        return new Listing(
                "weather",
                (method, params, timeout) -> {
                    asked.add(params.toString());
                    return (JsonObject) Json.parse(rest.next().replace('\'', '"'));
                },
                Duration.ofMinutes(1));
    }
}
