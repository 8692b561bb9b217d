/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wiring;

import dev.mcpjunit.cassette.internal.CassetteRun;
import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.wiring.replicas.ReplicaLauncher;
import dev.mcpjunit.server.ServerSource;
import dev.mcpjunit.server.ServerSourceVisitor;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.internal.Launcher;
import dev.mcpjunit.server.internal.StartedServer;
import dev.mcpjunit.server.internal.bundle.BundleLauncher;
import dev.mcpjunit.server.internal.container.ContainerLauncher;
import dev.mcpjunit.server.internal.container.DockerAvailability;
import dev.mcpjunit.server.internal.container.ImageLauncher;
import dev.mcpjunit.server.internal.inprocess.InProcessLauncher;
import dev.mcpjunit.server.internal.process.ProcessLauncher;
import dev.mcpjunit.server.internal.remote.RemoteLauncher;
import java.util.Optional;
import org.apiguardian.api.API;

/** Chooses the launcher for a source. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Launchers {

    private Launchers() {}

    /**
     * Start a server, or what stands in for it.
     *
     * @param cassette what is done with the recording of the server, if there is one
     */
    static StartedServer launch(ServerSpec spec, Optional<CassetteRun> cassette, Deadline deadline) {
        return cassette.isPresent()
                ? cassette.get().launch(spec, (one, until) -> of(one).launch(one, until), deadline)
                : of(spec).launch(spec, deadline);
    }

    static Launcher of(ServerSpec spec) {
        Launcher one = spec.source().accept(new BySource(spec.name()));
        return spec.replicas() == 1 ? one : new ReplicaLauncher(one);
    }

    /**
     * Why Docker is not available; empty when it is, or when Testcontainers is missing so that it cannot be checked.
     */
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

    private static void requireTestcontainers(String server) {
        if (!isTestcontainersPresent()) {
            throw new ServerStartException(
                    "Server '" + server + "' runs in a container, which needs Testcontainers. Add"
                            + " org.testcontainers:testcontainers to the test class path.",
                    null);
        }
    }

    private record BySource(String server) implements ServerSourceVisitor<Launcher> {

        @Override
        public Launcher image(ServerSource.Image image) {
            requireTestcontainers(server);
            return ImageLauncher.of(image);
        }

        @Override
        public Launcher dockerfile(ServerSource.Dockerfile dockerfile) {
            requireTestcontainers(server);
            return ImageLauncher.of(dockerfile);
        }

        @Override
        public Launcher command(ServerSource.Command command) {
            return new ProcessLauncher(command);
        }

        @Override
        public Launcher bundle(ServerSource.Bundle bundle) {
            return new BundleLauncher(bundle);
        }

        @Override
        public Launcher remote(ServerSource.Remote remote) {
            return new RemoteLauncher(remote);
        }

        @Override
        public Launcher inProcess(ServerSource.InProcess inProcess) {
            return new InProcessLauncher(inProcess);
        }

        @Override
        public Launcher container(ServerSource.Container container) {
            requireTestcontainers(server);
            return new ContainerLauncher(container);
        }
    }
}
