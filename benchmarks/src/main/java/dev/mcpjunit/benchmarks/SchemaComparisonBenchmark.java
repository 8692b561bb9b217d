/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.benchmarks;

import dev.mcpjunit.drift.schema.Budget;
import dev.mcpjunit.drift.schema.ContentModel;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.drift.schema.SchemaComparison;
import dev.mcpjunit.drift.schema.SchemaVerdict;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What it costs to compare the schemas of a catalog: unchanged ones, and one that has changed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SchemaComparisonBenchmark {

    @Param({"100", "1000"})
    public int tools;

    private final List<JsonValue> before = new ArrayList<>();
    private final List<JsonValue> after = new ArrayList<>();
    private JsonValue changed = JsonObject.EMPTY;

    /** Make schemas that are equal, but not the same objects. */
    @Setup
    public void make() {
        for (int i = 0; i < tools; i++) {
            before.add(Json.parse(schema(i, "\"b\"")));
            after.add(Json.parse(schema(i, "\"b\"")));
        }
        changed = Json.parse(schema(0, "\"b\",\"c\""));
    }

    private static String schema(int number, String required) {
        return """
                {"type":"object","properties":{
                  "a":{"type":"string","description":"The name of thing %d","maxLength":200},
                  "b":{"type":["integer","null"],"minimum":0},
                  "c":{"type":"array","items":{"$ref":"#/$defs/item"},"maxItems":50},
                  "d":{"enum":["one","two","three"]},
                  "e":{"anyOf":[{"type":"string","format":"date"},{"type":"null"}],"default":null}},
                 "required":[%s],"additionalProperties":false,
                 "$defs":{"item":{"type":"object","properties":{"id":{"type":"string"},
                   "children":{"type":"array","items":{"$ref":"#/$defs/item"}}},"required":["id"]}}}
                """.formatted(number, required);
    }

    /** A catalog in which nothing changed. */
    @Benchmark
    public void unchanged(Blackhole sink) {
        for (int i = 0; i < tools; i++) {
            sink.consume(compare(before.get(i), after.get(i)));
        }
    }

    /** One tool that has changed, with a recursive schema. */
    @Benchmark
    public SchemaVerdict changed() {
        return compare(before.get(0), changed);
    }

    private static SchemaVerdict compare(JsonValue old, JsonValue now) {
        return SchemaComparison.compare(old, now, Direction.INPUT, ContentModel.DECLARED_ONLY, Budget.DEFAULT);
    }
}
