/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.report;

import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the results of runs from their lines, for the summary of all of them. */
final class RunSummary {

    private static final int LONGEST = 300;
    private static final String KILLED = "The JVM ended while this test was running.";

    private RunSummary() {}

    /**
     * The summary in Markdown; empty if there was no test. Of a test that ran several times, the last result counts.
     */
    static Optional<String> of(List<Path> runs) throws IOException {
        var results = new ArrayList<TestResult>();
        for (Path run : runs) {
            Map<String, TestResult> byId = new LinkedHashMap<>();
            RunLines.read(run, line -> {
                boolean begun = line.startsWith(RunLines.kind("begun"));
                if (begun || line.startsWith(RunLines.kind("test"))) {
                    RunLines.parsed(line)
                            .ifPresent(test ->
                                    byId.put(test.string("id").orElse(""), begun ? killed(test) : result(test)));
                }
            });
            results.addAll(byId.values());
        }
        return results.isEmpty() ? Optional.empty() : Optional.of(Summary.of(results));
    }

    private static TestResult killed(JsonObject test) {
        return new TestResult(
                testClass(test), name(test), TestStatus.FAILED, KILLED, Optional.empty(), Optional.empty());
    }

    private static TestResult result(JsonObject test) {
        Optional<JsonObject> card = test.object("card");
        return new TestResult(
                testClass(test),
                name(test),
                status(test.string("status").orElse("")),
                card.flatMap(why -> why.string("sentence"))
                        .or(() -> test.string("reason").map(RunSummary::sentence))
                        .map(reason -> Printable.line(reason, LONGEST))
                        .orElse(""),
                card.flatMap(why -> why.string("traffic")),
                Optional.empty());
    }

    private static TestStatus status(String written) {
        return Stream.of(TestStatus.values())
                .filter(status -> status.name().toLowerCase(Locale.ROOT).equals(written))
                .findFirst()
                .orElse(TestStatus.SKIPPED);
    }

    private static String sentence(String reason) {
        return new TestLine.Reason(Optional.empty(), reason).sentence();
    }

    private static String testClass(JsonObject test) {
        return TestResult.shortName(test.string("class").orElse(""));
    }

    private static String name(JsonObject test) {
        return test.string("name")
                .filter(name -> !name.equals(TestLine.WHOLE_CLASS))
                .map(name -> Printable.line(name, LONGEST))
                .orElse("");
    }
}
