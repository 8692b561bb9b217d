/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wiring;

import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.internal.wiring.replicas.ReplicaLauncher;
import dev.mcpjunit.server.Launcher;
import dev.mcpjunit.server.ServerSource;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.internal.container.ContainerLauncher;
import dev.mcpjunit.server.internal.container.DockerAvailability;
import dev.mcpjunit.server.internal.inprocess.InProcessLauncher;
import dev.mcpjunit.server.internal.process.ProcessLauncher;
import dev.mcpjunit.server.internal.remote.RemoteLauncher;
import java.util.Optional;
import org.apiguardian.api.API;

/** Chooses the launcher for a source. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Launchers {

    private Launchers() {}

    static Launcher of(ServerSpec spec) {
        Launcher one = ofSource(spec);
        return spec.replicas() == 1 ? one : new ReplicaLauncher(one);
    }

    private static Launcher ofSource(ServerSpec spec) {
        ServerSource source = spec.source();
        if (source instanceof ServerSource.Command) {
            return new ProcessLauncher();
        }
        if (source instanceof ServerSource.Remote) {
            return new RemoteLauncher();
        }
        if (source instanceof ServerSource.InProcess) {
            return new InProcessLauncher();
        }
        requireTestcontainers(spec);
        return new ContainerLauncher();
    }

    /** Why there is no Docker; empty when there is one, or when nobody can tell for want of Testcontainers. */
    public static Optional<String> dockerProblem() {
        return isTestcontainersPresent() ? DockerAvailability.problem() : Optional.empty();
    }

    private static boolean isTestcontainersPresent() {
        try {
            Class.forName("org.testcontainers.containers.GenericContainer");
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    private static void requireTestcontainers(ServerSpec spec) {
        if (!isTestcontainersPresent()) {
            throw new ServerStartException(
                    "Server '" + spec.name() + "' runs in a container, which needs Testcontainers. Add"
                            + " org.testcontainers:testcontainers to the test class path.",
                    null);
        }
    }
}
