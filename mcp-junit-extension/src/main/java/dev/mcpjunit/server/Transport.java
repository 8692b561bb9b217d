/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server;

import org.apiguardian.api.API;

/** How messages reach a server. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Transport {
    /**
     * Decide by the source: a command speaks on its standard input and output, an address and an in-process server
     * speak HTTP, and an image speaks HTTP when it exposes a port or {@code port} is given, else on its standard input
     * and output.
     */
    AUTO,
    /** Streamable HTTP. */
    STREAMABLE_HTTP,
    /**
     * HTTP+SSE, deprecated since revision 2025-03-26: one event stream, often at {@code /sse}, and POST beside it. If
     * no transport is set, {@code McpConnection} tries it with a server at a known address that refuses Streamable
     * HTTP; clients of the SDK must be configured for it.
     */
    SSE,
    /** Standard input and output of a process, which may run in a container. */
    STDIO;

    /** What stands for the transport in the command and environment of a server that can do both: {@value}. */
    public static final String PLACEHOLDER = "${mcp.transport}";

    /**
     * Get the word that stands for the transport in commands.
     *
     * @return {@code http}, {@code sse}, or {@code stdio}, which a command speaks by default; never {@code null}
     */
    public String word() {
        return switch (this) {
            case STREAMABLE_HTTP -> "http";
            case SSE -> "sse";
            case AUTO, STDIO -> "stdio";
        };
    }

    /**
     * Check whether this is a transport over HTTP.
     *
     * @return {@code true} for Streamable HTTP and HTTP+SSE
     */
    public boolean isHttp() {
        return this == STREAMABLE_HTTP || this == SSE;
    }
}
