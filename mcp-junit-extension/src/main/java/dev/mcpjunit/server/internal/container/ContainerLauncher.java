/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.container;

import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.server.ServerSource;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.internal.Launcher;
import dev.mcpjunit.server.internal.StartedServer;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.testcontainers.containers.GenericContainer;

/** Starts a container that the test configured, or takes it as it is if it is already running. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ContainerLauncher implements Launcher {

    private final ServerSource.Container source;

    /** Make a launcher. */
    public ContainerLauncher(ServerSource.Container source) {
        this.source = source;
    }

    @Override
    public StartedServer launch(ServerSpec spec, Deadline deadline) {
        if (!(source.container() instanceof GenericContainer<?> container)) {
            throw new ServerStartException(
                    "Server '" + spec.name() + "': "
                            + source.container().getClass().getName() + " is no Testcontainers GenericContainer",
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
