/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"b\":1,\"a\":[true,false,null,\"x\\n\\u0000é😀\"]}",
                "[]",
                "{}",
                "\"\"",
                "0",
                "-1.50",
                "1E+400",
                "123456789012345678901234567890.123456789",
                "null"
            })
    void printing_keeps_order_and_spelling(String text) {
        assertThat(Json.parse(text)).hasToString(text.replace("\\u0000", "\\u0000"));
    }

    @Test
    void values_are_compared_by_meaning() {
        assertThat(Json.parse("{\"a\":1,\"b\":[2.0,3]}"))
                .isEqualTo(Json.parse("{\"b\":[2,30e-1],\"a\":1.00}"))
                .hasSameHashCodeAs(Json.parse("{\"b\":[2,30e-1],\"a\":1.00}"))
                .isNotEqualTo(Json.parse("{\"a\":1,\"b\":[3,2]}"));
    }

    @Test
    void a_number_with_a_giant_exponent_costs_nothing() {
        JsonValue giant = Json.parse("1e999999999");

        assertThat(giant).hasToString("1E+999999999").isNotEqualTo(Json.parse("1e999999998"));
        assertThat(((JsonNumber) giant).isInteger()).isTrue();
    }

    @Test
    void integers_are_told_by_value_not_by_spelling() {
        assertThat(List.of("1", "1.0", "10e-1", "0.0", "1E2")).allMatch(n -> ((JsonNumber) Json.parse(n)).isInteger());
        assertThat(List.of("1.5", "1e-1")).noneMatch(n -> ((JsonNumber) Json.parse(n)).isInteger());
    }

    @Test
    void the_last_of_two_equal_names_wins_as_in_javascript() {
        assertThat(Json.parse("{\"a\":1,\"a\":2}")).hasToString("{\"a\":2}");
    }

    @Test
    void sorted_print_is_stable_and_readable() {
        var value = Json.parse("{\"b\":{},\"a\":[1,{\"z\":\"ä\",\"y\":[]}]}");

        assertThat(Json.printSorted(value)).isEqualTo("""
                        {
                          "a": [
                            1,
                            {
                              "y": [],
                              "z": "ä"
                            }
                          ],
                          "b": {}
                        }""");
        assertThat(Json.parse(Json.printSorted(value))).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "{", "[1,]", "{\"a\"}", "nul", "1 2", "'a'", "NaN", "\u0001", "{\"a\":1}x"})
    void what_is_not_json_is_said_with_an_excerpt(String text) {
        assertThatThrownBy(() -> Json.parse(text))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageStartingWith("Not JSON: ");
    }

    @Test
    void the_message_says_where_the_text_stops_being_json() {
        assertThatThrownBy(() -> Json.parse("{\"a\":1,}"))
                .hasMessageContaining("line 1, column 8")
                .hasMessageEndingWith("in: {\"a\":1,}");
    }

    @Test
    void a_hostile_depth_is_refused() {
        assertThatThrownBy(() -> Json.parse("[".repeat(100_000)))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining("nesting depth")
                .hasMessageContaining("100000 characters");
    }

    @Test
    void java_values_come_and_go() {
        var plain = new HashMap<String, Object>();
        plain.put("none", null);
        plain.put("list", Arrays.asList(1, 2.5, "x", true));
        plain.put("map", Map.of("k", 'c'));

        assertThat(JsonValue.of(plain))
                .isEqualTo(Json.parse("{\"none\":null,\"list\":[1,2.5,\"x\",true],\"map\":{\"k\":\"c\"}}"));
        assertThat(JsonValue.of(JsonValue.of(plain).toJava())).isEqualTo(JsonValue.of(plain));
    }

    @Test
    void a_java_value_without_json_form_is_named_with_its_place() {
        assertThatThrownBy(() -> JsonValue.of(Map.of("a", List.of(1, new Object()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No JSON form for java.lang.Object at /a/1: use maps, collections, text, numbers, booleans"
                        + " or null");
        assertThatThrownBy(() -> JsonValue.of(Double.NaN)).hasMessage("JSON has no NaN, found at the root");
        assertThatThrownBy(() -> JsonValue.of(Map.of(1, 2)))
                .hasMessage("The names of a JSON object must be text, but at the root there is 1");
    }

    @Test
    void pointers_find_what_they_name() {
        var value = Json.parse("{\"a/b\":[{\"~\":1}],\"\":2}");

        assertThat(value.at("/a~1b/0/~0")).contains(JsonValue.of(1));
        assertThat(value.at("/")).contains(JsonValue.of(2));
        assertThat(value.at("")).contains(value);
        assertThat(value.at("/a~1b/1")).isEmpty();
        assertThat(value.at("/a~1b/-")).isEmpty();
        assertThat(value.at("/a~1b/00")).isEmpty();
        assertThat(JsonPointer.ROOT.child("a/b").child(0).child("~")).hasToString("/a~1b/0/~0");
        assertThatThrownBy(() -> value.at("a"))
                .hasMessage("A JSON Pointer is empty or starts with '/', but this is: a");
    }

    @Test
    void objects_are_rebuilt_member_by_member() {
        var object = JsonObject.builder().put("a", 1).put("b", 2).build();

        assertThat(object.toBuilder().put("a", 3).remove("b").build()).hasToString("{\"a\":3}");
        assertThat(object).hasToString("{\"a\":1,\"b\":2}");
    }

    @Test
    void half_a_surrogate_pair_is_written_as_an_escape_that_utf_8_can_carry() {
        JsonValue value = Json.parse("{\"\\ud83d\":[\"a\\udfffb\",\"\\ud83c\\udf0d\"]}");

        String text = Json.print(value);

        assertThat(text).isEqualTo("{\"\\ud83d\":[\"a\\udfffb\",\"🌍\"]}");
        assertThat(new String(
                        text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(text);
        assertThat(Json.parse(text)).isEqualTo(value);
        assertThat(Json.parse(Json.printSorted(value))).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e2147483648", "1e-2147483648", "[123456789012345e78456307890]"})
    void an_exponent_that_java_has_no_number_for_is_beyond_a_limit(String text) {
        assertThatThrownBy(() -> Json.parse(text))
                .isInstanceOfSatisfying(MalformedJsonException.class, refused -> assertThat(refused.isBeyondLimit())
                        .isTrue())
                .hasMessageStartingWith(
                        "Not JSON: a number has an exponent beyond 2,147,483,647, the limit of mcp-junit: 1");
    }
}
