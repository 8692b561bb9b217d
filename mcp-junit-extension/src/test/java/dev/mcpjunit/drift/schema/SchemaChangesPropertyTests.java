/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.drift.change.Change;
import dev.mcpjunit.drift.change.Compatibility;
import dev.mcpjunit.drift.change.Evidence;
import dev.mcpjunit.drift.change.Subject;
import dev.mcpjunit.drift.internal.rules.schema.SchemaChanges;
import dev.mcpjunit.drift.internal.rules.schema.SchemaQuestion;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.internal.regex.Effort;
import dev.mcpjunit.json.schema.JsonSchema;
import dev.mcpjunit.json.schema.SchemaReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds for the changes of any schema. */
@Tag("long")
class SchemaChangesPropertyTests {

    private static final int CASES = 250;

    private static final Budget BUDGET = new Budget(20_000, Duration.ofMinutes(1), System::nanoTime);

    private static List<Change> changes(Direction direction, JsonValue before, JsonValue now) {
        return SchemaChanges.compare(
                Subject.tool("t"),
                direction,
                before,
                now,
                new SchemaQuestion(ContentModel.DECLARED_ONLY, BUDGET, Set.of()));
    }

    @Test
    void a_break_never_hides_and_every_witness_is_one() {
        int breaks = 0;
        for (int seed = 0; seed < CASES; seed++) {
            var random = new RandomJson(seed);
            JsonValue first = random.schema(3);
            JsonValue second = random.chance(70) ? random.edited(first, 3) : random.schema(3);
            for (Direction direction : Direction.values()) {
                JsonValue before = direction == Direction.INPUT ? ofObjects(first) : first;
                JsonValue now = direction == Direction.INPUT ? ofObjects(second) : second;
                List<Change> changes = changes(direction, before, now);
                SchemaVerdict verdict =
                        SchemaComparison.compare(before, now, direction, ContentModel.DECLARED_ONLY, BUDGET);
                if (verdict instanceof SchemaVerdict.Breaking) {
                    breaks++;
                    assertThat(changes)
                            .as("seed %s, %s: %s -> %s", seed, direction, before, now)
                            .anyMatch(change -> change.compatibility() == Compatibility.BREAKING || isSoft(change));
                }
                if (verdict instanceof SchemaVerdict.Undecided) {
                    assertThat(changes)
                            .as("seed %s, %s: %s -> %s", seed, direction, before, now)
                            .anyMatch(change -> change.compatibility().compareTo(Compatibility.RISKY) <= 0);
                }
                for (Change change : changes) {
                    change.evidence().ifPresent(evidence -> {
                        if (evidence.outcome() == Evidence.Outcome.REJECTED) {
                            assertIsWitness(evidence, before, now);
                        } else {
                            assertIsIgnored(evidence, before, now);
                        }
                    });
                }
            }
        }
        assertThat(breaks).isGreaterThan(50);
    }

    private static JsonValue ofObjects(JsonValue schema) {
        return schema instanceof JsonObject object
                ? object.toBuilder().put("type", "object").build()
                : schema;
    }

    /** The breaks that are treated softly are reported with their witness, or as undecided. */
    private static boolean isSoft(Change change) {
        return change.compatibility() == Compatibility.RISKY
                && (change.rule().endsWith(".undecided")
                        || (change.evidence().isPresent()
                                && change.rule().matches("(in|out)put\\.(bound-.*|required-with-default|schema-.*)")));
    }

    /** It was valid and, as an argument, still is. */
    private static void assertIsIgnored(Evidence evidence, JsonValue before, JsonValue now) {
        JsonValue value = evidence.witness().value();
        assertThat(validator(before).validate(value))
                .as("%s under %s", value, before)
                .isEmpty();
        if (evidence.direction() == Direction.INPUT) {
            assertThat(validator(now).validate(value))
                    .as("%s under %s", value, now)
                    .isEmpty();
        }
    }

    private static void assertIsWitness(Evidence evidence, JsonValue before, JsonValue now) {
        JsonValue sent = evidence.direction() == Direction.INPUT ? before : now;
        JsonValue expected = evidence.direction() == Direction.INPUT ? now : before;
        JsonValue value = evidence.witness().value();
        assertThat(validator(sent).validate(value))
                .as("%s under %s", value, sent)
                .isEmpty();
        assertThat(validator(expected).validate(value))
                .as("%s under %s", value, expected)
                .isNotEmpty();
    }

    private static JsonSchema validator(JsonValue schema) {
        return JsonSchema.lenient(schema, SchemaReading.of(schema, Effort.UNLIMITED));
    }

    @Test
    void nothing_is_said_of_a_schema_that_was_shuffled() {
        for (int seed = 0; seed < CASES; seed++) {
            JsonValue schema = new RandomJson(seed).schema(4);
            JsonValue shuffled = shuffled(schema, new Random(seed), false);
            for (Direction direction : Direction.values()) {
                assertThat(changes(direction, schema, shuffled))
                        .as("seed %s: %s -> %s", seed, schema, shuffled)
                        .isEmpty();
            }
        }
    }

    /** Lists that mean sets, and members, in another order. */
    private static JsonValue shuffled(JsonValue schema, Random random, boolean names) {
        if (schema instanceof JsonArray array) {
            return new JsonArray(array.items().stream()
                    .map(item -> shuffled(item, random, false))
                    .toList());
        }
        if (!(schema instanceof JsonObject object)) {
            return schema;
        }
        var entries = new ArrayList<>(object.members().entrySet());
        Collections.shuffle(entries, random);
        var members = new LinkedHashMap<String, JsonValue>();
        for (Map.Entry<String, JsonValue> entry : entries) {
            members.put(entry.getKey(), member(entry.getKey(), entry.getValue(), random, names));
        }
        return JsonObject.of(members);
    }

    private static JsonValue member(String keyword, JsonValue value, Random random, boolean names) {
        if (!names && Set.of("const", "enum", "dependentRequired").contains(keyword)) {
            return value;
        }
        if (!names
                && Set.of("required", "anyOf", "oneOf", "allOf").contains(keyword)
                && value instanceof JsonArray array) {
            var items = new ArrayList<>(array.items());
            Collections.shuffle(items, random);
            return new JsonArray(items);
        }
        return shuffled(
                value,
                random,
                !names
                        && Set.of("properties", "patternProperties", "dependentSchemas")
                                .contains(keyword));
    }

    @Test
    void any_json_may_stand_where_a_schema_should() {
        for (int seed = 0; seed < CASES; seed++) {
            var random = new RandomJson(seed);
            JsonValue one = random.chance(50) ? random.value(3) : random.schema(2);
            JsonValue other = random.value(3);
            for (Direction direction : Direction.values()) {
                assertThat(changes(direction, one, other)).isNotNull();
                assertThat(changes(direction, one, one)).isEmpty();
            }
        }
    }
}
