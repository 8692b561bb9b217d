/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Finds programs as a shell would: by the PATH, on Windows also as {@code npx.cmd} when {@code npx} is asked for. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Programs {

    private static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    private static final List<String> SUFFIXES = WINDOWS ? List.of("", ".exe", ".cmd", ".bat") : List.of("");

    private Programs() {}

    /**
     * Find the word by which the system can run a program: the given one, or on Windows the path of the file that
     * carries its suffix.
     */
    static Optional<String> resolve(String program, Path directory) {
        return find(program, directory).map(file -> WINDOWS ? file.toString() : program);
    }

    /**
     * Find a program.
     *
     * @param program a name, or a path, which is taken relative to {@code directory}
     */
    public static Optional<Path> find(String program, Path directory) {
        boolean isPath = program.contains("/") || program.contains(File.separator);
        Stream<Path> places = isPath
                ? Stream.of(directory)
                : Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                        .filter(place -> !place.isEmpty())
                        .map(Path::of);
        return places.flatMap(place -> SUFFIXES.stream().map(suffix -> place.resolve(program + suffix)))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }
}
