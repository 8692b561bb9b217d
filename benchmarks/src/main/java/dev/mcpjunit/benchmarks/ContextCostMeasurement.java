/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.benchmarks;

import dev.mcpjunit.budget.ContextCost;
import dev.mcpjunit.budget.Tokenizer;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.snapshot.CatalogFile;
import java.util.ArrayList;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How long it takes to count the tokens of many tools, and what of them costs. */
final class ContextCostMeasurement {

    private static final int TOOLS = 1_000;
    private static final int WARM_UP = 10;
    private static final int ROUNDS = 31;

    private ContextCostMeasurement() {}

    static String line() {
        Catalog catalog = catalog();
        long start = System.nanoTime();
        ContextCost first = ContextCost.of(catalog, Tokenizer.o200k());
        double cold = millisSince(start);
        return String.format(
                Locale.ROOT,
                "context cost of %,d tools (%,d tokens): %.0f ms by o200k, %.0f ms by the estimate; %.0f ms for the first"
                        + " of a JVM",
                TOOLS,
                first.total(),
                median(catalog, Tokenizer.o200k()),
                median(catalog, Tokenizer.estimate()),
                cold);
    }

    private static double median(Catalog catalog, Tokenizer tokenizer) {
        var millis = new ArrayList<Double>();
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            long start = System.nanoTime();
            int total = ContextCost.of(catalog, tokenizer).total();
            double elapsed = millisSince(start);
            if (round >= 0 && total > 0) {
                millis.add(elapsed);
            }
        }
        return Medians.of(millis);
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private static Catalog catalog() {
        return CatalogFile.parse(IntStream.range(0, TOOLS)
                .mapToObj(ContextCostMeasurement::tool)
                .collect(Collectors.joining(",", "{\"tools\":[", "]}")));
    }

    /** A tool of usual size, with everything that is counted on its own. */
    private static String tool(int number) {
        return """
                {"name":"search_records_%1$d","description":"Find the records that belong to collection %1$d, newest first.\\n\\n\
                Deleted records are not found. Ask for more pages with the cursor of the last one.",
                 "inputSchema":{"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{
                   "query":{"type":"string","title":"Query","description":"What to look for","maxLength":200,
                     "examples":["open invoices","customers in Oslo"]},
                   "limit":{"type":["integer","null"],"minimum":1,"maximum":100,"default":20},
                   "order":{"enum":["newest","oldest","best"]},
                   "filter":{"type":"object","properties":{"tags":{"type":"array","items":{"type":"string"}},
                     "since":{"anyOf":[{"type":"string","format":"date"},{"type":"null"}],"default":null}}}},
                  "required":["query"],"additionalProperties":false},
                 "outputSchema":{"type":"object","properties":{"hits":{"type":"array","items":{"type":"string"}}},
                  "required":["hits"]}}
                """.formatted(number);
    }
}
