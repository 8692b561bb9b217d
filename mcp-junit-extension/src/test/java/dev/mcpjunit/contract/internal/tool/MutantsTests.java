/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.tool;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.contract.tool.Mutant;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which changes are made to a value, and which arguments are made from a schema. */
class MutantsTests {

    private static List<String> mutants(String value, String... schemas) {
        return Mutants.of(
                        List.of(Json.parse(value)),
                        List.of(schemas).stream().map(Json::parse).toList())
                .stream()
                .map(mutant -> mutant + ": " + mutant.value())
                .toList();
    }

    @Test
    void each_member_is_dropped_and_gets_another_type() {
        assertThat(mutants("{\"a\":\"x\",\"b\":{\"c\":true}}"))
                .containsExactly(
                        "without /a: {\"b\":{\"c\":true}}",
                        "another type at /a: {\"a\":7,\"b\":{\"c\":true}}",
                        "without /b: {\"a\":\"x\"}",
                        "another type at /b: {\"a\":\"x\",\"b\":\"text\"}",
                        "without /b/c: {\"a\":\"x\",\"b\":{}}",
                        "another type at /b/c: {\"a\":\"x\",\"b\":{\"c\":\"text\"}}");
    }

    @Test
    void a_list_is_emptied_and_its_items_count_as_one_place() {
        assertThat(mutants("{\"n\":[{\"a\":1},{\"a\":2,\"b\":null}]}"))
                .containsExactly(
                        "without /n: {}",
                        "another type at /n: {\"n\":\"text\"}",
                        "no items in /n: {\"n\":[]}",
                        "another type at /n/0: {\"n\":[\"text\",{\"a\":2,\"b\":null}]}",
                        "without /n/0/a: {\"n\":[{},{\"a\":2,\"b\":null}]}",
                        "another type at /n/0/a: {\"n\":[{\"a\":\"text\"},{\"a\":2,\"b\":null}]}",
                        "without /n/1/b: {\"n\":[{\"a\":1},{\"a\":2}]}",
                        "another type at /n/1/b: {\"n\":[{\"a\":1},{\"a\":2,\"b\":[[]]}]}");
    }

    @Test
    void a_value_leaves_the_enum_that_a_schema_lists_for_its_member() {
        String left = "not a value of the enum at /unit: {\"unit\":\"box-unlisted\"}";
        String unit = "{\"properties\":{\"unit\":%s}}";
        assertThat(mutants("{\"unit\":\"box\"}", unit.replace("%s", "{\"enum\":[\"box\",\"piece\"]}")))
                .contains(left);
        assertThat(mutants("{\"unit\":\"box\"}", unit.replace("%s", "{\"anyOf\":[{\"const\":\"box\"},{}]}")))
                .contains(left);
        assertThat(mutants(
                        "{\"unit\":\"box\"}",
                        "{\"$defs\":{\"u\":{\"enum\":[\"box\"]}},\"properties\":{\"unit\":{\"$ref\":\"#/$defs/u\"}}}"))
                .contains(left);
        assertThat(mutants("{\"unit\":\"bag\"}", unit.replace("%s", "{\"enum\":[\"box\"]}")))
                .hasSize(2);
        assertThat(mutants("{\"other\":\"box\"}", unit.replace("%s", "{\"enum\":[\"box\"]}")))
                .hasSize(2);
    }

    @Test
    void a_number_leaves_its_enum_too_and_a_value_of_the_enum_is_not_used() {
        assertThat(mutants("{\"level\":2}", "{\"properties\":{\"level\":{\"enum\":[1,2,3]}}}"))
                .contains("not a value of the enum at /level: {\"level\":4}");
        assertThat(mutants("{\"a\":\"b\"}", "{\"properties\":{\"a\":{\"enum\":[\"b\",\"b-unlisted\"]}}}"))
                .contains("not a value of the enum at /a: {\"a\":\"b-unlisted-unlisted\"}");
    }

