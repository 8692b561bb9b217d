/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes everything that a report knows as one JSON document. It is made of the same lines as the page. They are copied
 * one by one, so the memory that it takes does not depend on their number.
 */
final class ReportJson {

    /** A change of the first number means that older readers must not read the document. */
    private static final String VERSION = "1.0";

    private final OutputStream out;

    private ReportJson(OutputStream out) {
        this.out = out;
    }

    /** Write the document of these runs. */
    static void write(List<Path> now, Optional<JsonObject> earlier, OutputStream out) throws IOException {
        var document = new ReportJson(out);
        document.print("{\"report\":\"mcp-junit\",\"version\":\"" + VERSION + "\",\"runs\":[");
        String separator = "";
        for (Path run : now) {
            document.print(separator + "\n");
            document.run(run);
            separator = ",";
        }
        document.print("\n],\"earlier\":" + earlier.map(Json::print).orElse("null") + "}\n");
    }

    private void run(Path run) throws IOException {
        Map<String, List<String>> lines = lines(run);
        print("{\"run\":"
                + lines.getOrDefault("run", List.of()).stream().findFirst().orElse(""));
        print(",\"servers\":[" + String.join(",", lines.getOrDefault("server", List.of())));
        print("],\"pins\":[" + String.join(",", lines.getOrDefault("pin", List.of())));
        print("],\"tests\":[");
        Map<String, String> unfinished = tests(run);
        print("\n],\"unfinished\":[" + String.join(",", unfinished.values()) + "],\"complete\":");
        print(!lines.getOrDefault("end", List.of()).isEmpty() + "}");
    }

    /** The lines that do not belong to a test, by kind. */
    private static Map<String, List<String>> lines(Path run) throws IOException {
        Map<String, List<String>> lines = new HashMap<>();
        for (String kind : List.of("run", "server", "pin", "end")) {
            lines.put(kind, new ArrayList<>());
        }
        RunLines.read(
                run,
                line -> lines.forEach((kind, all) -> {
                    if (line.startsWith(RunLines.kind(kind))) {
                        all.add(line);
                    }
                }));
        return lines;
    }

    /**
     * Write the tests, each with its traffic.
     *
     * @return the lines of the tests that began and did not end, by id
     */
    private Map<String, String> tests(Path run) throws IOException {
        var unfinished = new LinkedHashMap<String, String>();
        var before = new String[] {""};
        RunLines.read(run, line -> {
            if (line.startsWith(RunLines.kind("begun"))) {
                id(line).ifPresent(id -> unfinished.put(id, line));
            } else if (line.startsWith(RunLines.kind("test"))) {
                id(line).ifPresent(unfinished::remove);
                print(before[0].isEmpty() ? "\n" : before[0] + "},\n");
                // The traffic of a test follows it, and becomes a member of it.
                print(line.substring(0, line.length() - 1));
                before[0] = " ";
            } else if (line.startsWith(RunLines.TRAFFIC) && !before[0].isEmpty()) {
                print(",\"traffic\":" + line);
            }
        });
        print(before[0].isEmpty() ? "" : "}");
        return unfinished;
    }

    private static Optional<String> id(String line) {
        return RunLines.parsed(line).flatMap(value -> value.string("id"));
    }

    private void print(String text) throws IOException {
        out.write(text.getBytes(UTF_8));
    }
}
