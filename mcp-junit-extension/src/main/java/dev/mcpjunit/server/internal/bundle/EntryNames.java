/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.bundle;

import dev.mcpjunit.internal.text.Printable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks the names of an archive's entries: none may lead out of the folder to which the archive is unpacked. */
final class EntryNames {

    private static final int LONGEST = 1000;
    private static final int LONGEST_SHOWN = 100;

    private EntryNames() {}

    /** A name, fit for a message. */
    static String shown(String name) {
        return Printable.line(name, LONGEST_SHOWN);
    }

    /**
     * Check all entries.
     *
     * @throws InvalidBundleException for the first that must not be unpacked
     */
    static void check(Map<String, ZipRecord> entries) {
        Set<String> files = new HashSet<>();
        entries.forEach((name, record) -> {
            String problem =
                    switch (record.kind()) {
                        case LINK -> "is a symbolic link";
                        case SPECIAL -> "is neither a file nor a directory";
                        case ENCRYPTED -> "is encrypted";
                        default -> problem(name);
                    };
            if (!problem.isEmpty()) {
                throw new InvalidBundleException(
                        "its entry '" + shown(name) + "' " + problem + ", so mcp-junit does not unpack the bundle");
            }
            if (record.kind() != ZipDirectory.Kind.DIRECTORY) {
                files.add(name);
            }
        });
        for (String name : entries.keySet()) {
            for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
                if (files.contains(name.substring(0, slash))) {
                    throw new InvalidBundleException("its entry '" + shown(name.substring(0, slash))
                            + "' is a file and also a directory, so mcp-junit does not unpack the bundle");
                }
            }
        }
    }

    private static String problem(String name) {
        if (name.isEmpty() || name.length() > LONGEST) {
            return name.isEmpty() ? "has no name" : "has a name of more than " + LONGEST + " characters";
        }
        if (name.startsWith("/") || name.indexOf('\\') >= 0 || name.matches("[A-Za-z]:.*")) {
            return "is no relative path with '/'";
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            return "has a control character in its name";
        }
        String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        for (String part : List.of(path.split("/", -1))) {
            if (part.equals("..") || part.equals(".") || part.isEmpty()) {
                return "has the path segment '" + part + "'";
            }
        }
        return "";
    }
}
