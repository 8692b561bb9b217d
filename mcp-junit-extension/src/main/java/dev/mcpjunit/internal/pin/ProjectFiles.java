/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.pin;

import dev.mcpjunit.internal.settings.SettingNames;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Where the files of a project are. Derived from the location of its compiled test classes and not from the working
 * directory, which differs when an IDE runs the tests of a module.
 *
 * @param directory the project's directory
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ProjectFiles(Path directory) {

    private static final List<String> BUILD_FILES = List.of("pom.xml", "build.gradle", "build.gradle.kts");

    /** Find the project of a test class. */
    public static ProjectFiles around(Class<?> testClass) {
        Path workingDirectory = Path.of("").toAbsolutePath();
        return new ProjectFiles(classesOf(testClass)
                .flatMap(classes -> Stream.iterate(classes, ProjectFiles::isInside, Path::getParent)
                        .filter(ProjectFiles::hasBuildFile)
                        .findFirst())
                .orElse(workingDirectory));
    }

    private static Optional<Path> classesOf(Class<?> testClass) {
        CodeSource source = testClass.getProtectionDomain().getCodeSource();
        try {
            return source == null || source.getLocation() == null
                    ? Optional.empty()
                    : Optional.of(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException | IllegalArgumentException | java.nio.file.FileSystemNotFoundException notAFile) {
            return Optional.empty();
        }
    }

    private static boolean isInside(@Nullable Path path) {
        return path != null;
    }

    private static boolean hasBuildFile(Path directory) {
        return BUILD_FILES.stream().anyMatch(file -> Files.isRegularFile(directory.resolve(file)));
    }

    private boolean isGradle() {
        return !Files.isRegularFile(directory.resolve("pom.xml"))
                && Stream.of("build.gradle", "build.gradle.kts")
                        .anyMatch(file -> Files.isRegularFile(directory.resolve(file)));
    }

    /** The snapshot file of a server: the given path, or by default one that is derived from its name. */
    public Path snapshot(String given, String server) {
        return directory.resolve(given.isEmpty() ? "src/test/resources/mcp/" + server + ".snapshot.json" : given);
    }

    /** The file for what was received from a server that differs from its snapshot. */
    Path received(Path snapshot) {
        String name = snapshot.getFileName().toString().replaceFirst("(\\.snapshot)?\\.json$", "");
        return directory.resolve(isGradle() ? "build" : "target").resolve("mcp").resolve(name + ".received.json");
    }

    /** The command that runs a test class in a snapshot mode; in a build of several modules, from its root. */
    String command(Class<?> testClass, String mode) {
        String property = "-D" + SettingNames.SNAPSHOT + "=" + mode;
        Class<?> outermost = testClass;
        while (outermost.getEnclosingClass() != null) {
            outermost = outermost.getEnclosingClass();
        }
        if (isGradle()) {
            return "./gradlew test " + property + " --tests " + outermost.getName();
        }
        String test = property + " -Dtest=" + outermost.getSimpleName();
        return MavenModule.of(directory)
                .map(module -> "mvn test -pl " + module + " -am " + test + " -Dsurefire.failIfNoSpecifiedTests=false")
                .orElse("mvn test " + test);
    }

    /** A path relative to this project, for messages. */
    String show(Path path) {
        Path shown = path.startsWith(directory) ? directory.relativize(path) : path;
        return shown.toString().replace('\\', '/');
    }
}
