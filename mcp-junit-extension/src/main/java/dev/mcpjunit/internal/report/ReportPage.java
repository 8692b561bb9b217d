/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Iterator;
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
        Iterator<String> frame = List.of(new String(bytes("page.html"), UTF_8).split("\\$\\{\\w+}", -1))
                .iterator();
        print(frame.next(), page);
        page.write(bytes("style.css"));
        print(frame.next(), page);
        data(page);
        print(frame.next(), page);
        for (String script : SCRIPTS) {
            page.write(bytes(script));
            print("\n", page);
        }
        print(frame.next(), page);
    }

    private void data(OutputStream page) throws IOException {
        try (OutputStream lines = new GZIPOutputStream(Base64.getEncoder().wrap(new Unclosed(page)))) {
            for (Path run : now) {
                RunLines.copy(run, lines);
            }
            if (earlier.isPresent()) {
                print(Json.print(earlier.get()), lines);
            }
        }
    }

    private static void print(String text, OutputStream to) throws IOException {
        to.write(text.getBytes(UTF_8));
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream file = ReportPage.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("The library is incomplete: " + name + " of the report is missing");
            }
            return file.readAllBytes();
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
