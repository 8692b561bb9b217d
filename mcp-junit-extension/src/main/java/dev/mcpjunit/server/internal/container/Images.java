/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.ExposedPort;
import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.internal.console.Progress;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.model.ImageIdentity;
import dev.mcpjunit.server.ServerSpec;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.utility.DockerImageName;

/** Makes sure that an image is here: pulled when it is missing, or built. */
final class Images {

    private static final String WITHOUT_RYUK =
            "\n  That image is of Testcontainers, which cleans up with it. Where it cannot be"
                    + " pulled, set the environment variable TESTCONTAINERS_RYUK_DISABLED=true: what is started here is stopped"
                    + " anyway.";
    private static final Pattern IMAGE_NAME = Pattern.compile("RemoteDockerImage\\(imageName=([^,]+),");

    private Images() {}

    /**
     * An image that is here.
     *
     * @param identity what others know it by; empty for one that was built here
     */
    record LocalImage(String reference, Optional<ImageIdentity> identity, List<Integer> ports) {}

    static LocalImage pulled(ServerSpec spec, String reference) {
        ImagePull.ifMissing(spec.name(), reference, spec.startupTimeout());
        pull(spec.name(), reference);
        InspectImageResponse image = inspect(reference);
        return new LocalImage(reference, Optional.of(new ImageIdentity(reference, digest(image))), ports(image));
    }

    // The notice is closed when the wait ends, and has no other use.
    @SuppressWarnings("try")
    static LocalImage built(ServerSpec spec, Path path) {
        String reference;
        try (var unused = Progress.begin(elapsed -> "Server '" + spec.name() + "': building the image of " + path
                + " for " + Durations.print(elapsed) + ". There is no limit.")) {
            reference = build(spec.name(), path);
        }
        return new LocalImage(reference, Optional.empty(), ports(inspect(reference)));
    }

    private static InspectImageResponse inspect(String reference) {
        return client().inspectImageCmd(reference).exec();
    }

    static DockerClient client() {
        return DockerClientFactory.instance().client();
    }

    /** The address of the Docker daemon that Testcontainers has found, which may be one on another machine. */
    static URI dockerHost() {
        return DockerClientFactory.instance().getTransportConfig().getDockerHost();
    }

    private static void pull(String server, String reference) {
        try {
            // It is here now; this takes it into the cache of Testcontainers and applies the policy of the user.
            String unused = new RemoteDockerImage(DockerImageName.parse(reference)).get();
        } catch (Exception failure) {
            throw new ServerStartException(
                    "Server '" + server + "': image " + reference + " is missing and cannot be pulled: "
                            + rootCause(failure)
                            + ". Check its name and tag, and that you are logged in to its registry.",
                    failure);
        }
    }

    /** The image keeps its name from run to run, so that Docker's cache of layers serves the next one. */
    private static String build(String server, Path path) {
        boolean isFile =
                path.getFileName() != null && path.getFileName().toString().contains("ockerfile");
        Path dockerfile = isFile ? path : path.resolve("Dockerfile");
        if (!Files.isRegularFile(dockerfile)) {
            throw new ServerStartException(
                    "Server '" + server + "': there is no Dockerfile at "
                            + dockerfile.toAbsolutePath().normalize(),
                    null);
        }
        String name = "mcp-junit/" + server + ":"
                + Integer.toHexString(dockerfile.toAbsolutePath().normalize().hashCode());
        try {
            return new ImageFromDockerfile(name, false)
                    .withDockerfile(dockerfile)
                    .withBuildImageCmdModifier(build -> build.withForcerm(true))
                    .get();
        } catch (Exception failure) {
            throw new ServerStartException(
                    "Server '" + server + "': the image of " + dockerfile + " cannot be built: " + rootCause(failure),
                    failure);
        }
    }

    private static Optional<String> digest(InspectImageResponse image) {
        return Stream.ofNullable(image.getRepoDigests())
                .flatMap(List::stream)
                .map(digest -> digest.substring(digest.indexOf('@') + 1))
                .sorted()
                .findFirst();
    }

    private static List<Integer> ports(InspectImageResponse image) {
        return Stream.ofNullable(image.getConfig())
                .flatMap(config -> Stream.ofNullable(config.getExposedPorts()))
                .flatMap(Stream::of)
                .map(ExposedPort::getPort)
                .sorted()
                .toList();
    }

    /**
     * What went wrong, and with which image: it need not be the one that was asked for, but Testcontainers' own helper.
     */
    static String rootCause(Throwable failure) {
        Throwable cause = failure;
        String image = "";
        while (cause.getCause() != null && cause.getCause() != cause) {
            Matcher named = IMAGE_NAME.matcher(String.valueOf(cause.getMessage()));
            image = named.find() ? " (image " + named.group(1) + ")" : image;
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).strip() + image + (image.contains("/ryuk:") ? WITHOUT_RYUK : "");
    }
}
