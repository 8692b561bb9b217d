/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.config;

import dev.mcpjunit.internal.base.FileContent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a file of environment variables: lines of the form {@code NAME=value}, {@code #} for comments. */
final class EnvFile {

    private static final Pattern ASSIGNMENT = Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.]*)\\s*=\\s*(.*)");

    private EnvFile() {}

    /**
     * Read a file.
     *
     * @param file the file
     * @param named the field that names it
     */
    static Map<String, String> read(Path file, ConfigNode named) {
        FileContent content;
        try {
            content = FileContent.of(file);
        } catch (IOException failure) {
            throw named.wrong("the file " + file + " cannot be read: " + failure.getMessage());
        }
        if (!(content instanceof FileContent.Text text)) {
            throw named.wrong(
                    content instanceof FileContent.Missing
                            ? "there is no file " + file
                            : "the file " + file + " is no text file in UTF-8");
        }
        var variables = new LinkedHashMap<String, String>();
        String[] lines = text.text().split("\n", -1);
        for (int number = 1; number <= lines.length; number++) {
            String line = lines[number - 1].strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher assignment = ASSIGNMENT.matcher(line);
            if (!assignment.matches()) {
                throw named.wrong("line " + number + " of " + file + " is not of the form NAME=value");
            }
            variables.put(assignment.group(1), value(assignment.group(2)));
        }
        return variables;
    }

    /** Quotes around a value do not belong to it; without quotes, a comment ends it. */
    private static String value(String text) {
        for (String quote : new String[] {"\"", "'"}) {
            int end = text.indexOf(quote, 1);
            if (text.startsWith(quote) && end > 0) {
                return text.substring(1, end);
            }
        }
        return text.replaceFirst("\\s+#.*", "").strip();
    }
}
