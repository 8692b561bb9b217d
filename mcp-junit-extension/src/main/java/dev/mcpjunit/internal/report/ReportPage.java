/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
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

    private final List<Path> now;
    private final Optional<JsonObject> earlier;

    /**
     * Show runs.
     *
     * @param now the files of the runs to show
     * @param earlier the line of the runs to compare them with; empty for no comparison
     */
    ReportPage(List<Path> now, Optional<JsonObject> earlier) {
        this.now = List.copyOf(now);
        this.earlier = earlier;
    }

    /** Write the page completely or not at all. */
    void write(Path index) throws IOException {
        WholeFile.write(index, this::writeTo);
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
            if (earlier.isPresent()) {
                lines.write(Json.print(earlier.get()).getBytes(UTF_8));
            }
        }
        page.write(frame.substring(data + "${data}".length()).getBytes(UTF_8));
    }

    private static void copy(Path run, OutputStream to) throws IOException {
        RunLines.read(run, line -> {
            to.write(line.getBytes(UTF_8));
            to.write('\n');
        });
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
