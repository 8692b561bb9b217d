/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wiring;

import dev.mcpjunit.endpoint.McpEndpoint;

/** Something that stands between clients and a server. */
interface FaultProxy extends AutoCloseable {

    /** Where clients connect. */
    McpEndpoint endpoint();

    @Override
    void close();
}
