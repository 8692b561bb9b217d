/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.container;

import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.server.Launcher;
import dev.mcpjunit.server.ServerSource;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.StartedServer;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** Runs images, Dockerfiles and containers that the test has configured itself. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ContainerLauncher implements Launcher {

    @Override
    public StartedServer launch(ServerSpec spec, Deadline deadline) {
        if (spec.source() instanceof ServerSource.Container source) {
            return configured(spec, source.container());
        }
        Images.LocalImage image = Images.provide(spec);
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

    private static StartedServer configured(ServerSpec spec, Object configured) {
        if (!(configured instanceof GenericContainer<?> container)) {
            throw new ServerStartException(
                    "Server '" + spec.name() + "': " + configured.getClass().getName()
                            + " is no Testcontainers GenericContainer",
                    null);
        }
        List<Integer> ports = container.getExposedPorts();
        if (spec.port().isEmpty() && ports.size() != 1) {
            throw new ServerStartException(
                    "Server '" + spec.name() + "': the container exposes "
                            + (ports.isEmpty() ? "no port" : "the ports " + ports)
                            + ". Say which one is meant: port = …, or withExposedPorts(…)",
                    null);
        }
        int port = spec.port().orElseGet(() -> ports.get(0));
        return container.isRunning()
                ? ContainerServer.running(spec, container, port)
                : ContainerServer.start(spec, container, port, Optional.empty());
    }
}
