/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.pin;

import dev.mcpjunit.internal.text.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The name of a server as the name of its snapshot file. The same names are refused on every system, so that a snapshot
 * that was committed on one can be checked out on another.
 */
record SnapshotName(String server) {

    private static final int LONGEST = 100;

    /** Names that Windows gives to devices, with any extension. */
    private static final Pattern DEVICE =
            Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])([.].*)?", Pattern.CASE_INSENSITIVE);

    private static final String EXTENSION = ".snapshot.json";

    /**
     * Check a name.
     *
     * @throws IllegalArgumentException if it cannot be a file name on every system; the message says why and what to do
     */
    static SnapshotName of(String server) {
        refusal(server).ifPresent(reason -> {
            throw refused(server, reason);
        });
        return new SnapshotName(server);
    }

    /**
     * The file of this name.
     *
     * @throws IllegalArgumentException if another file has the same name but for case
     */
    Path in(Path folder) {
        String name = server + EXTENSION;
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.of()) {
            files.map(file -> String.valueOf(file.getFileName()))
                    .filter(other -> other.equalsIgnoreCase(name) && !other.equals(name))
                    .findAny()
                    .ifPresent(other -> {
                        throw refused(
                                server, "'" + other + "' differs only in case, and is the same file on some systems");
                    });
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot list " + folder + ": " + unreadable.getMessage(), unreadable);
        }
        return folder.resolve(name);
    }

    private static IllegalArgumentException refused(String server, String reason) {
        return new IllegalArgumentException("The server name '" + Printable.line(server)
                + "' cannot be the name of a snapshot file: " + reason
                + ". Rename the server, or name the file: @PinnedSchema(\"src/test/resources/mcp/….snapshot.json\").");
    }

    private static Optional<String> refusal(String name) {
        if (name.isBlank()) {
            return Optional.of("it is blank");
        }
        if (name.length() > LONGEST) {
            return Optional.of("it is longer than " + LONGEST + " characters");
        }
        Optional<String> unsafe = name.codePoints()
                .filter(SnapshotName::isUnsafe)
                .mapToObj(character -> "it contains " + shown(character))
                .findFirst();
        if (unsafe.isPresent()) {
            return unsafe;
        }
        if (name.startsWith(".") || name.endsWith(".")) {
            return Optional.of("it starts or ends with a period");
        }
        if (!name.equals(name.strip())) {
            return Optional.of("it starts or ends with white space");
        }
        return DEVICE.matcher(name).matches() ? Optional.of("it is the name of a device on Windows") : Optional.empty();
    }

    private static boolean isUnsafe(int character) {
        int type = Character.getType(character);
        return "/\\:*?\"<>|".indexOf(character) >= 0
                || type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    private static String shown(int character) {
        return character > ' ' && character < 0x7F
                ? "'" + Character.toString(character) + "'"
                : String.format(Locale.ROOT, "U+%04X", character);
    }
}
