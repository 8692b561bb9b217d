/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal;

import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.server.ServerSpec;
import org.apiguardian.api.API;

/** Starts servers of one kind. Stateless. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface Launcher {

    /**
     * Start a server. It need not be ready to answer when this returns.
     *
     * @throws ServerStartException if it cannot be started; nothing is left running then
     */
    StartedServer launch(ServerSpec spec, Deadline deadline);
}
