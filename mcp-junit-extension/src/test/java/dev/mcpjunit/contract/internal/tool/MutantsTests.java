/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.contract.tool.Mutant;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonValue;
import java.util.List;
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
                        "without /n/1/b: {\"n\":[{\"a\":1},{\"a\":2}]}");
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
}