    @Test
    void a_name_with_a_slash_is_a_place_of_its_own() {
        assertThat(mutants("{\"a\":{\"b\":1},\"a/b\":2}")).hasSize(6);
    }

    /** Without a memory of visited schemas, five alternatives take too long. */
    @Test
    void alternatives_that_refer_to_each_other_end() {
        String list = ",{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/n\"}}";
        String schema = "{\"$defs\":{\"n\":{\"anyOf\":[{\"const\":\"x\"}" + list.repeat(12)
                + "]}},\"properties\":{\"a\":{\"$ref\":\"#/$defs/n\"}}}";

        assertThat(mutants("{\"a\":\"x\"}", schema)).contains("not a value of the enum at /a: {\"a\":\"x-unlisted\"}");
        assertThat(Enums.of(List.of(Json.parse(schema))).limit()).isEmpty();
    }

    @Test
    void a_search_for_enums_that_is_too_long_says_that_the_limit_is_that_of_the_check() {
        String property = IntStream.range(0, 1_000)
                .mapToObj(i -> "\"p" + i + "\":{\"$ref\":\"#/$defs/n\"}")
                .collect(joining(","));
        String schema =
                "{\"$defs\":{\"n\":{\"anyOf\":[{}" + ",{}".repeat(200) + "]}},\"properties\":{" + property + "}}";

        assertThat(Enums.of(List.of(Json.parse(schema))).limit())
                .hasValue("the enums of the schemas were not all read: that takes more than 100000 steps, which is the"
                        + " limit of this check");
    }

    @Test
    void circular_references_of_enums_end() {
        assertThat(mutants("{\"a\":\"x\"}", "{\"properties\":{\"a\":{\"$ref\":\"#/properties/a\"}}}"))
                .hasSize(2);
    }

    @Test
    void several_results_of_a_tool_share_their_places() {
        JsonValue one = Json.parse("{\"a\":1}");
        JsonValue two = Json.parse("{\"a\":2,\"b\":3}");
        assertThat(Mutants.of(List.of(one, two), List.of()))
                .extracting(Mutant::toString)
                .containsExactly("without /a", "another type at /a", "without /b", "another type at /b");
    }

    @Test
    void the_smallest_arguments_are_generated_and_the_smallest_with_each_optional_member() {
        JsonValue schema = Json.parse("{\"type\":\"object\",\"required\":[\"n\"],\"additionalProperties\":false,"
                + "\"properties\":{\"n\":{\"type\":\"integer\",\"minimum\":3},\"unit\":{\"enum\":[\"box\",\"piece\"]},"
                + "\"never\":false}}");

        assertThat(GeneratedArguments.smallest(schema))
                .extracting(smallest -> smallest instanceof Smallest.Found found
                        ? found.arguments().toString()
                        : smallest.toString())
                .satisfiesExactly(first -> assertThat(first).isEqualTo("{\"n\":3}"), second -> assertThat(second)
                        .contains("\"n\":3", "\"unit\":"));
        assertThat(GeneratedArguments.smallest(Json.parse("{\"type\":\"string\"}")))
                .containsExactly(new Smallest.None());
    }

    /** That nothing was found does not prove that the schema accepts everything. */
    @Test
    void a_schema_that_cannot_be_decided_is_unknown() {
        JsonValue remote = Json.parse("{\"$ref\":\"https://example.com/arguments\"}");

        var invalid = GeneratedArguments.invalid(remote, JsonObject.EMPTY, arguments -> false);
        assertThat(invalid.arguments()).isEmpty();
        assertThat(invalid.unknown()).hasValueSatisfying(reason -> assertThat(reason)
                .startsWith("no invalid arguments were found, and this check cannot tell whether there are any: "));
        assertThat(GeneratedArguments.invalid(Json.parse("{}"), JsonObject.EMPTY, arguments -> false)
                        .unknown())
                .isEmpty();
    }
}
