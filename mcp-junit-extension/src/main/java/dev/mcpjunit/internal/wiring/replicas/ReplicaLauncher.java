/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wiring.replicas;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.server.ServerSource;
import dev.mcpjunit.server.ServerSourceVisitor;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.internal.Launcher;
import dev.mcpjunit.server.internal.Ports;
import dev.mcpjunit.server.internal.StartedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** Starts a server several times, and one address in front. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ReplicaLauncher implements Launcher {

    private final Launcher one;

    /** Launch replicas. */
    public ReplicaLauncher(Launcher one) {
        this.one = one;
    }

    @Override
    public StartedServer launch(ServerSpec spec, Deadline deadline) {
        spec.source().accept(new WhyNotReplicated(spec)).ifPresent(why -> {
            throw wrong(spec, why);
        });
        List<StartedServer> replicas = new ArrayList<>();
        try {
            for (int number = 1; number <= spec.replicas(); number++) {
                replicas.add(one.launch(spec.replica(number), deadline));
                rejectStreams(spec, replicas.get(number - 1));
            }
            return ReplicatedServer.of(spec.name(), replicas);
        } catch (RuntimeException failure) {
            replicas.forEach(StartedServer::close);
            throw failure;
        }
    }

    private static void rejectStreams(ServerSpec spec, StartedServer replica) {
        if (replica.endpoint() instanceof McpEndpoint.Stdio) {
            throw wrong(
                    spec,
                    "but it speaks on standard input and output, where each client has a process of its own."
                            + " If it listens on HTTP, say so: transport = STREAMABLE_HTTP.");
        }
    }

    private static ServerStartException wrong(ServerSpec spec, String why) {
        return new ServerStartException(
                "Server '" + spec.name() + "' is to have " + spec.replicas() + " replicas, " + why, null);
    }

    /** Why a source cannot be started several times, as the end of a sentence; empty if it can. */
    private record WhyNotReplicated(ServerSpec spec) implements ServerSourceVisitor<Optional<String>> {

        @Override
        public Optional<String> image(ServerSource.Image image) {
            return Optional.empty();
        }

        @Override
        public Optional<String> dockerfile(ServerSource.Dockerfile dockerfile) {
            return Optional.empty();
        }

        @Override
        public Optional<String> command(ServerSource.Command command) {
            return oneByPort();
        }

        @Override
        public Optional<String> bundle(ServerSource.Bundle bundle) {
            return oneByPort();
        }

        private Optional<String> oneByPort() {
            return spec.port().isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            "which cannot all listen at port " + spec.port().getAsInt()
                                    + ". Leave out 'port' and tell the server " + Ports.PLACEHOLDER + ".");
        }

        @Override
        public Optional<String> remote(ServerSource.Remote remote) {
            return onlyOne(remote);
        }

        @Override
        public Optional<String> inProcess(ServerSource.InProcess inProcess) {
            return Optional.empty();
        }

        @Override
        public Optional<String> container(ServerSource.Container container) {
            return onlyOne(container);
        }

        private static Optional<String> onlyOne(ServerSource source) {
            return Optional.of("but there is only the one " + source.describe()
                    + ". Let the test start the server: by image, command or inProcess.");
        }
    }
}
