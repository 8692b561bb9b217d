/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.drift.schema;

import org.apiguardian.api.API;

/** Whether values go to the server or come from it. This decides which change of a schema breaks clients. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Direction {
    /**
     * Clients send these values, for example the arguments of a tool. Every value that was accepted must still be
     * accepted.
     */
    INPUT,
    /** Clients read these values, for example the result of a tool. Every value must still match the old schema. */
    OUTPUT
}
