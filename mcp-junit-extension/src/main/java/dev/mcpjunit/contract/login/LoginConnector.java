/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.login;

import dev.mcpjunit.contract.client.ClientUnderTest;
import org.apiguardian.api.API;

/** Connects a fresh client, which has no token yet, to a protected server; each check takes its own. */
@FunctionalInterface
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface LoginConnector {

    /**
     * Connect.
     *
     * @param setup the server, and the user
     * @return the client; never {@code null}
     * @throws Exception if the client does not connect
     */
    ClientUnderTest connect(LoginSetup setup) throws Exception;
}
