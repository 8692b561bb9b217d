/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.benchmarks;

import dev.mcpjunit.drift.schema.Budget;
import dev.mcpjunit.drift.schema.ContentModel;
import dev.mcpjunit.drift.schema.Direction;
import dev.mcpjunit.drift.schema.SchemaComparison;
import dev.mcpjunit.drift.schema.SchemaVerdict;
import dev.mcpjunit.drift.schema.Witness;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Judges pairs of schemas, one per line: {@code {"id","direction","mode","old","new"}} in,
 * {@code {"id","verdict","witness","rules","micros"}} out. What the verdicts are worth is for others to count.
 */
public final class DriftScore {

    /** The first verdicts of a JVM would measure how long it takes to load and to compile classes. */
    private static final int UNMEASURED = 3_000;

    private static final long LONGEST_WARM_UP = TimeUnit.SECONDS.toNanos(10);

    private DriftScore() {}

    /**
     * Run.
     *
     * @param arguments the file of pairs, the file of verdicts
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("usage: drift-score PAIRS.jsonl VERDICTS.jsonl");
            System.exit(2);
        }
        List<JsonObject> pairs = Files.readAllLines(Path.of(arguments[0])).stream()
                .filter(line -> !line.isBlank())
                .map(line -> (JsonObject) Json.parse(line))
                .toList();
        warmUp(pairs);
        List<String> verdicts =
                pairs.stream().map(DriftScore::judge).map(Json::print).toList();
        Files.write(Path.of(arguments[1]), verdicts);
    }

    private static void warmUp(List<JsonObject> pairs) {
        long start = System.nanoTime();
        for (int i = 0; i < UNMEASURED && !pairs.isEmpty() && System.nanoTime() - start < LONGEST_WARM_UP; i++) {
            judge(pairs.get(i % pairs.size()));
        }
    }

    private static JsonObject judge(JsonObject pair) {
        long start = System.nanoTime();
        SchemaVerdict verdict = SchemaComparison.compare(
                required(pair, "old"),
                required(pair, "new"),
                pair.string("direction").orElse("input").equals("output") ? Direction.OUTPUT : Direction.INPUT,
                pair.string("mode").orElse("declared").equals("strict")
                        ? ContentModel.STRICT
                        : ContentModel.DECLARED_ONLY,
                Budget.DEFAULT);
        long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
        return JsonObject.builder()
                .put("id", pair.get("id"))
                .put("verdict", name(verdict))
                .put("witness", witness(verdict).map(Witness::value).orElse(null))
                .put("rules", rules(verdict))
                .put("micros", micros)
                .build();
    }

    private static JsonValue required(JsonObject pair, String member) {
        JsonValue value = pair.get(member);
        if (value == null) {
            throw new IllegalArgumentException("A pair has no \"" + member + "\": " + pair);
        }
        return value;
    }

    private static Optional<Witness> witness(SchemaVerdict verdict) {
        return verdict instanceof SchemaVerdict.Breaking breaking ? Optional.of(breaking.witness()) : Optional.empty();
    }

    private static String name(SchemaVerdict verdict) {
        if (verdict instanceof SchemaVerdict.Equal) {
            return "EQUAL";
        }
        if (verdict instanceof SchemaVerdict.Compatible) {
            return "COMPATIBLE";
        }
        return verdict instanceof SchemaVerdict.Breaking ? "BREAKING" : "UNDECIDED";
    }

    /** What the witness violates, or why it is unknown. */
    private static List<String> rules(SchemaVerdict verdict) {
        if (verdict instanceof SchemaVerdict.Breaking breaking) {
            return List.of(breaking.witness().violation().keyword());
        }
        return verdict instanceof SchemaVerdict.Undecided undecided ? List.of(undecided.reason()) : List.of();
    }
}
