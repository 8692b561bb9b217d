/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript;

import org.apiguardian.api.API;

/** What carries the messages of a connection. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Carrier {
    /** Streamable HTTP: one POST for each message of the client. */
    HTTP,
    /** The HTTP+SSE transport of revision 2024-11-05: all messages of the server come on one event stream. */
    HTTP_SSE,
    /** Standard input and output of a process: one line for each message. */
    STDIO
}
