/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.internal.Launcher;
import dev.mcpjunit.server.internal.StartedServer;
import org.apiguardian.api.API;

/** What is done with the cassette of one server. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface CassetteRun permits Recording, Replaying, CassetteRun.Missing {

    /** The file. */
    CassetteFile file();

    /** Start the server, or what stands in for it. */
    StartedServer launch(ServerSpec spec, Launcher real, Deadline deadline);

    /** The server has answered a client, so that a recording is worth to be kept. */
    default void ready() {}

    /** A test begins that may use the server. */
    default void begin(String test) {}

    /** A test ends. */
    default void end(String test) {}

    /**
     * A recording must not be kept.
     *
     * @param reason why, as a sentence without its period
     */
    default void discard(String reason) {}

    /** There is no recording, and none may be made. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    record Missing(CassetteFile file) implements CassetteRun {
        @Override
        public StartedServer launch(ServerSpec spec, Launcher real, Deadline deadline) {
            throw new ServerStartException(
                    "No cassette: server '" + spec.name() + "' is to be replayed, but " + file.shown()
                            + " does not exist. Has it been committed?\n\n  Record it on your machine with   "
                            + file.refresh(),
                    null);
        }
    }
}
