/* SPDX-License-Identifier: Apache-2.0 */
package com.example.resilient;

import dev.mcpjunit.contract.AuthorizedClientContract;
import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.contract.login.DeclaredLogin;
import dev.mcpjunit.contract.login.LoginSetup;
import java.util.Map;

/** The tokens come from a supplier, which replaces them in time; a refused token is not sent again and again. */
// tag::tokens[]
class TokenTests implements AuthorizedClientContract {

    private static final ToolCall BOOKING = ToolCall.doingOnce("book-trip", Map.of("city", "Oslo"));

    @Override
    public ClientUnderTest connect(LoginSetup setup) {
        ResilientMcpClient client = ResilientMcpClient.of("weather", Weather.uri(setup.endpoint()))
                .policy(Weather.POLICY)
                .tokens(setup::token)
                .build();
        return ClientUnderTest.of(
                tool -> client.call(tool.equals(BOOKING.tool()) ? BOOKING : Weather.FORECAST), client);
    }

    @Override
    public DeclaredLogin login() {
        return DeclaredLogin.fromSupplier("get-forecast")
                .neverRepeats("book-trip")
                .callsConcurrently();
    }
}
// end::tokens[]
