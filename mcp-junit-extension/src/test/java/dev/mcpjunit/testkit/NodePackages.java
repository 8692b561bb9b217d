/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Packages of Node.js that tests start, each in one version, installed where the build keeps its files. */
public final class NodePackages {

    private static final Path HOME = Path.of("target", "npm").toAbsolutePath();
    private static final int INSTALL_MINUTES = 5;

    private NodePackages() {}

    /**
     * Install packages unless that was done before.
     *
     * @param name names the place, for each set of packages its own
     * @param packages each as {@code name@version}
     * @return the directory that has the {@code node_modules}
     */
    public static synchronized Path install(String name, String... packages) {
        Path directory = HOME.resolve(name);
        Path installed = directory.resolve("installed.txt");
        String wanted = String.join("\n", packages);
        try {
            if (Files.exists(installed) && Files.readString(installed).equals(wanted)) {
                return directory;
            }
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("package.json"), "{\"private\":true,\"type\":\"module\"}");
            npm(directory, packages);
            Files.writeString(installed, wanted);
            return directory;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void npm(Path directory, String... packages) throws IOException {
        var command = new ArrayList<>(
                List.of("npm", "install", "--save-exact", "--no-audit", "--no-fund", "--prefer-offline"));
        command.addAll(List.of(packages));
        Path log = directory.resolve("npm.log");
        Process npm = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!npm.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                throw new IOException("npm cannot install " + List.of(packages) + ":\n" + Files.readString(log));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while npm installed " + List.of(packages), interrupted);
        } finally {
            npm.destroyForcibly();
        }
    }
}
