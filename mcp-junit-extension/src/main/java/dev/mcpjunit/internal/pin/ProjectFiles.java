/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.pin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.internal.settings.SettingNames;
import dev.mcpjunit.json.JsonValue;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Where the files of a project are. Derived from the location of its compiled test classes and not from the working
 * directory, which differs when an IDE runs the tests of a module.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ProjectFiles(Path directory) {

    private static final String RESOURCES = "src/test/resources";
    private static final String SNAPSHOTS = RESOURCES + "/mcp";
    private static final List<String> BUILD_FILES = List.of("pom.xml", "build.gradle", "build.gradle.kts");

    private static final List<String> SETTINGS_FILES = List.of("settings.gradle", "settings.gradle.kts");

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

    /**
     * The snapshot file of a server: the given path, or by default one that is derived from its name.
     *
     * @throws IllegalArgumentException if the path is none, or the name cannot be a file name on every system
     */
    public Path snapshot(String given, String server) {
        if (given.isEmpty()) {
            return SnapshotName.of(server).in(directory.resolve(SNAPSHOTS));
        }
        try {
            return directory.resolve(given);
        } catch (InvalidPathException noPath) {
            throw new IllegalArgumentException("@PinnedSchema(" + JsonValue.of(given) + ") is not a path", noPath);
        }
    }

    /** The file for what was received from a server that differs from its snapshot in a test class. */
    public Path received(Class<?> testClass, Path snapshot) {
        return output().resolve(testClass.getName().replace('$', '.'))
                .resolve(shortened(snapshot).replaceFirst("(\\.snapshot)?\\.json$", "") + ".received.json");
    }

    /** The file for the transcript of a test, where JUnit has no directory for it. */
    public Path transcript(Class<?> testClass, String test) {
        return output().resolve("transcripts")
                .resolve(testClass.getName().replace('$', '.'))
                .resolve(test + ".jsonl");
    }

    /** The file of a cassette. */
    public Path cassette(String name) {
        return directory.resolve(SNAPSHOTS).resolve(name + ".cassette.jsonl");
    }

    /** The folder for the golden files of a test class. */
    Path goldens(Class<?> testClass) {
        return directory.resolve(SNAPSHOTS).resolve(testClass.getName().replace('$', '.'));
    }

    /** The file for a result of a test class that differs from its golden file. */
    Path receivedResult(Class<?> testClass, String name) {
        return output().resolve(testClass.getName().replace('$', '.')).resolve(name + ".received.json");
    }

    /** The file that test JVMs lock while they update a snapshot. */
    Path lock(Path snapshot) {
        String place = snapshot.toAbsolutePath().normalize().toString();
        return output().resolve(".locks").resolve(UUID.nameUUIDFromBytes(place.getBytes(UTF_8)) + ".lock");
    }

    private Path output() {
        return directory.resolve(isGradle() ? "build" : "target").resolve("mcp");
    }

    /** The path of a snapshot below the folder of snapshots or of resources; else its last two parts. */
    private String shortened(Path snapshot) {
        Path normalized = snapshot.toAbsolutePath().normalize();
        Path shortened = Stream.of(SNAPSHOTS, RESOURCES)
                .map(folder -> directory.resolve(folder).toAbsolutePath().normalize())
                .filter(folder -> normalized.startsWith(folder) && !normalized.equals(folder))
                .findFirst()
                .map(folder -> folder.relativize(normalized))
                .orElse(normalized);
        int parts = shortened.getNameCount();
        return parts == 0
                ? "root"
                : shortened
                        .subpath(shortened.isAbsolute() ? Math.max(0, parts - 2) : 0, parts)
                        .toString();
    }

    /** The command that runs a test class in a snapshot mode; in a build of several modules, from its root. */
    public String command(Class<?> testClass, String mode) {
        return command(testClass, SettingNames.SNAPSHOT, mode);
    }

    /** The command that runs a test class with a setting; in a build of several modules, from its root. */
    public String command(Class<?> testClass, String setting, String mode) {
        return command(testClass, Optional.of(Map.entry(setting, mode)));
    }

    /** The command that runs a test class again; in a build of several modules, from its root. */
    public String command(Class<?> testClass) {
        return command(testClass, Optional.empty());
    }

    private String command(Class<?> testClass, Optional<Map.Entry<String, String>> setting) {
        Class<?> outermost = testClass;
        while (outermost.getEnclosingClass() != null) {
            outermost = outermost.getEnclosingClass();
        }
        if (isGradle()) {
            // Gradle knows no change of a server, so it would not run tests again that have passed.
            return gradle(gradleProject() + "test --rerun --tests " + outermost.getName(), setting);
        }
        String test = setting.map(given -> "-D" + given.getKey() + "=" + given.getValue() + " ")
                        .orElse("") + "-Dtest=" + outermost.getSimpleName();
        return MavenModule.of(directory)
                .map(module -> "mvn test -pl " + module + " -am " + test + " -Dsurefire.failIfNoSpecifiedTests=false")
                .orElse("mvn test " + test);
    }

    /**
     * The path of the project in its Gradle build; empty for the root. A settings file can give a project another path
     * than its folder, which is rare.
     */
    private String gradleProject() {
        for (Path root = directory; root != null; root = root.getParent()) {
            if (SETTINGS_FILES.stream().map(root::resolve).anyMatch(Files::isRegularFile)) {
                String path = root.relativize(directory).toString().replace(File.separatorChar, ':');
                return path.isEmpty() ? "" : ":" + path + ":";
            }
        }
        return "";
    }

    /** Gradle does not pass system properties on to the JVM of the tests, but it does pass on the environment. */
    private static String gradle(String tasks, Optional<Map.Entry<String, String>> setting) {
        Optional<String> variable =
                setting.map(given -> SettingNames.variable(given.getKey()) + "=" + given.getValue());
        return File.separatorChar == '\\'
                ? variable.map(set -> "cmd /c \"set " + set + "&& gradlew.bat " + tasks + "\"")
                        .orElse("gradlew.bat " + tasks)
                : variable.map(set -> set + " ").orElse("") + "./gradlew " + tasks;
    }

    /** The folder of the report of all tests: a given one, or by default one below the folder of the build. */
    public Path report(Optional<String> folder) {
        return folder.map(directory::resolve).orElseGet(() -> output().resolve("report"));
    }

    /** The root of the Maven build that the project is a module of, if it is one. */
    public Optional<ProjectFiles> root() {
        Path root = MavenModule.root(directory);
        return root.equals(directory) ? Optional.empty() : Optional.of(new ProjectFiles(root));
    }

    /** The name of the project: the module in its build, or else its folder. */
    public String name() {
        return MavenModule.of(directory)
                .orElseGet(() -> String.valueOf(directory.toAbsolutePath().getFileName()));
    }

    /** A path relative to this project, for messages. */
    public String show(Path path) {
        Path shown = path.startsWith(directory) ? directory.relativize(path) : path;
        return shown.toString().replace('\\', '/');
    }
}
