/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * A random value of the resource limit for file locks. Linux has ignored this limit since 2.6, but every process
 * inherits it from its parent, whatever it does to its environment, its title, its streams and its session. So a daemon
 * that hides behind all of these is still found. Needs {@code prlimit}, which sets the limit and then becomes the
 * server.
 */
final class ResourceMark {

    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

    private static final boolean AVAILABLE =
            Files.isExecutable(PRLIMIT) && Files.isReadable(Path.of("/proc/self/limits"));

    private static final String LIMIT = "Max file locks";

    private final String value;

    private ResourceMark(String value) {
        this.value = value;
    }

    /** A new mark; empty where the system has none. */
    static Optional<ResourceMark> create() {
        long random = ThreadLocalRandom.current().nextLong(1L << 40, 1L << 60);
        return AVAILABLE ? Optional.of(new ResourceMark(Long.toString(random))) : Optional.empty();
    }

    /** The command that sets the mark on itself and then becomes another command, with the same process id. */
    List<String> around(List<String> command) {
        return Stream.concat(Stream.of(PRLIMIT.toString(), "--locks=" + value + ":", "--"), command.stream())
                .toList();
    }

    /** Whether a process has inherited the mark. */
    boolean isOn(Path process) {
        try {
            return Files.readString(process.resolve("limits"), ISO_8859_1)
                    .lines()
                    .anyMatch(line -> line.startsWith(LIMIT)
                            && line.substring(LIMIT.length()).strip().startsWith(value + " "));
        } catch (IOException goneOrForeign) {
            return false;
        }
    }

    /** Let the guard know of it. */
    void guarded() {
        Guard.limit(value);
    }

    /** Nothing has the mark anymore. */
    void released() {
        Guard.released("limit " + value);
    }
}
