/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import dev.mcpjunit.json.JsonObject;
import org.apiguardian.api.API;

/**
 * A channel on which a server reports changes. They are in {@link McpConnection#notifications()}.
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
     * Get what the server has agreed to report, which may be less than was requested.
     *
     * @return the {@code notifications} of its acknowledgment, raw; empty in the handshake era, where the server
     *     decides; never {@code null}
     */
    public JsonObject accepted() {
        return accepted;
    }

    /** End the subscription. Idempotent. */
    @Override
    public void close() {
        end.run();
    }
}
