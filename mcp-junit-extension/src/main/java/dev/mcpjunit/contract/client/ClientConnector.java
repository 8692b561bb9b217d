/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.client;

import dev.mcpjunit.endpoint.McpEndpoint;
import org.apiguardian.api.API;

/** Connects a fresh client to a server; each check takes its own. */
@FunctionalInterface
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface ClientConnector {

    /**
     * Connect.
     *
     * @param server where the server is, behind the proxy
     * @return the client; never {@code null}
     * @throws Exception if the client does not connect
     */
    ClientUnderTest connect(McpEndpoint server) throws Exception;
}
