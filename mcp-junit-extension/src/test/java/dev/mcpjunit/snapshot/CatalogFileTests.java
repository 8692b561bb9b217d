/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.snapshot;

import static dev.mcpjunit.testkit.Catalogs.catalog;
import static dev.mcpjunit.testkit.Catalogs.tool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.model.Snapshot;
import dev.mcpjunit.model.Tool;
import dev.mcpjunit.snapshot.internal.format.SnapshotFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogFileTests {

    private static Catalog parse(String text) {
        return CatalogFile.parse(text.replace('\'', '"'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'name':'a'},{'name':'b'}]",
                "{'tools':[{'name':'a'},{'name':'b'}]}",
                "{'jsonrpc':'2.0','id':1,'result':{'tools':[{'name':'a'},{'name':'b'}]}}",
                "{'tools/list':{'tools':[{'name':'a'},{'name':'b'}]}}",
                "{'tools/list':{'pages':[{'tools':[{'name':'a'}],'nextCursor':'x'},{'tools':[{'name':'b'}]}]}}"
            })
    void tools_are_found_in_every_usual_form(String text) {
        assertThat(parse(text).tools()).extracting(Tool::name).containsExactly("a", "b");
    }

    @Test
    void a_capture_has_a_server_and_more_than_tools() {
        Catalog catalog = parse("{'initialize':{'protocolVersion':'2025-11-25','serverInfo':{'name':'s'},"
                + "'capabilities':{'tools':{}},'instructions':'Read.'},'tools/list':{'pages':[{'tools':[]}]},"
                + "'prompts/list':{'prompts':[{'name':'p'}]},'resources/list':{'pages':[{'resources':[{'uri':'r:1'}]}]},"
                + "'resources/templates/list':{'resourceTemplates':[{'uriTemplate':'t:{x}'}]}}");

        assertThat(catalog.server().name()).isEqualTo("s");
        assertThat(catalog.server().instructions()).contains("Read.");
        assertThat(catalog.server().offers("tools")).isTrue();
        assertThat(catalog.prompt("p")).isPresent();
        assertThat(catalog.resource("r:1")).isPresent();
        assertThat(catalog.resourceTemplates()).hasSize(1);
    }

    @Test
    void a_snapshot_is_read_as_what_it_is() {
        Catalog catalog = catalog(tool("a", "{'x':1}"));

        assertThat(CatalogFile.parse(SnapshotFormat.print(new Snapshot(catalog, Optional.empty()))))
                .isEqualTo(catalog);
    }

    @Test
    void a_file_without_a_catalog_is_told_so() {
        assertThatThrownBy(() -> parse("{'a':1}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no catalog in this file: neither a snapshot, nor the result of tools/list, nor a"
                        + " capture. It has [a]");
        assertThatThrownBy(() -> parse("7"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A catalog is an object or an array of tools, but this is 7");
        assertThatThrownBy(() -> parse("{'tools':{'a':{}}}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The 'tools' of this file is not an array");
        assertThatThrownBy(() -> parse("['a']"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The 'tools' of this file has an entry that is not an object: \"a\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{'tools':[", "<html>"})
    void what_is_not_json_is_no_catalog(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Not JSON: ");
    }

    @Test
    void a_message_quotes_the_beginning_of_a_file() {
        assertThatThrownBy(() -> CatalogFile.parse("\"" + "x".repeat(1_000_000) + "\""))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .hasSizeBetween(100, 400)
                .startsWith("A catalog is an object or an array of tools, but this is \"xxx");
    }

    @Test
    void entries_with_the_same_name_are_written_in_one_order_for_any_order_of_members() {
        Catalog catalog = parse("[{'title':'b','inputSchema':{}},{'name':null}]");
        Catalog shuffled = parse("[{'name':null},{'inputSchema':{},'title':'b'}]");

        assertThat(SnapshotFormat.print(new Snapshot(catalog, Optional.empty())))
                .isEqualTo(SnapshotFormat.print(new Snapshot(shuffled, Optional.empty())));
    }
}
