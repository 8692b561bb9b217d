/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Programs of Node.js that tests start: each a directory in {@code src/test/resources/node} with a lock file, installed
 * by {@code npm ci} where the build keeps its files, and built where it says how.
 */
public final class NodePrograms {

    private static final Path SOURCES = Path.of("src", "test", "resources", "node");
    private static final Path HOME = Path.of("target", "node").toAbsolutePath();
    private static final List<String> DESCRIPTION = List.of("package.json", "package-lock.json");
    private static final int NPM_MINUTES = 5;

    private NodePrograms() {}

    /**
     * Install a program unless that was done before. Other tests wait meanwhile, those of other JVMs too.
     *
     * @param name the name of its directory
     * @return where it has been installed: its files, and beside them the {@code node_modules}
     */
    public static synchronized Path install(String name) {
        Path directory = HOME.resolve(name);
        try {
            Files.createDirectories(directory);
            try (var held = FileChannel.open(
                    HOME.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                held.lock();
                bringUpToDate(SOURCES.resolve(name), directory);
            }
            return directory;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void bringUpToDate(Path source, Path directory) throws IOException {
        Path stamp = directory.resolve("installed.txt");
        Map<String, String> wanted = files(source);
        if (Files.exists(stamp) && Files.readString(stamp).equals(wanted.toString())) {
            return;
        }
        boolean samePackages = Files.exists(stamp)
                && Files.isDirectory(directory.resolve("node_modules"))
                && DESCRIPTION.stream().allMatch(file -> isSame(source.resolve(file), directory.resolve(file)));
        Files.deleteIfExists(stamp);
        for (String file : wanted.keySet()) {
            Files.copy(source.resolve(file), directory.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!samePackages) {
            npm(directory, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
        }
        npm(directory, "run", "build", "--if-present");
        Files.writeString(stamp, wanted.toString());
    }

    private static Map<String, String> files(Path source) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(source)) {
            for (Path file : found.toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.exists(other) && Files.mismatch(one, other) < 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void npm(Path directory, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("npm"));
        command.addAll(List.of(arguments));
        Path log = directory.resolve("npm.log");
        Process npm = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!npm.waitFor(NPM_MINUTES, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                throw new IOException(
                        String.join(" ", command) + " failed in " + directory + ":\n" + Files.readString(log));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted in " + String.join(" ", command), interrupted);
        } finally {
            npm.destroyForcibly();
        }
    }
}
