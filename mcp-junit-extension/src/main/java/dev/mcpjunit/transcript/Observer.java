/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript;

import org.apiguardian.api.API;

/** Where a frame was recorded. Each message is recorded in one place. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Observer {
    /** At an {@code McpConnection} of the test. */
    CONNECTION,
    /** At a client of the MCP Java SDK that the test was given. HTTP statuses and headers cannot be seen there. */
    SDK_CLIENT,
    /** At the fault-injecting proxy of the test: what the client sent, and what the server sent before faults. */
    PROXY
}
