/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.rpc;

import org.apiguardian.api.API;

/** The names of the protocol's HTTP headers. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class McpHeaders {

    /** The revision of a request; since 2025-06-18. */
    public static final String REVISION = "MCP-Protocol-Version";

    /** The session of a request; handshake era only. */
    public static final String SESSION = "Mcp-Session-Id";

    /** The method of a request; stateless era only. */
    public static final String METHOD = "Mcp-Method";

    /** The tool, prompt or resource of a request; stateless era only. */
    public static final String NAME = "Mcp-Name";

    /** Precedes the name of a header that repeats an argument; stateless era only. */
    public static final String ARGUMENT_PREFIX = "Mcp-Param-";

    /** The last event that a client has seen of a stream. */
    public static final String LAST_EVENT_ID = "Last-Event-ID";

    private McpHeaders() {}
}
