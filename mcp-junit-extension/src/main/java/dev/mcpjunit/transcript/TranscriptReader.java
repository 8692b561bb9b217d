/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.MalformedJsonException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads the lines of a transcript. What a later minor version adds is ignored. */
final class TranscriptReader {

    private static final int MAJOR = 1;

    private TranscriptReader() {}

    /**
     * Read a text.
     *
     * @param source what messages call the text
     * @throws InvalidTranscriptException if it cannot be read
     */
    static Transcript read(String source, String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty()) {
            throw new InvalidTranscriptException(source, 1, "the file is empty, so it is no transcript");
        }
        TranscriptHeader header = header(new LineReader(source, 1, object(source, 1, lines.get(0))));
        var frames = new ArrayList<Frame>();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                JsonObject line = object(source, i + 1, lines.get(i));
                new FrameReader(new LineReader(source, i + 1, line)).frame().ifPresent(frames::add);
            }
        }
        return new Transcript(header, frames);
    }

    private static JsonObject object(String source, int line, String text) {
        try {
            if (Json.parse(text) instanceof JsonObject object) {
                return object;
            }
            throw new InvalidTranscriptException(source, line, "the line is no JSON object");
        } catch (MalformedJsonException malformed) {
            throw new InvalidTranscriptException(
                    source, line, "the line is no JSON object. Was the file cut or edited? " + malformed.getMessage());
        }
    }

    private static TranscriptHeader header(LineReader line) {
        if (!line.optionalText("transcript").filter(FrameWriter.FORMAT::equals).isPresent()) {
            throw line.wrong("the first line of a transcript begins with {\"transcript\":\"" + FrameWriter.FORMAT
                    + "\",\"version\":…}");
        }
        String version = line.text("version");
        if (major(version, line) > MAJOR) {
            throw line.wrong("the transcript has version " + version + ", and this version of mcp-junit reads versions"
                    + " up to " + MAJOR + ".x. Use the version of mcp-junit that wrote it, or a later one");
        }
        return new TranscriptHeader(
                version,
                line.optionalText("class").orElse(""),
                line.optionalText("test").orElse(""),
                line.optionalText("id").orElse(""),
                instant(line),
                line.optionalNumber("frames"));
    }

    private static int major(String version, LineReader line) {
        try {
            return Integer.parseInt(version.split("\\.", 2)[0]);
        } catch (NumberFormatException noNumber) {
            throw line.wrong("version '" + version + "' is no version such as " + TranscriptHeader.VERSION);
        }
    }

    private static Instant instant(LineReader line) {
        try {
            return Instant.parse(line.text("startedAt"));
        } catch (DateTimeException malformed) {
            throw line.wrong("'startedAt' is no time such as 2026-01-31T12:00:00Z");
        }
    }
}
