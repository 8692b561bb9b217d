/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.mcpjunit.drift.Drift;
import dev.mcpjunit.drift.DriftOptions;
import dev.mcpjunit.drift.DriftReport;
import dev.mcpjunit.drift.change.Evidence;
import dev.mcpjunit.drift.report.DriftText;
import dev.mcpjunit.drift.schema.Budget;
import dev.mcpjunit.drift.schema.ContentModel;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.drift.schema.SchemaComparison;
import dev.mcpjunit.drift.schema.SchemaVerdict;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.json.MalformedJsonException;
import dev.mcpjunit.json.internal.regex.Effort;
import dev.mcpjunit.json.schema.InvalidSchemaException;
import dev.mcpjunit.json.schema.JsonSchema;
import dev.mcpjunit.json.schema.SchemaReading;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.snapshot.CatalogFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * The drift engine gives a verdict on any two schemas in time, never throws, sees no change where there is none, and
 * each of its examples is one: a validator accepts it under one schema and rejects it under the other.
 */
class DriftFuzzTests {

    private static final int DEPTH = 3;
    private static final Budget BUDGET = new Budget(20_000, Duration.ofMinutes(1), System::nanoTime);

    /** Of processor time, which does not pass on a busy machine. The steps of the budget take a few milliseconds. */
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    static {
        // Whoever comes first would pay for loading and instrumenting the classes of the engine.
        verdicts(Json.parse("{\"type\":\"object\",\"required\":[\"a\"]}"), Json.parse("{\"type\":\"string\"}"));
    }

    @FuzzTest
    void built_schemas(FuzzedDataProvider data) {
        var schemas = new RandomSchemas(data);
        JsonValue before = schemas.schema(DEPTH);
        JsonValue now = before;
        for (int edits = data.consumeInt(0, 3); edits > 0; edits--) {
            now = schemas.edited(now);
        }
        judge(before, data.consumeInt(0, 4) == 0 ? schemas.schema(DEPTH) : now);
    }

    /** Two texts of JSON, with a line feed between them. */
    @FuzzTest
    void written_schemas(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        try {
            judge(Json.parse(text.substring(0, Math.max(0, end))), Json.parse(text.substring(end + 1)));
        } catch (MalformedJsonException noJson) {
            // JsonFuzzTests covers those.
        }
    }

    private static void judge(JsonValue before, JsonValue now) {
        long began = processorTime();
        verdicts(before, now);
        assertThat(Duration.ofNanos(processorTime() - began)).isLessThan(DEADLINE);
    }

    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void verdicts(JsonValue before, JsonValue now) {
        for (Direction direction : Direction.values()) {
            for (ContentModel model : ContentModel.values()) {
                if (SchemaComparison.compare(before, now, direction, model, BUDGET)
                        instanceof SchemaVerdict.Breaking breaking) {
                    assertIsWitness(breaking.witness().value(), direction, before, now);
                }
                assertThat(SchemaComparison.compare(before, before, direction, model, BUDGET))
                        .isInstanceOf(SchemaVerdict.Equal.class);
            }
        }
        DriftOptions options = DriftOptions.defaults().withBudget(BUDGET);
        DriftReport report = Drift.compare(catalog(before), catalog(now), options);
        // What is not usable is compared without its unusable parts; no validator can check that.
        if (isUsable(before) && isUsable(now)) {
            assertHasWitnesses(report, before, now);
        }
        assertThat(DriftText.of(report)
                        .chars()
                        .filter(character -> character != '\n' && Character.isISOControl(character)))
                .isEmpty();
        assertThat(Drift.compare(catalog(before), catalog(before), options).changes())
                .isEmpty();
        assertThat(Drift.compare(catalog(now), catalog(now), options).changes()).isEmpty();
    }

    private static boolean isUsable(JsonValue schema) {
        try {
            return validator(schema) != null;
        } catch (InvalidSchemaException unusable) {
            return false;
        }
    }

    private static void assertHasWitnesses(DriftReport report, JsonValue before, JsonValue now) {
        report.changes().forEach(change -> change.evidence()
                .filter(evidence -> evidence.outcome() == Evidence.Outcome.REJECTED)
                .ifPresent(evidence -> assertIsWitness(evidence.witness().value(), evidence.direction(), before, now)));
    }

    private static void assertIsWitness(JsonValue value, Direction direction, JsonValue before, JsonValue now) {
        JsonValue sent = direction == Direction.INPUT ? before : now;
        JsonValue expected = direction == Direction.INPUT ? now : before;
        assertThat(validator(sent).validate(value))
                .as("%s is valid under %s", value, sent)
                .isEmpty();
        assertThat(validator(expected).validate(value))
                .as("%s is invalid under %s", value, expected)
                .isNotEmpty();
    }

    private static JsonSchema validator(JsonValue schema) {
        return JsonSchema.lenient(schema, SchemaReading.of(schema, Effort.UNLIMITED));
    }

    private static Catalog catalog(JsonValue schema) {
        JsonObject tool = JsonObject.builder()
                .put("name", "t")
                .put("inputSchema", schema)
                .put("outputSchema", schema)
                .build();
        return CatalogFile.parse(Json.print(new JsonArray(List.of(tool))));
    }
}
