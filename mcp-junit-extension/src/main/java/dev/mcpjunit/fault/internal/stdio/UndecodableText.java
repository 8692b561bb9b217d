/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.endpoint.McpEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Words that a relay could not read. Some clients do not hand on the locale, and Java then takes the command line and
 * the working directory for ASCII; Linux shows both as they are.
 */
final class UndecodableText {

    private static final String UNREADABLE = "\uFFFD";

    private UndecodableText() {}

    /** The command as the system has it, as far as the relay could not read it. */
    static McpEndpoint.Stdio recover(McpEndpoint.Stdio command, long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        if (!Files.isDirectory(process)) {
            return command;
        }
        boolean words = command.command().stream().anyMatch(word -> word.contains(UNREADABLE));
        boolean directory = command.directory().toString().contains(UNREADABLE);
        return new McpEndpoint.Stdio(
                words ? words(process, command.command().size()) : command.command(),
                command.environment(),
                directory ? process.resolve("cwd").toRealPath() : command.directory());
    }

    /** The last arguments of the relay's command line. */
    private static List<String> words(Path process, int count) throws IOException {
        String line = new String(Files.readAllBytes(process.resolve("cmdline")), UTF_8);
        List<String> all = Arrays.asList(line.split("\0", -1));
        // Each word ends with a NUL, so that after the last one stands nothing.
        int end = all.size() - 1;
        return all.subList(end - count, end);
    }
}
