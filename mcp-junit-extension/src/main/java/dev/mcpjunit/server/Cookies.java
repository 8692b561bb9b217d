/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server;

import org.apiguardian.api.API;

/** What a connection does with the cookies that a server or a load balancer sets. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Cookies {
    /** Forget them, as most MCP clients do. */
    IGNORED,
    /** Send them back while the connection is open. */
    KEPT
}
