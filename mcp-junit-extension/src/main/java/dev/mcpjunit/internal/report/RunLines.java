/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.MalformedJsonException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the lines of a run. The last line of a JVM that was killed is not complete, and is left out. */
final class RunLines {

    static final String TRAFFIC = kind("traffic");

    private RunLines() {}

    /** Receives a line. */
    interface Receiver {
        void line(String line) throws IOException;
    }

    /** How the lines of a kind begin. */
    static String kind(String name) {
        return "{\"kind\":\"" + name + "\"";
    }

    /** Read the complete lines of a file, one after the other. */
    static void read(Path run, Receiver receiver) throws IOException {
        boolean complete = endsWithLineBreak(run);
        try (BufferedReader lines = Files.newBufferedReader(run, UTF_8)) {
            String line = lines.readLine();
            while (line != null) {
                String next = lines.readLine();
                if (!line.isEmpty() && (next != null || complete)) {
                    receiver.line(line);
                }
                line = next;
            }
        }
    }

    /** Copy the complete lines of a file. */
    static void copy(Path run, OutputStream to) throws IOException {
        if (endsWithLineBreak(run)) {
            Files.copy(run, to);
            return;
        }
        read(run, line -> {
            to.write(line.getBytes(UTF_8));
            to.write('\n');
        });
    }

    private static boolean endsWithLineBreak(Path run) throws IOException {
        try (FileChannel file = FileChannel.open(run)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return file.size() > 0 && file.read(last, file.size() - 1) == 1 && last.get(0) == '\n';
        }
    }

    /** Read the lines of a kind. */
    static void read(Path run, String kind, Receiver receiver) throws IOException {
        String start = kind(kind);
        read(run, line -> {
            if (line.startsWith(start)) {
                receiver.line(line);
            }
        });
    }

    static Optional<JsonObject> parsed(String line) {
        try {
            return Json.parse(line) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
        } catch (MalformedJsonException foreign) {
            return Optional.empty();
        }
    }
}
