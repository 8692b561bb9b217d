/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.process;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.ServerStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Optional;

/** Starts the operating system's process of a server, or reports why it cannot be started. */
final class ProcessStarter {

    /** Where the environment variables of a process come from. */
    enum Environment {
        /** Those of this JVM, and those of the endpoint. */
        OF_THIS_JVM,
        /** Only those of the endpoint. */
        AS_GIVEN
    }

    private ProcessStarter() {}

    /**
     * Start the process of a server.
     *
     * @param limit marks the process and its children by a resource limit, where the system has one
     * @throws ServerStartException if it cannot be started, with the reason
     */
    static Process start(
            String server,
            McpEndpoint.Stdio endpoint,
            String mark,
            Optional<ResourceMark> limit,
            Environment environment) {
        if (!Files.isDirectory(endpoint.directory())) {
            throw new ServerStartException(
                    "Server '" + server + "' cannot be started: its working directory does not exist: "
                            + endpoint.directory(),
                    null);
        }
        var command = new ArrayList<>(endpoint.command());
        command.set(
                0,
                Programs.resolve(endpoint.program(), endpoint.directory())
                        .orElseThrow(() -> noSuchProgram(server, endpoint)));
        var builder = new ProcessBuilder(limit.map(mine -> mine.around(command)).orElse(command))
                .directory(endpoint.directory().toFile());
        if (environment == Environment.AS_GIVEN) {
            builder.environment().clear();
        }
        builder.environment().putAll(endpoint.environment());
        builder.environment().put(ProcessTree.MARK, mark);
        builder.environment().put(Guard.VARIABLE, Guard.VALUE);
        try {
            return builder.start();
        } catch (IOException failure) {
            throw new ServerStartException(
                    "Server '" + server + "' cannot be started: " + failure.getMessage() + "\n  Command: "
                            + endpoint.describe(),
                    failure);
        }
    }

    private static ServerStartException noSuchProgram(String server, McpEndpoint.Stdio endpoint) {
        String program = endpoint.program();
        String where = program.contains("/")
                ? "at " + endpoint.directory().resolve(program).normalize()
                : "on the PATH";
        return new ServerStartException(
                "Server '" + server + "' cannot be started: there is no program '" + program + "' " + where
                        + ". Install it, or give its full path.\n  Command: " + endpoint.describe(),
                null);
    }
}
