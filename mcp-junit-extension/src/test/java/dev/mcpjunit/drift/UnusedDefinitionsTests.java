/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift;

import static dev.mcpjunit.drift.SchemaOfTool.assertFails;
import static dev.mcpjunit.drift.SchemaOfTool.assertPasses;
import static dev.mcpjunit.drift.SchemaOfTool.compare;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Level;
import dev.mcpjunit.snapshot.CatalogFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Definitions that become invalid and that nothing refers to: what real clients do with them. */
class UnusedDefinitionsTests {

    private static final Map<String, String> DEFINITIONS = Map.of(
            "with `\"type\": \"date\"`", "{'type':'date'}",
            "with a dangling `$ref`", "{'$ref':'#/$defs/missing'}",
            "with a broken `pattern`", "{'pattern':'('}",
            "`null`", "null");

    private static final Map<String, String> CLIENTS = Map.of(
            "Java SDK 2.1.0, validating",
            "the Java SDK 2.1, where it validates",
            "Python SDK 1.29.0 (documented)",
            "the Python SDK 1.29 and 2.0 (documented)",
            "Python SDK 2.0.0 (documented)",
            "the Python SDK 1.29 and 2.0 (documented)",
            "LangChain4j 1.18.1",
            "LangChain4j 1.18");

    private static String schema(String member, String definition) {
        return "{'type':'object','properties':{'a':" + member + "},'$defs':{'Old':" + definition + "}}";
    }

    private static Change invalid(String side, String definition) {
        return compare(side, schema("{'type':'string'}", "{'type':'string'}"), schema("{'type':'string'}", definition))
                .changes()
                .stream()
                .filter(change -> change.rule().equals(side + ".schema-invalid"))
                .findFirst()
                .orElseThrow();
    }

    /** A line of docs/interop.md about an unused definition. */
    record Line(String side, String title, List<String> refusing) {
        @Override
        public String toString() {
            return side + ": " + title;
        }
    }

    static Stream<Line> lines() throws IOException {
        String prefix = "| unused definition ";
        List<String> page = Files.readAllLines(Path.of("../docs/interop.md"));
        List<String> clients = cells(page.stream()
                .filter(line -> line.startsWith("| shape |"))
                .findFirst()
                .orElseThrow());
        return Stream.of("input", "output").flatMap(side -> DEFINITIONS.keySet().stream()
                .map(title -> new Line(
                        side,
                        title,
                        section(page, side)
                                .filter(line -> line.startsWith(prefix + title + " |"))
                                .map(UnusedDefinitionsTests::cells)
                                .flatMap(cells -> Stream.iterate(1, i -> i < cells.size(), i -> i + 1)
                                        .filter(i -> !cells.get(i).contains("✓"))
                                        .map(clients::get))
                                .toList())));
    }

    private static Stream<String> section(List<String> page, String side) {
        int start = page.indexOf("## `" + side + "Schema`");
        return page.subList(start + 1, page.size()).stream().takeWhile(line -> !line.startsWith("## "));
    }

    private static List<String> cells(String line) {
        return List.of(line.substring(2, line.length() - 2).split(" \\| "));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void a_client_that_was_seen_to_refuse_it_makes_it_fail_and_is_named(Line line) {
        Change change = invalid(line.side(), DEFINITIONS.get(line.title()));

        assertThat(change.level()).isEqualTo(line.refusing().isEmpty() ? Level.RISKY : Level.INTEROP);
        assertThat(change.words()).contains("; nothing refers to this definition, ");
        CLIENTS.forEach((client, words) -> {
            boolean named = line.refusing().stream().anyMatch(refusing -> CLIENTS.getOrDefault(refusing, refusing)
                    .equals(words));
            assertThat(change.words().contains(words)).as(words).isEqualTo(named);
        });
    }

    @Test
    void the_page_has_lines_of_both_kinds() throws IOException {
        assertThat(lines()).anyMatch(line -> line.refusing().isEmpty());
        assertThat(lines()).anyMatch(line -> line.refusing().contains("LangChain4j 1.18.1"));
        assertThat(lines()).anyMatch(line -> line.refusing().contains("Java SDK 2.1.0, validating"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'$ref':'#/$defs/Old'}",
                "{'type':'array','items':{'$ref':'#/$defs/Old'}}",
                "{'$ref':'#/$defs/Old/properties/q'}",
                "{'$dynamicRef':'#any'}",
            })
    void a_definition_that_something_refers_to_breaks(String member) {
        assertUsed(member);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'items':[TO]",
                "'items':[true],'additionalItems':TO",
                "'unevaluatedItems':TO",
                "'unevaluatedProperties':TO",
                "'dependencies':{'k':TO}",
                "'dependentSchemas':{'k':TO}",
                "'if':true,'then':TO",
                "'if':true,'else':TO",
                "'prefixItems':[TO]",
                "'contains':TO",
                "'propertyNames':TO",
                "'patternProperties':{'^x':TO}"
            })
    void a_reference_under_any_keyword_counts(String keyword) {
        assertUsed("{" + keyword.replace("TO", "{'$ref':'#/$defs/Old'}") + "}");
    }

