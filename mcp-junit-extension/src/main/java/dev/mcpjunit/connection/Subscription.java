/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import dev.mcpjunit.json.JsonObject;
import org.apiguardian.api.API;

/**
 * A channel on which a server tells what changes. What it tells is in {@link McpConnection#notifications()}.
 *
 * <p>It ends with its connection, or when it is closed.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Subscription implements AutoCloseable {

    private final JsonObject accepted;
    private final Runnable end;

    Subscription(JsonObject accepted, Runnable end) {
        this.accepted = accepted;
        this.end = end;
    }

    /**
     * Get what the server has agreed to tell, which may be less than it was asked for.
     *
     * @return the {@code notifications} of its acknowledgement, raw; empty in the handshake era, where a server tells
     *     what it likes; never {@code null}
     */
    public JsonObject accepted() {
        return accepted;
    }

    /** Tell the server that nobody listens any more. Idempotent. */
    @Override
    public void close() {
        end.run();
    }
}
