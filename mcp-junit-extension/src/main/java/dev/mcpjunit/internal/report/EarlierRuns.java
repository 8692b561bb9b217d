/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.report;

import dev.mcpjunit.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a report keeps of the runs that it is compared with. */
final class EarlierRuns {

    private static final List<String> COMPARED = List.of("id", "class", "name", "status", "millis");

    private static final String RUN_OF_DOCUMENT = "{\"run\":";
    private static final String AFTER_RUN = ",\"servers\":[";

    private final List<JsonObject> tests = new ArrayList<>();
    private String started = "";
    private String module = "";

    private EarlierRuns() {}

    /** The line of the earlier runs; empty if there are none. */
    static Optional<JsonObject> of(List<Path> runs) throws IOException {
        var earlier = new EarlierRuns();
        for (Path run : runs) {
            earlier.module = "";
            RunLines.read(run, line -> {
                if (!line.startsWith(RunLines.TRAFFIC)) {
                    RunLines.parsed(value(line)).ifPresent(earlier::add);
                }
            });
        }
        return earlier.line();
    }

    /** The value of a line of a run, or the one in a line of a {@code report.json}, which has a test in each line. */
    private static String value(String line) {
        if (line.startsWith(RUN_OF_DOCUMENT)) {
            return line.substring(RUN_OF_DOCUMENT.length(), line.indexOf(AFTER_RUN));
        }
        return line.endsWith(",") ? line.substring(0, line.length() - 1) : line;
    }

    private void add(JsonObject line) {
        module = line.string("module").orElse(module);
        if (started.isEmpty()) {
            started = line.string("started").orElse("");
        }
        if (line.string("kind").filter("test"::equals).isPresent()) {
            JsonObject.Builder test = JsonObject.builder().put("module", module);
            COMPARED.forEach(name -> test.putIfPresent(name, Optional.ofNullable(line.get(name))));
            tests.add(test.build());
        }
    }

    private Optional<JsonObject> line() {
        return started.isEmpty()
                ? Optional.empty()
                : Optional.of(JsonObject.builder()
                        .put("kind", "earlier")
                        .put("started", started)
                        .put("tests", tests)
                        .build());
    }
}
