/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.schema;

import org.apiguardian.api.API;

/** Which way values travel, and so which change of a schema breaks whom. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Direction {
    /** Clients write what the schema describes, like a tool's arguments: what was accepted must still be accepted. */
    INPUT,
    /**
     * Clients read what the schema describes, like a tool's result: what comes now must be what was promised before.
     */
    OUTPUT
}