    private static void assertUsed(String member) {
        String valid = "{'type':'object','properties':{'q':{'$dynamicAnchor':'any'}}}";
        String invalid = "{'type':'object','properties':{'q':{'$dynamicAnchor':'any','pattern':'('}}}";

        assertThat(compare("input", schema(member, valid), schema(member, invalid))
                        .failing())
                .anySatisfy(change -> {
                    assertThat(change.rule()).isEqualTo("input.schema-invalid");
                    assertThat(change.level()).isEqualTo(Level.BREAKING);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'object','properties':{'definitions':{'type':'object','patternProperties':{'(':{}}}}}",
                "{'type':'object','properties':{'$defs':{'type':'string','pattern':'('}}}",
                "{'$ref':'#/$defs/A','$defs':{'A':{'$ref':'#/$defs/B'},'B':{'pattern':'('}}}",
            })
    void a_member_that_is_named_like_a_place_of_definitions_is_none(String schema) {
        assertThat(compare("input", schema.replace("'('", "'x'"), schema).failing())
                .extracting(Change::rule, Change::level)
                .contains(tuple("input.schema-invalid", Level.BREAKING));
    }

    @Test
    void a_definition_that_is_used_later_breaks_then() {
        assertThat(compare(
                                "input",
                                schema("{'type':'string'}", "{'type':'date'}"),
                                schema("{'$ref':'#/$defs/Old'}", "{'type':'date'}"))
                        .failing())
                .isNotEmpty();
    }

    @Test
    void in_a_new_tool_it_is_judged_alike() {
        assertThat(Drift.compare(
                                CatalogFile.parse("{\"tools\":[]}"),
                                CatalogFile.parse(
                                        SchemaOfTool.tool("input", schema("{'type':'string'}", "{'pattern':'('}"))
                                                .replace('\'', '"')),
                                DriftOptions.defaults())
                        .changes())
                .filteredOn(change -> change.rule().equals("input.schema-invalid"))
                .singleElement()
                .extracting(Change::level)
                .isEqualTo(Level.RISKY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'$ref':'#/$defs/Old'}",
                "{'type':'array','items':{'$ref':'#/$defs/Old'}}",
                "{'anyOf':[{'type':'integer'},{'$ref':'#/$defs/Old'}]}",
                "{'$ref':'#/$defs/Between'}"
            })
    void the_first_reference_to_an_unusable_definition_fails(String member) {
        for (String definition : List.of("{'type':'date'}", "{'$ref':'#/$defs/missing'}", "{'pattern':'('}")) {
            String definitions = definition + ",'Between':{'$ref':'#/$defs/Old'}";
            String before = schema("{'type':'string'}", definitions);
            String now = schema("{'type':'string'},'b':" + member, definitions);
            assertFails("input.schema-invalid", "input", before, now);
            assertFails("output.schema-invalid", "output", before, now);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'$ref':'#/$defs/Old'} | {'$ref':'#/$defs/Old'},'b':{'$ref':'#/$defs/Old'}",
                "{'type':'string'} | {'type':'string'},'b':{'type':'string'}"
            })
    void a_definition_that_was_as_unusable_before_does_not_fail(String before, String now) {
        assertPasses("input", schema(before, "{'type':'date'}"), schema(now, "{'type':'date'}"));
    }
}
