/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import com.github.dockerjava.api.model.Container;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.container.DockerAvailability;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** Docker for tests of containers: skipped, with the reason, where there is none; required where that is said. */
public final class Docker {

    private static final Pattern NEEDED = Pattern.compile("mcp-test-fixtures|jackson-(jr|core)");

    private static final String CONTEXT_LABEL = "dev.mcpjunit.test-context";

    private Docker() {}

    /** A condition for {@code @EnabledIf}. */
    public static boolean isAvailable() {
        Optional<String> problem = DockerAvailability.problem();
        if (problem.isPresent() && "required".equals(System.getProperty("mcp.docker"))) {
            throw new IllegalStateException("Docker is required for these tests: " + problem.get());
        }
        return problem.isEmpty();
    }

    /** What this JVM's Testcontainers has running, and what was started by a command of ours. */
    public static List<Container> containers() {
        Stream<Container> all = DockerClientFactory.instance()
                .client()
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(
                        Map.of(DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL, DockerClientFactory.SESSION_ID))
                .exec()
                .stream();
        return all.toList();
    }

    /** The containers of {@link #weatherContext}. */
    public static List<Container> containers(String directory) {
        return containers().stream()
                .filter(container -> directory.equals(container.getLabels().get(CONTEXT_LABEL)))
                .toList();
    }

    /** Writes what an image of the fixtures is built from. */
    public static Path imageContext(String directory, String... dockerfile) {
        Path context = Path.of("target", directory);
        try {
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                if (NEEDED.matcher(entry).find()) {
                    copy(Path.of(entry), context.resolve("lib"));
                }
            }
            Files.writeString(context.resolve("Dockerfile"), String.join("\n", dockerfile) + "\n");
            return context;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * The weather server, listening on port 8080. Its containers bear the directory as a label: the name of an image
     * moves when another build comes to the same layers at the same time.
     */
    public static Path weatherContext(String directory) {
        return imageContext(
                directory,
                "FROM eclipse-temurin:17-jre",
                "COPY lib /lib-java",
                "LABEL " + CONTEXT_LABEL + "=" + directory,
                "EXPOSE 8080",
                "ENTRYPOINT [\"java\", \"-XX:TieredStopAtLevel=1\", \"-cp\", \"/lib-java/*:/lib-java/classes\", \""
                        + WeatherServer.class.getName() + "\"]",
                "CMD [\"http\", \"--host\", \"0.0.0.0\", \"--port\", \"8080\"]");
    }

    private static void copy(Path entry, Path target) throws IOException {
        Files.createDirectories(target);
        if (Files.isRegularFile(entry)) {
            Files.copy(entry, target.resolve(entry.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        try (Stream<Path> files = Files.walk(entry)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy =
                        target.resolve("classes").resolve(entry.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
