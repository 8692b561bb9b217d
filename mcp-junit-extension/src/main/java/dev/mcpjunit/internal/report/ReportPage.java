/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.MalformedJsonException;
import java.io.BufferedReader;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the page: one file with its style, its script and the lines of all runs, compressed. The lines are copied one
 * by one, so the memory that it takes does not depend on their number.
 */
final class ReportPage {

    private static final List<String> SCRIPTS = List.of(
            "read.js",
            "elements.js",
            "overview.js",
            "tests.js",
            "traffic.js",
            "timeline.js",
            "servers.js",
            "compare.js",
            "main.js");

    private static final List<String> COMPARED = List.of("id", "class", "name", "status", "millis");

    private final List<Path> now;
    private final List<Path> earlier;

    /**
     * Show runs.
     *
     * @param now the files of the runs to show
     * @param earlier the files of the runs to compare them with; empty for no comparison
     */
    ReportPage(List<Path> now, List<Path> earlier) {
        this.now = List.copyOf(now);
        this.earlier = List.copyOf(earlier);
    }

    /** Write the page completely or not at all. */
    void write(Path index) throws IOException {
        Path folder = index.toAbsolutePath().resolveSibling("");
        Files.createDirectories(folder);
        Path temporary = Files.createTempFile(folder, "index", ".tmp");
        try {
            try (OutputStream page = Files.newOutputStream(temporary)) {
                writeTo(page);
            }
            Files.move(temporary, index, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private void writeTo(OutputStream page) throws IOException {
        String frame =
                resource("page.html").replace("${style}", resource("style.css")).replace("${script}", script());
        int data = frame.indexOf("${data}");
        page.write(frame.substring(0, data).getBytes(UTF_8));
        try (OutputStream lines = new GZIPOutputStream(Base64.getEncoder().wrap(new Unclosed(page)))) {
            for (Path run : now) {
                copy(run, lines);
            }
            Optional<JsonObject> before = earlier();
            if (before.isPresent()) {
                lines.write(Json.print(before.get()).getBytes(UTF_8));
            }
        }
        page.write(frame.substring(data + "${data}".length()).getBytes(UTF_8));
    }

    /** Copy the lines that are complete; the last one of a JVM that was killed is not. */
    private static void copy(Path run, OutputStream to) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(run, UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.endsWith("}")) {
                    to.write(line.getBytes(UTF_8));
                    to.write('\n');
                }
            }
        }
    }

    private Optional<JsonObject> earlier() throws IOException {
        var tests = new ArrayList<JsonObject>();
        String started = "";
        for (Path run : earlier) {
            String module = "";
            try (BufferedReader lines = Files.newBufferedReader(run, UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    Optional<JsonObject> value =
                            line.startsWith("{\"kind\":\"traffic\"") ? Optional.empty() : parsed(line);
                    module = value.flatMap(first -> first.string("module")).orElse(module);
                    if (started.isEmpty()) {
                        started =
                                value.flatMap(first -> first.string("started")).orElse("");
                    }
                    if (value.flatMap(one -> one.string("kind"))
                            .filter("test"::equals)
                            .isPresent()) {
                        tests.add(compared(module, value.get()));
                    }
                }
            }
        }
        return started.isEmpty()
                ? Optional.empty()
                : Optional.of(JsonObject.builder()
                        .put("kind", "earlier")
                        .put("started", started)
                        .put("tests", tests)
                        .build());
    }

    private static Optional<JsonObject> parsed(String line) {
        try {
            return Json.parse(line) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
        } catch (MalformedJsonException cutOff) {
            return Optional.empty();
        }
    }

    private static JsonObject compared(String module, JsonObject test) {
        JsonObject.Builder line = JsonObject.builder().put("module", module);
        COMPARED.forEach(name -> line.putIfPresent(name, Optional.ofNullable(test.get(name))));
        return line.build();
    }

    private static String script() {
        return SCRIPTS.stream().map(ReportPage::resource).collect(joining("\n"));
    }

    private static String resource(String name) {
        try (InputStream file = ReportPage.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("The library is incomplete: " + name + " of the report is missing");
            }
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException("Cannot read " + name + " of the report", unreadable);
        }
    }

    /** The end of the compressed data is not the end of the page. */
    private static final class Unclosed extends FilterOutputStream {

        Unclosed(OutputStream page) {
            super(page);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
