/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No two schemas make a comparison hang, however they were made. */
@Tag("long")
class BudgetTests {

    private static JsonValue nested(int times, JsonValue innermost, UnaryOperator<JsonValue> around) {
        JsonValue schema = innermost;
        for (int i = 0; i < times; i++) {
            schema = around.apply(schema);
        }
        return schema;
    }

    private static JsonValue text() {
        return Json.parse("{\"type\":\"string\"}");
    }

    private static JsonValue keyword(String name, Object argument) {
        return JsonObject.builder().put(name, argument).build();
    }

    private static JsonValue pattern(String source) {
        return JsonObject.builder().put("type", "string").put("pattern", source).build();
    }

    /** Whether some assignment satisfies clauses of three: as hard as such questions get. */
    private static JsonValue clauses(int variables, int clauses) {
        var all = new ArrayList<JsonValue>();
        for (int clause = 0; clause < clauses; clause++) {
            var literals = new ArrayList<JsonValue>();
            for (int literal = 0; literal < 3; literal++) {
                String name = "x" + (clause * 7 + literal * literal * 5 + clause * clause) % variables;
                literals.add(keyword("properties", Map.of(name, Map.of("const", (clause + literal) % 3 == 0))));
            }
            all.add(keyword("anyOf", literals));
        }
        var properties = new LinkedHashMap<String, JsonValue>();
        IntStream.range(0, variables).forEach(i -> properties.put("x" + i, Json.parse("{\"type\":\"boolean\"}")));
        return JsonObject.builder()
                .put("type", "object")
                .put("properties", JsonObject.of(properties))
                .put("required", List.copyOf(properties.keySet()))
                .put("allOf", all)
                .build();
    }

    private static JsonValue members(int many, String type) {
        var properties = new LinkedHashMap<String, JsonValue>();
        IntStream.range(0, many).forEach(i -> properties.put("p" + i, keyword("type", type)));
        return keyword("properties", JsonObject.of(properties));
    }

