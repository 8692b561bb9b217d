/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.peer.Pages;
import dev.mcpjunit.contract.internal.server.peer.Pages.BrokenListException;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.ProtocolEra;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many pages a list has is up to the server; that they lead to an end is not. */
class PagesTests {

    private static JsonObject page(String json) {
        return (JsonObject) Json.parse(json);
    }

    private static Pages pages(Pages.Source source) {
        return new Pages(McpList.TOOLS, ProtocolEra.STATELESS, source);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"tools":[1],"nextCursor":"a"} | {"tools":[2],"nextCursor":"a"} | the cursor "a" a second time
            {"tools":[1],"nextCursor":"a"} | {"tools":[1],"nextCursor":"b"} | was answered with the entries of an earlier page
            """)
    void pages_that_repeat_have_no_end(String first, String second, String problem) throws Exception {
        Pages pages = pages((number, params) -> page(number == 0 ? first : second));

        assertThatThrownBy(pages::all).isInstanceOf(BrokenListException.class).hasMessageContaining(problem);
        assertThat(pages.read()).containsExactly(page(first));
    }

    @Test
    void a_refused_cursor_breaks_the_list_after_its_first_page() throws Exception {
        JsonObject first = page("{\"tools\":[1],\"nextCursor\":\"a\"}");
        Pages pages = pages((number, params) -> {
            if (number == 0) {
                return first;
            }
            throw new NoAnswerException("was answered with an error");
        });

        assertThat(pages.readable()).isEqualTo(List.of(first));
        assertThatThrownBy(pages((number, params) -> {
                    throw new NoAnswerException("was answered with an error");
                })::all)
                .isExactlyInstanceOf(NoAnswerException.class);
    }

    @Test
    void an_empty_cursor_is_the_end_in_the_handshake_era() throws Exception {
        JsonObject first = page("{\"tools\":[1],\"nextCursor\":\"\"}");

        assertThat(new Pages(McpList.TOOLS, ProtocolEra.HANDSHAKE, (number, params) -> first).all())
                .containsExactly(first);
    }

    @ParameterizedTest
    @CsvSource({"null", "7", "false"})
    void a_cursor_that_is_no_text_ends_the_list(String cursor) throws Exception {
        JsonObject only = page("{\"tools\":[1],\"nextCursor\":" + cursor + "}");

        assertThat(pages((number, params) -> only).all()).containsExactly(only);
    }

    @Test
    void a_list_that_goes_on_and_on_is_inconclusive() {
        Pages pages = pages((number, params) -> page("{\"tools\":[],\"nextCursor\":\"" + number + "\"}"));

        assertThatThrownBy(pages::all).isInstanceOfSatisfying(Finding.class, finding -> {
            assertThat(finding.status()).isEqualTo(Status.INCONCLUSIVE);
            assertThat(finding.reason()).isEqualTo("tools/list was not at its end after 10000 pages");
        });
    }
}
