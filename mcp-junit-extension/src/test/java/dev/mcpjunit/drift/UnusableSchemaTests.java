/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift;

import static dev.mcpjunit.drift.SchemaOfTool.around;
import static dev.mcpjunit.drift.SchemaOfTool.assertFails;
import static dev.mcpjunit.drift.SchemaOfTool.assertPasses;
import static dev.mcpjunit.drift.SchemaOfTool.compare;
import static dev.mcpjunit.drift.SchemaOfTool.property;
import static dev.mcpjunit.drift.SchemaOfTool.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.drift.change.Convention;
import dev.mcpjunit.drift.change.Level;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.snapshot.CatalogFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Schemas that cannot be used, say nothing, or are too large: they fail where they became so, and hide nothing else.
 */
class UnusableSchemaTests {

    private static final Path FIELD = Path.of("src/test/resources/dev/mcpjunit/drift/field");

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "f01-base | f01-bad-pattern | input.schema-invalid /inputSchema/properties/name/pattern",
                "f01-base | f01-items-list | input.schema-invalid /inputSchema/properties/tags/items",
                "f01-base | f01-properties-array | input.schema-invalid /inputSchema/properties",
                "f01-base | f01-property-text | input.schema-invalid /inputSchema/properties/name",
                "f01-base | f01-required-null | input.schema-invalid /inputSchema/required",
                "f01-base | f01-self-reference | input.schema-invalid /inputSchema/properties/name/$ref",
                "f01-base | f01-unknown-type | input.schema-invalid /inputSchema/properties/name/type",
                "f01-dangling-old | f01-dangling-new | input.schema-invalid /inputSchema/properties/root/$ref",
                "f01-base | f02-dialect-only | input.collapsed /inputSchema",
                "f01-base | f02-empty | input.collapsed /inputSchema",
                "f01-base | f02-validator-internals | input.collapsed /inputSchema",
                "f01-base | f02-no-members | input.property-removed /inputSchema/properties/height"
            })
    void a_schema_that_was_seen_in_the_field_fails(String before, String now, String expected) throws Exception {
        DriftReport report = Drift.compare(read(before), read(now), DriftOptions.defaults());

        assertThat(report.failing())
                .extracting(change -> change.level() + " " + change.rule() + " " + change.at())
                .contains("BREAKING " + expected);
        assertThat(report.changes())
                .noneMatch(change -> change.level() == Level.COMPATIBLE
                        && change.rule().matches(".*(type-widened|became-optional)"));
    }

    private static Catalog read(String name) throws Exception {
        return CatalogFile.parse(Files.readString(FIELD.resolve(name + ".json")));
    }

    /** Each may be the schema of a property. */
    static Stream<String> unusable() {
        return Stream.of(
                "{'type':'date'}",
                "{'type':null}",
                "{'type':[]}",
                "{'$ref':'#/$defs/Gone'}",
                "{'$ref':'#/components/schemas/Gone'}",
                "{'$ref':'#gone'}",
                "{'$ref':'#/properties/z'}",
                "{'anyOf':[{'$ref':'#/properties/z'}]}",
                "{'$ref':'https://example.com/z.json'}",
                "{'type':'string','required':true}",
                "null",
                "'string'",
                "[]",
                "{'type':'object','properties':[]}",
                "{'type':'string','$defs':[]}",
                "{'type':'object','required':null}",
                "{'type':'object','required':['a','a']}",
                "{'type':'object','additionalProperties':null}",
                "{'type':'array','items':[{}]}",
                "{'type':'array','items':'string'}",
                "{'enum':{}}",
                "{'anyOf':[]}",
                "{'anyOf':[null,{'type':'string'}]}",
                "{'type':'string','minLength':'1'}",
                "{'type':'string','minLength':99999999999999}",
                "{'type':'integer','minimum':0,'exclusiveMinimum':true}",
                "{'type':'string','pattern':'(?i)a'}",
                "{'type':'object','patternProperties':{'([':{}}}",
                "{'type':'string','description':null}",
                "{'not':null}");
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void a_part_that_became_unusable_fails(String part) {
        for (String side : List.of("input", "output")) {
            String rule = part.contains("https:") ? ".external-reference" : ".schema-invalid";
            assertThat(compare(side, property("{'type':'string'}"), property(part))
                            .failing())
                    .as(side)
                    .anyMatch(change -> change.rule().equals(side + rule) && change.level() == Level.BREAKING);
            assertThat(compare(side, "{'type':'object','properties':{}}", property(part))
                            .failing())
                    .as(side + ", of a new member")
                    .anyMatch(change -> change.rule().equals(side + rule));
        }
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void a_part_that_always_was_unusable_hides_nothing(String part) {
        assertFails(
                "input.type-changed",
                "input",
                around(part, "'a':{'type':'string'}", ""),
                around(part, "'a':{'type':'integer'}", ""));
        assertFails(
                "output.type-changed",
                "output",
                around(part, "'a':{'type':'string'}", ""),
                around(part, "'a':{'type':'integer'}", ""));
        assertFails(
                "input.property-became-required", "input", around(part, "'a':{}", ""), around(part, "'a':{}", "'a'"));
        assertFails(
                "input.required-property-added",
                "input",
                around(part, "'a':{}", ""),
                around(part, "'a':{},'b':{}", "'b'"));
        assertFails("input.property-removed", "input", around(part, "'a':{},'b':{}", ""), around(part, "'a':{}", ""));
        assertFails(
                "input.property-became-required", "input", around(part, "'a':{}", ""), around(part, "'a':{}", "'z'"));
        assertFails(
                "output.property-became-optional", "output", around(part, "'a':{}", "'a'"), around(part, "'a':{}", ""));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void a_part_that_always_was_unusable_fails_nothing(String part) {
        for (String side : List.of("input", "output")) {
            assertPasses(side, around(part, "'a':{}", ""), around(part, "'a':{'description':'An a'}", ""));
            assertPasses(side, around(part, "'a':{},'b':{}", "'a'"), around(part, "'b':{},'a':{}", "'a'"));
            assertPasses(side, around(part, "'a':{'type':'string'}", ""), around(part, "'a':{'type':['string']}", ""));
        }
        assertPasses("input", around(part, "'a':{}", ""), around(part, "'a':{},'b':{}", ""));
        assertPasses("input", around(part, "'a':{'type':'integer'}", ""), around(part, "'a':{'type':'number'}", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'date'} | {'type':'string','format':'date'}",
                "{'$ref':'#/$defs/Gone'} | {'type':'string'}",
                "null | {'type':'string'}",
                "{'enum':{}} | {'enum':['a']}",
                "{'type':'string','required':true} | {'type':'string'}",
                "{'anyOf':[null,{'type':'string'}]} | {'type':['string','null']}",
                "{'type':'string','pattern':'(?i)a'} | {'type':'string','pattern':'[aA]'}"
            })
    void a_part_that_was_repaired_does_not_fail(String before, String now) {
        DriftReport report = compare("input", property(before), property(now));

        assertThat(report.failing()).isEmpty();
        assertThat(report.changes()).anyMatch(change -> change.level() == Level.RISKY);
    }

    @Test
    void what_draft_3_called_required_may_become_what_everybody_calls_so() {
        assertPasses(
                "input",
                property("{'type':'string','required':true}"),
                "{'type':'object','properties':{'a':{},'z':{'type':'string'}},'required':['z']}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'required':null | /required",
                "'required':true | /required",
                "'$defs':[] | /$defs",
                "'$schema':'https://example.com/dialect' | /$schema",
                "'$schema':7 | /$schema",
                "'allOf':[] | /allOf"
            })
    void an_unusable_keyword_of_the_root_fails_once_and_hides_nothing(String keyword, String at) {
        String good = "{'type':'object','properties':{'a':{'type':'string'}}}";
        String bad = "{'type':'object','properties':{'a':{'type':'string'}}," + keyword + "}";

        assertThat(compare("input", good, bad).failing())
                .extracting(change -> change.rule() + " " + change.at())
                .contains("input.schema-invalid /inputSchema" + at);
        assertPasses("input", bad, bad.replace("'a'", "'b':{},'a'"));
        assertFails("input.type-changed", "input", bad, bad.replace("string", "integer"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "true | input.schema-invalid",
                "null | input.schema-invalid",
                "[] | input.schema-invalid",
                "'object' | input.schema-invalid",
                "{} | input.collapsed",
                "{'title':'Arguments'} | input.collapsed",
                "{'properties':{'a':{'type':'string'}}} | input.not-an-object",
                "{'type':'object'} | input.property-removed",
                "{'type':'object','properties':{},'additionalProperties':true} | input.property-removed"
            })
    void a_schema_that_says_less_never_gets_a_milder_verdict(String now, String rule) {
        assertFails(rule, "input", "{'type':'object','properties':{'a':{'type':'string'}}}", now);
    }

    @Test
    void a_definition_that_moved_with_its_defect_is_the_same() {
        assertPasses(
                "input",
                "{'type':'object','properties':{'a':{'$ref':'#/$defs/A'}},'$defs':{'A':{'type':'date'}}}",
                "{'type':'object','properties':{'a':{'$ref':'#/definitions/B'}},'definitions':{'B':{'type':'date'}}}");
        assertPasses(
                "input",
                "{'type':'object','properties':{'a':{'$ref':'#/$defs/A'}},'$defs':{'A':{'type':'date'}}}",
                "{'type':'object','properties':{'a':{'type':'date'}}}");
    }

    @Test
    void size_hides_nothing() {
        String many = IntStream.range(0, 8_000)
                .mapToObj(i -> "'p" + i + "':{'type':'string'},")
                .reduce("", String::concat);
        String chain = IntStream.range(0, 6_000)
                .mapToObj(i -> "'d" + i + "':{'$ref':'#/$defs/d" + (i + 1) + "'},")
                .reduce("", String::concat);
        String clauses = IntStream.range(0, 40)
                .mapToObj(i -> "{'anyOf':[{'required':['v" + i % 20 + "'],'properties':{'v" + i % 20 + "':{'const':"
                        + (i % 3 == 0)
                        + "}}},{'required':['v" + i * 7 % 20 + "'],'properties':{'v" + i * 7 % 20 + "':{'const':"
                        + (i % 2 == 0) + "}}}]}")
                .reduce((one, other) -> one + "," + other)
                .orElseThrow();
        for (String schema : List.of(
                "{'type':'object','properties':{" + many + "%s},'required':[%s]}",
                "{'type':'object','properties':{'z':{'$ref':'#/$defs/d0'},%s},'required':[%s],'$defs':{" + chain
                        + "'d6000':{}}}",
                "{'type':'object','properties':{%s},'required':[%s],'allOf':[" + clauses + "]}")) {
            String old = String.format(schema, "'a':{'type':'string'}", "");

            assertFails("input.type-changed", "input", old, String.format(schema, "'a':{'type':'integer'}", ""));
            assertFails(
                    "input.property-became-required",
                    "input",
                    old,
                    String.format(schema, "'a':{'type':'string'}", "'a'"));
            assertPasses("input", old, String.format(schema, "'a':{'type':'string'},'b':{}", ""));
            assertPasses("input", old, String.format(schema, "'a':{'type':'string','description':'An a'}", ""));
        }
    }

    @Test
    void a_change_at_the_end_of_a_long_chain_of_references_is_found() {
        String chain = IntStream.range(0, 6_000)
                .mapToObj(i -> "'d" + i + "':{'$ref':'#/$defs/d" + (i + 1) + "'},")
                .reduce("", String::concat);
        String schema = "{'type':'object','properties':{'z':{'$ref':'#/$defs/d0'}},'$defs':{" + chain + "'d6000':%s}}";

        assertFails(
                "input.type-changed",
                "input",
                String.format(schema, "{'type':'string'}"),
                String.format(schema, "{'type':'integer'}"));
    }

    @ParameterizedTest
    @CsvSource({"100", "450"})
    void depth_hides_nothing_and_needs_no_large_stack(int levels) throws Exception {
        var failures = new ArrayList<Throwable>();
        Thread small = new Thread(
                null,
                () -> {
                    assertFails(
                            "input.type-changed",
                            "input",
                            nested(levels, "{'type':'string'}"),
                            nested(levels, "{'type':'integer'}"));
                    assertFails(
                            "input.schema-invalid", "input", nested(levels, "{}"), nested(levels, "{'$ref':'#/gone'}"));
                    assertFails(
                            "input.property-removed",
                            "input",
                            nested(levels, "{'type':'object','properties':{'a':{},'b':{}}}"),
                            nested(levels, "{'type':'object','properties':{'a':{}}}"));
                    assertPasses(
                            "input",
                            nested(levels, "{'type':'string'}"),
                            nested(levels, "{'type':'string','title':'a'}"));
                    String lists =
                            "{'type':'object','x':" + "[".repeat(2 * levels) + "%s" + "]".repeat(2 * levels) + "}";
                    assertPasses("input", String.format(lists, 1), String.format(lists, 2));
                },
                "small stack",
                512L << 10);
        small.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
        small.start();
        small.join();

        assertThat(failures).isEmpty();
    }

    private static String nested(int levels, String innermost) {
        return "{'type':'object','properties':{'n':".repeat(levels) + innermost + "}}".repeat(levels);
    }

    @Test
    void servers_that_honor_what_they_no_longer_declare_are_only_risky() {
        String before = tool("input", "{'type':'object','properties':{'a':{},'b':{}}}");
        String now = tool("input", "{'type':'object','properties':{'a':{}}}");

        assertThat(Drift.compare(
                                CatalogFile.parse(before.replace('\'', '"')),
                                CatalogFile.parse(now.replace('\'', '"')),
                                DriftOptions.defaults()
                                        .withConventions(Set.of(Convention.UNDECLARED_MEMBERS_ARE_HONORED)))
                        .changes())
                .extracting(change -> change.level() + " " + change.rule())
                .containsExactly("RISKY input.property-removed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'title':'any'", "'$schema':'https://example.com/other'"})
    void an_unknown_dialect_breaks(String before) {
        String schema = "{%s,'type':'object','properties':{'a':{}}}";
        for (String side : List.of("input", "output")) {
            assertThat(compare(
                                    side,
                                    schema.formatted(before),
                                    schema.formatted("'$schema':'https://example.com/dialect'"))
                            .failing())
                    .extracting(change -> change.level() + " " + change.rule() + " " + change.at())
                    .contains("BREAKING " + side + ".schema-invalid /" + side + "Schema/$schema");
        }
    }
}
