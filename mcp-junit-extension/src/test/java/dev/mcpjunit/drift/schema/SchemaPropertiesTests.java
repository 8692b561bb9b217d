/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.drift.internal.schema.normal.SchemaNormalizer;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.schema.InvalidSchemaException;
import dev.mcpjunit.json.schema.JsonSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of any two schemas. Each seed is a case of its own, and the same one in every run. */
@Tag("long")
class SchemaPropertiesTests {

    /** So that a slow machine changes no verdict: steps are counted, time is not. */
    private static final Budget BUDGET = new Budget(200_000, Duration.ofMinutes(1), () -> 0);

    static LongStream seeds() {
        return LongStream.range(0, 120);
    }

    private static SchemaVerdict compare(JsonValue before, JsonValue after, Direction direction, ContentModel model) {
        return SchemaComparison.compare(before, after, direction, model, BUDGET);
    }

    private static JsonValue changed(JsonValue schema, RandomJson random) {
        if (schema instanceof JsonObject object && !object.isEmpty() && random.chance(80)) {
            var members = new LinkedHashMap<>(object.members());
            String keyword = random.any(List.copyOf(members.keySet()));
            if (random.chance(40)) {
                members.remove(keyword);
            } else if (random.schema(2) instanceof JsonObject other) {
                members.putAll(other.members());
            }
            return JsonObject.of(members);
        }
        return random.schema(2);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_verdict_is_never_contradicted_by_a_value(long seed) {
        var random = new RandomJson(seed);
        JsonValue before = random.schema(3);
        JsonValue after = changed(before, random);
        SchemaVerdict verdict = compare(before, after, Direction.INPUT, ContentModel.STRICT);
        JsonSchema old = JsonSchema.of(before);
        JsonSchema now = JsonSchema.of(after);

        if (verdict instanceof SchemaVerdict.Breaking breaking) {
            assertThat(old.validate(breaking.witness().value())).isEmpty();
            assertThat(now.validate(breaking.witness().value())).isNotEmpty();
            return;
        }
        for (int i = 0; i < 60; i++) {
            JsonValue value = random.valueFor(random.chance(50) ? before : after, 3);
            boolean wasValid = old.validate(value).isEmpty();
            boolean isValid = now.validate(value).isEmpty();
            if (verdict instanceof SchemaVerdict.Compatible) {
                assertThat(!wasValid || isValid)
                        .as("%s is a counterexample to %s → %s", value, before, after)
                        .isTrue();
            } else if (verdict instanceof SchemaVerdict.Equal) {
                assertThat(wasValid)
                        .as("%s tells %s from %s", value, before, after)
                        .isEqualTo(isValid);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void swapping_versions_swaps_arguments_and_results(long seed) {
        var random = new RandomJson(seed + 10_000);
        JsonValue before = random.schema(2);
        JsonValue after = changed(before, random);

        SchemaVerdict there = compare(before, after, Direction.INPUT, ContentModel.STRICT);
        SchemaVerdict back = compare(after, before, Direction.OUTPUT, ContentModel.STRICT);

        assertThat(there.getClass()).isEqualTo(back.getClass());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_is_proved_twice_in_a_row_is_not_refuted_by_both_together(long seed) {
        var random = new RandomJson(seed + 20_000);
        JsonValue one = random.schema(2);
        JsonValue two = changed(one, random);
        JsonValue three = changed(two, random);

        if (isFine(compare(one, two, Direction.INPUT, ContentModel.STRICT))
                && isFine(compare(two, three, Direction.INPUT, ContentModel.STRICT))) {
            assertThat(compare(one, three, Direction.INPUT, ContentModel.STRICT))
                    .isNotInstanceOf(SchemaVerdict.Breaking.class);
        }
    }

    private static boolean isFine(SchemaVerdict verdict) {
        return verdict instanceof SchemaVerdict.Equal || verdict instanceof SchemaVerdict.Compatible;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_normal_form_is_normal_and_means_the_same(long seed) {
        var random = new RandomJson(seed + 30_000);
        JsonValue schema = random.schema(3);
        JsonValue normal = SchemaNormalizer.normalize(schema);

        assertThat(SchemaNormalizer.normalize(normal)).isEqualTo(normal);
        JsonSchema original = JsonSchema.of(schema);
        JsonSchema same = JsonSchema.of(normal);
        for (int i = 0; i < 30; i++) {
            JsonValue value = random.valueFor(schema, 3);
            assertThat(same.validate(value).isEmpty())
                    .as("%s under %s and %s", value, schema, normal)
                    .isEqualTo(original.validate(value).isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_same_in_other_words_is_equal(long seed) {
        var random = new RandomJson(seed + 40_000);
        JsonValue schema = random.schema(2);

        rewordings(schema, seed)
                .forEach((how, reworded) -> assertThat(compare(schema, reworded, Direction.INPUT, ContentModel.STRICT))
                        .as("%s: %s → %s", how, schema, reworded)
                        .isInstanceOf(SchemaVerdict.Equal.class));
    }

    private static Map<String, JsonValue> rewordings(JsonValue schema, long seed) {
        var reworded = new LinkedHashMap<String, JsonValue>();
        reworded.put("shuffled", shuffled(schema, new Random(seed)));
        reworded.put(
                "in allOf", JsonObject.builder().put("allOf", List.of(schema)).build());
        reworded.put(
                "as a definition",
                JsonObject.builder()
                        .put("$ref", "#/$defs/it")
                        .put("$defs", Map.of("it", schema))
                        .build());
        if (schema instanceof JsonObject object) {
            reworded.put(
                    "with its dialect",
                    object.toBuilder()
                            .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                            .build());
            object.string("type")
                    .ifPresent(type -> reworded.put(
                            "with a list of one type",
                            object.toBuilder().put("type", List.of(type)).build()));
        }
        return reworded;
    }

    private static JsonValue shuffled(JsonValue json, Random random) {
        if (json instanceof JsonObject object) {
            var names = new ArrayList<>(object.names());
            Collections.shuffle(names, random);
            var members = new LinkedHashMap<String, JsonValue>();
            names.forEach(name -> members.put(name, shuffled(object.members().get(name), random)));
            return JsonObject.of(members);
        }
        return json;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void any_json_gets_a_verdict(long seed) {
        var random = new RandomJson(seed + 50_000);
        JsonValue before = malformed(random);
        JsonValue after = random.chance(50) ? malformed(random) : random.schema(2);

        for (Direction direction : Direction.values()) {
            for (ContentModel model : ContentModel.values()) {
                assertThat(compare(before, after, direction, model)).isNotNull();
            }
        }
    }

    /** A schema in which something is what it must not be, or no schema at all. */
    private static JsonValue malformed(RandomJson random) {
        if (random.chance(20)) {
            return random.value(2);
        }
        if (random.schema(2) instanceof JsonObject schema) {
            var members = new LinkedHashMap<>(schema.members());
            String keyword = random.any(List.of(
                    "type",
                    "properties",
                    "required",
                    "items",
                    "enum",
                    "pattern",
                    "minimum",
                    "anyOf",
                    "not",
                    "$ref",
                    "additionalProperties",
                    "$defs",
                    "if",
                    "multipleOf",
                    "dependentRequired",
                    "prefixItems"));
            members.put(keyword, random.value(1));
            return JsonObject.of(members);
        }
        return new JsonArray(List.of());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void validators_know_what_is_no_schema(long seed) {
        var random = new RandomJson(seed + 60_000);
        JsonValue maybe = malformed(random);

        Stream.of(maybe).forEach(schema -> {
            try {
                assertThat(JsonSchema.of(schema).validate(random.value(2))).isNotNull();
            } catch (InvalidSchemaException invalid) {
                assertThat(invalid).hasMessageMatching("(?s).+");
            }
        });
    }
}
