/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.login;

import dev.mcpjunit.endpoint.McpEndpoint;
import java.io.IOException;
import java.net.URI;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * What a client is connected with: the address of a protected server, and a user who allows everything.
 *
 * <pre>{@code
 * ClientUnderTest connect(LoginSetup setup) {
 *     WeatherClient client = WeatherClient.connect(setup.endpoint(), setup.tokens());
 *     return ClientUnderTest.of(tool -> client.forecast("Oslo"), client::close);
 * }
 * }</pre>
 *
 * @param endpoint the protected server, on loopback
 * @param tokens gives a client of the kind {@link DeclaredLogin#fromSupplier} a token that is valid now
 * @param browser the browser of the user
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record LoginSetup(McpEndpoint.Http endpoint, Supplier<String> tokens, Browser browser) {

    /** The browser of a user who is signed in. */
    @FunctionalInterface
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public interface Browser {

        /**
         * Open an authorization address, and let the user allow everything.
         *
         * @param authorization the address, with its query
         * @return where the browser is redirected: the redirect URI of the client with {@code code}, {@code state} and
         *     {@code iss}; never {@code null}
         * @throws IOException if the authorization server is not on this machine, or does not redirect
         * @throws InterruptedException if the caller is interrupted
         */
        URI open(URI authorization) throws IOException, InterruptedException;
    }

    /**
     * Get a token that is valid now: the same one until it expires.
     *
     * @return an access token; never {@code null}
     */
    public String token() {
        return tokens.get();
    }

    /**
     * Open an authorization address in the browser.
     *
     * @param authorization the address, with its query
     * @return where the browser is redirected; never {@code null}
     * @throws IOException if the authorization server is not on this machine, or does not redirect
     * @throws InterruptedException if the caller is interrupted
     */
    public URI browse(URI authorization) throws IOException, InterruptedException {
        return browser.open(authorization);
    }
}
