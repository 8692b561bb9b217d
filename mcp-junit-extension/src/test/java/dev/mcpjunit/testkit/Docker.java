/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import com.github.dockerjava.api.model.Container;
import dev.mcpjunit.fixtures.FixtureImage;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.internal.container.DockerAvailability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** Docker for tests of containers: skipped, with the reason, where there is none; required where that is said. */
public final class Docker {

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

    /** The containers of {@link #weatherContext}, of whichever JVM. */
    public static List<Container> containersOfAnyJvm(String directory) {
        return DockerClientFactory.instance()
                .client()
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(CONTEXT_LABEL, directory))
                .exec();
    }

    /** Writes a directory with nothing but a Dockerfile. */
    public static Path imageContext(String directory, String... dockerfile) {
        try {
            Path context = Files.createDirectories(Path.of("target", directory));
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
        Path context = FixtureImage.context(
                Path.of("target", directory), WeatherServer.class, "http", "--host", "0.0.0.0", "--port", "8080");
        try {
            Files.writeString(
                    context.resolve("Dockerfile"),
                    "LABEL " + CONTEXT_LABEL + "=" + directory + "\n",
                    StandardOpenOption.APPEND);
            return context;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
