/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Unpacks the data of a page as its script does. */
final class ReadReport {

    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/octet-stream\" id=\"data\">\\s*([A-Za-z0-9+/=]+)\\s*</script>");

    private ReadReport() {}

    /** The lines of a page. */
    static List<JsonObject> lines(Path page) {
        try {
            Matcher data = DATA.matcher(Files.readString(page));
            if (!data.find()) {
                throw new AssertionError("There is no data in " + page);
            }
            byte[] packed = Base64.getDecoder().decode(data.group(1));
            var text = new String(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes(), UTF_8);
            return text.lines().map(line -> (JsonObject) Json.parse(line)).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The lines of one kind. */
    static List<JsonObject> lines(Path page, String kind) {
        return lines(page).stream()
                .filter(line -> line.string("kind").orElse("").equals(kind))
                .toList();
    }
}
