/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import dev.mcpjunit.authorization.ClientAuthorization;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.AuthorizedClientContract;
import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.contract.login.DeclaredLogin;
import dev.mcpjunit.contract.login.LoginSetup;
import java.util.Map;

/** A client that logs in to protected servers. Replace the connection with a client of your own. */
// tag::login[]
class ClientLoginTests implements AuthorizedClientContract {

    @Override
    public ClientUnderTest connect(LoginSetup setup) {
        McpConnection client = McpConnection.builder(setup.endpoint())
                .authorization(ClientAuthorization.asUser())
                .open();
        return ClientUnderTest.of(tool -> client.callTool(tool, Map.of("city", "Oslo")), client);
    }

    @Override
    public DeclaredLogin login() {
        return DeclaredLogin.byItself("get-forecast").neverRepeats("book-trip").callsConcurrently();
    }
}
// end::login[]
