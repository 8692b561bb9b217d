/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.benchmarks;

import dev.mcpjunit.drift.Drift;
import dev.mcpjunit.drift.DriftOptions;
import dev.mcpjunit.drift.DriftReport;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.snapshot.CatalogFile;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

/** What it costs to compare two catalogs, and how that grows with their tools. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CatalogComparisonBenchmark {

    @Param({"10", "100", "1000"})
    public int tools;

    private Catalog before = catalog(tool -> false, "tool");
    private Catalog unchanged = before;
    private Catalog oneChanged = before;
    private Catalog allChanged = before;
    private Catalog allReplaced = before;

    /** Read each catalog anew, so that what is equal is not the same object. */
    @Setup
    public void read() {
        before = catalog(tool -> false, "tool");
        unchanged = catalog(tool -> false, "tool");
        oneChanged = catalog(tool -> tool == tools / 2, "tool");
        allChanged = catalog(tool -> true, "tool");
        allReplaced = catalog(tool -> false, "other");
    }

    private Catalog catalog(IntPredicate isChanged, String name) {
        return CatalogFile.parse(IntStream.range(0, tools)
                .mapToObj(tool -> tool(name + tool, isChanged.test(tool)))
                .collect(Collectors.joining(",", "{\"tools\":[", "]}")));
    }

    /** A tool as they are: some arguments, nested ones, a result. What changes is an argument that becomes required. */
    private static String tool(String name, boolean changed) {
        return """
                {"name":"%1$s","description":"Find what belongs to %1$s, newest first.","annotations":{"readOnlyHint":true},
                 "inputSchema":{"type":"object","properties":{
                   "query":{"type":"string","description":"What to look for in %1$s","maxLength":200},
                   "limit":{"type":["integer","null"],"minimum":1,"maximum":100,"default":20},
                   "order":{"enum":["newest","oldest","best"]},
                   "filter":{"type":"object","properties":{"tags":{"type":"array","items":{"type":"string"}},
                     "since":{"anyOf":[{"type":"string","format":"date"},{"type":"null"}],"default":null}}}},
                  "required":[%2$s],"additionalProperties":false},
                 "outputSchema":{"type":"object","properties":{"hits":{"type":"array","items":{"$ref":"#/$defs/hit"}}},
                  "required":["hits"],"$defs":{"hit":{"type":"object","properties":{"id":{"type":"string"},
                    "more":{"type":"array","items":{"$ref":"#/$defs/hit"}}},"required":["id"]}}}}
                """.formatted(name, changed ? "\"query\",\"order\"" : "\"query\"");
    }

    /** Nothing changed, as after most releases. */
    @Benchmark
    public DriftReport unchanged() {
        return Drift.compare(before, unchanged, DriftOptions.defaults());
    }

    /** One tool changed. */
    @Benchmark
    public DriftReport oneChanged() {
        return Drift.compare(before, oneChanged, DriftOptions.defaults());
    }

    /** Every tool changed. */
    @Benchmark
    public DriftReport allChanged() {
        return Drift.compare(before, allChanged, DriftOptions.defaults());
    }

    /** Every tool is gone, and as many have come. */
    @Benchmark
    public DriftReport allReplaced() {
        return Drift.compare(before, allReplaced, DriftOptions.defaults());
    }
}
