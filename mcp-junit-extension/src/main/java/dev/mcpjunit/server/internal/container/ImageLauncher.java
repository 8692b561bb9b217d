/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.container;

import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.server.ServerSource;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.internal.Launcher;
import dev.mcpjunit.server.internal.StartedServer;
import java.util.List;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** Runs images, pulled or built. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ImageLauncher implements Launcher {

    private final Function<ServerSpec, Images.LocalImage> provider;

    private ImageLauncher(Function<ServerSpec, Images.LocalImage> provider) {
        this.provider = provider;
    }

    /** Launch an image that is pulled if it is missing. */
    public static ImageLauncher of(ServerSource.Image source) {
        return new ImageLauncher(spec -> Images.pulled(spec, source.reference()));
    }

    /** Launch an image that is built first. */
    public static ImageLauncher of(ServerSource.Dockerfile source) {
        return new ImageLauncher(spec -> Images.built(spec, source.path()));
    }

    @Override
    public StartedServer launch(ServerSpec spec, Deadline deadline) {
        Images.LocalImage image = provider.apply(spec);
        return speaksHttp(spec, image) ? http(spec, image) : StdioContainerServer.of(spec, image);
    }

    private static boolean speaksHttp(ServerSpec spec, Images.LocalImage image) {
        return switch (spec.transport()) {
            case STREAMABLE_HTTP, SSE -> true;
            case STDIO -> false;
            case AUTO -> spec.port().isPresent() || !image.ports().isEmpty();
        };
    }

    private static StartedServer http(ServerSpec spec, Images.LocalImage image) {
        int port = spec.port().orElseGet(() -> onlyPort(spec.name(), image));
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image.reference()))
                .withExposedPorts(port)
                .withEnv(spec.env());
        if (!spec.args().isEmpty()) {
            container.withCommand(spec.args().toArray(String[]::new));
        }
        return ContainerServer.start(spec, container, port, image.identity());
    }

    private static int onlyPort(String server, Images.LocalImage image) {
        List<Integer> ports = image.ports();
        if (ports.size() != 1) {
            throw new ServerStartException(
                    "Server '" + server + "': image " + image.reference() + " exposes "
                            + (ports.isEmpty() ? "no port" : "the ports " + ports)
                            + ". Say which one is meant: port = …"
                            + (ports.isEmpty()
                                    ? ", or transport = STDIO if it speaks on standard input and output"
                                    : ""),
                    null);
        }
        return ports.get(0);
    }
}
