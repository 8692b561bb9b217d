/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.container;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.internal.process.Guard;
import dev.mcpjunit.server.internal.process.Programs;
import dev.mcpjunit.server.internal.process.StdioServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.testcontainers.DockerClientFactory;

/**
 * A server that speaks on the standard input and output of a container. Its endpoint is a {@code docker run} command,
 * so that any client can start it; the containers are found by a label and removed in the end, whichever client started
 * them.
 */
final class StdioContainerServer {

    private static final String LABEL = "dev.mcpjunit.server";

    private StdioContainerServer() {}

    static StdioServer of(ServerSpec spec, Images.LocalImage image) {
        if (Programs.find("docker", Path.of("")).isEmpty()) {
            throw new ServerStartException(
                    "Server '" + spec.name() + "': to speak with a container on standard input and output, the program"
                            + " 'docker' must be on the PATH, but it is not. Install the Docker command line.",
                    null);
        }
        String id = UUID.randomUUID().toString();
        String guarded = Guard.containers(Images.dockerHost(), LABEL, id);
        return new StdioServer(spec.name(), endpoint(spec, image, id), image.identity(), () -> {
            removeContainers(id);
            Guard.released(guarded);
        });
    }

    private static McpEndpoint.Stdio endpoint(ServerSpec spec, Images.LocalImage image, String id) {
        // --init: as process 1, many servers would ignore the signal to end.
        var command = new ArrayList<>(List.of("docker", "run", "-i", "--rm", "--init", "--label", LABEL + "=" + id));
        // With these labels Testcontainers' reaper, where it runs, removes what a killed JVM leaves.
        DockerClientFactory.DEFAULT_LABELS.forEach(
                (label, value) -> command.addAll(List.of("--label", label + "=" + value)));
        command.addAll(List.of(
                "--label", DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL + "=" + DockerClientFactory.SESSION_ID));
        // Names only: values in a command line can be seen by everybody on the machine.
        spec.env().keySet().forEach(variable -> command.addAll(List.of("-e", variable)));
        command.add(image.reference());
        command.addAll(spec.args());
        Map<String, String> environment = new LinkedHashMap<>(spec.env());
        environment.put("DOCKER_HOST", Images.dockerHost().toString());
        return new McpEndpoint.Stdio(command, environment, Path.of(""));
    }

    private static void removeContainers(String id) {
        List<Container> left = Images.client()
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(LABEL, id))
                .exec();
        for (Container container : left) {
            try {
                Images.client()
                        .removeContainerCmd(container.getId())
                        .withForce(true)
                        .exec();
            } catch (NotFoundException removedItself) {
                // --rm was quicker.
            } catch (ConflictException beingRemoved) {
                // --rm is at it.
            }
        }
    }
}