    static Stream<Arguments> hardPairs() {
        JsonValue boxes = nested(300, text(), inner -> keyword("properties", Map.of("a", inner)));
        JsonValue tree = nested(18, text(), inner -> keyword("anyOf", List.of(inner, keyword("not", inner))));
        var many = new JsonArray(
                IntStream.range(0, 3_000).mapToObj(i -> JsonValue.of("v" + i)).toList());
        return Stream.of(
                Arguments.of("deep", boxes, nested(301, text(), inner -> keyword("properties", Map.of("a", inner)))),
                Arguments.of("doubling", tree, keyword("not", tree)),
                Arguments.of("clauses", clauses(24, 100), keyword("not", keyword("type", "object"))),
                Arguments.of("clauses, one more", clauses(24, 99), clauses(24, 100)),
                Arguments.of("patterns", pattern("(a|b)*a(a|b){24}$"), pattern("(a|b)*b(a|b){25}$")),
                Arguments.of("looking back", pattern("^(a+)+\\1(b|a)*$"), pattern("^(a|aa)+\\1$")),
                Arguments.of(
                        "many values",
                        keyword("enum", many),
                        keyword("enum", many.items().subList(1, 3_000))),
                Arguments.of(
                        "a long array",
                        Json.parse("{\"type\":\"array\",\"minItems\":1000000}"),
                        Json.parse("{\"type\":\"array\",\"minItems\":1000001}")),
                Arguments.of(
                        "large numbers",
                        Json.parse("{\"type\":\"integer\",\"minimum\":1e400,\"multipleOf\":999999937}"),
                        Json.parse("{\"type\":\"integer\",\"multipleOf\":999999929}")),
                Arguments.of("a circle", keyword("$ref", "#"), Json.parse("{\"type\":\"string\",\"$ref\":\"#\"}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hardPairs")
    @Timeout(30)
    void steps_end_every_comparison(String what, JsonValue before, JsonValue after) {
        var counted = new Budget(30_000, Duration.ofDays(1), () -> 0);

        for (Direction direction : Direction.values()) {
            for (ContentModel model : ContentModel.values()) {
                assertThat(SchemaComparison.compare(before, after, direction, model, counted))
                        .isNotNull();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hardPairs")
    @Timeout(30)
    void the_clock_ends_every_comparison(String what, JsonValue before, JsonValue after) {
        long start = System.nanoTime();
        SchemaComparison.compare(
                before,
                after,
                Direction.INPUT,
                ContentModel.STRICT,
                new Budget(Long.MAX_VALUE, Duration.ofMillis(200), System::nanoTime));

        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(15);
    }

    @Test
    void the_same_steps_give_the_same_verdict() {
        var counted = new Budget(10_000, Duration.ofDays(1), () -> 0);

        hardPairs().forEach(pair -> {
            JsonValue before = (JsonValue) pair.get()[1];
            JsonValue after = (JsonValue) pair.get()[2];
            assertThat(SchemaComparison.compare(before, after, Direction.INPUT, ContentModel.STRICT, counted))
                    .as(String.valueOf(pair.get()[0]))
                    .isEqualTo(SchemaComparison.compare(before, after, Direction.INPUT, ContentModel.STRICT, counted));
        });
    }

    @Test
    void a_verdict_that_time_prevented_says_so() {
        var clock = new AtomicLong();
        var impatient = new Budget(Long.MAX_VALUE, Duration.ofMillis(7), () -> clock.addAndGet(5_000_000));

        assertThat(SchemaComparison.compare(
                        members(8_000, "string"),
                        members(8_000, "number"),
                        Direction.INPUT,
                        ContentModel.STRICT,
                        impatient))
                .isEqualTo(new SchemaVerdict.Undecided("it takes longer than 7 ms"));
    }

    @Test
    void little_work_is_done_however_late_it_is() {
        var clock = new AtomicLong();
        var impatient = new Budget(Long.MAX_VALUE, Duration.ofMillis(7), () -> clock.addAndGet(5_000_000));

        assertThat(SchemaComparison.compare(
                        members(3, "string"), members(3, "number"), Direction.INPUT, ContentModel.STRICT, impatient))
                .isInstanceOf(SchemaVerdict.Breaking.class);
    }

    @Test
    void references_beyond_all_measure_are_undecided() {
        var definitions = new LinkedHashMap<String, JsonValue>();
        IntStream.range(0, 50_000).forEach(i -> definitions.put("d" + i, keyword("$ref", "#/$defs/d" + (i + 1))));
        definitions.put("d50000", text());
        JsonObject before = JsonObject.builder()
                .put("$ref", "#/$defs/d0")
                .put("$defs", JsonObject.of(definitions))
                .build();
        definitions.put("d50000", keyword("type", "number"));
        JsonObject now =
                before.toBuilder().put("$defs", JsonObject.of(definitions)).build();

        assertThat(SchemaComparison.compare(before, now, Direction.INPUT, ContentModel.STRICT, Budget.DEFAULT))
                .isInstanceOf(SchemaVerdict.Undecided.class);
    }

    @Test
    void an_unchanged_schema_costs_no_step() {
        JsonValue hard = clauses(24, 100);
        var nothing = new Budget(1, Duration.ofNanos(1), () -> 0);

        assertThat(SchemaComparison.compare(hard, clauses(24, 100), Direction.OUTPUT, ContentModel.STRICT, nothing))
                .isEqualTo(new SchemaVerdict.Equal());
    }

    @Test
    void a_budget_of_nothing_is_none() {
        assertThatThrownBy(() -> new Budget(0, Duration.ofMillis(1), System::nanoTime))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "A budget needs a positive number of steps and a positive time, but this has 0 steps and PT0.001S");
        assertThatThrownBy(() -> Budget.DEFAULT.withTime(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
