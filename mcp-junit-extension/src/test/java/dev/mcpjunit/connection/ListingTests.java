/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListingTests {

    private final List<String> asked = new ArrayList<>();

    @Test
    void a_page_that_comes_again_ends_the_reading() {
        Listing listing = of(
                "{'tools':[{'name':'a'}],'nextCursor':'x'}",
                "{'tools':[],'nextCursor':'x'}",
                "{'tools':[],'nextCursor':'x'}");

        assertThatThrownBy(() -> listing.all(McpList.TOOLS))
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

        assertThatThrownBy(() -> listing.all(McpList.TOOLS))
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

        assertThat(listing.all(McpList.TOOLS))
                .extracting(tool -> tool.string("name").orElseThrow())
                .containsExactly("a", "b", "c", "d");
        assertThat(asked).containsExactly("{}", "{\"cursor\":\"x\"}", "{\"cursor\":\"x\"}", "{\"cursor\":\"x\"}");
    }

    private Listing of(String... pages) {
        Iterator<String> rest = List.of(pages).iterator();
        return new Listing("weather", (method, params) -> {
            asked.add(params.toString());
            return (JsonObject) Json.parse(rest.next().replace('\'', '"'));
        });
    }
}
