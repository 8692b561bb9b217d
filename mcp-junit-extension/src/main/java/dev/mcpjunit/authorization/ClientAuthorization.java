/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization;

import dev.mcpjunit.internal.secret.Secrets;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Says how a connection logs in when a server answers 401: for a user or for itself, as which client, with which
 * scopes.
 *
 * <pre>{@code
 * try (McpConnection alice = McpConnection.builder(endpoint)
 *         .authorization(ClientAuthorization.asUser().withScopes("weather:read"))
 *         .open()) {
 *     alice.callTool("get-forecast", Map.of("city", "Oslo"));
 * }
 * }</pre>
 *
 * <p>Without a {@link #registeredAs registered client} the connection registers itself at the authorization server.
 *
 * @param login for a user, or for the client itself
 * @param client the client that is registered in advance; empty to register one dynamically
 * @param scopes the scopes of the first login; empty for those that the server names. Scopes that the server demands
 *     are added.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ClientAuthorization(Login login, Optional<RegisteredClient> client, List<String> scopes) {

    /** Where authorization responses are sent; a client that is registered in advance needs it: {@value}. */
    public static final String REDIRECT_URI = "http://127.0.0.1/callback";

    /** Copy the scopes. */
    public ClientAuthorization {
        scopes = List.copyOf(scopes);
    }

    /**
     * Log in, register dynamically, and ask for the scopes that the server names.
     *
     * @param login for a user, or for the client itself
     * @return never {@code null}
     */
    public static ClientAuthorization by(Login login) {
        return new ClientAuthorization(login, Optional.empty(), List.of());
    }

    /**
     * Log in nowhere.
     *
     * @return never {@code null}
     */
    public static ClientAuthorization none() {
        return by(Login.NONE);
    }

    /**
     * Log in for a user, by the authorization code flow.
     *
     * @return never {@code null}
     */
    public static ClientAuthorization asUser() {
        return by(Login.AS_USER);
    }

    /**
     * Log in for the client itself, by client credentials.
     *
     * @return never {@code null}
     */
    public static ClientAuthorization asClient() {
        return by(Login.AS_CLIENT);
    }

    /**
     * Use a client that is registered in advance, without a secret.
     *
     * @param issuer the authorization server that knows it; the client is used at no other
     * @param id its {@code client_id}
     * @return a copy; never {@code null}
     */
    public ClientAuthorization registeredAs(URI issuer, String id) {
        return new ClientAuthorization(login, Optional.of(new RegisteredClient(issuer, id, Optional.empty())), scopes);
    }

    /**
     * Use a client that is registered in advance.
     *
     * @param issuer the authorization server that knows it; the client is used at no other
     * @param id its {@code client_id}
     * @param secret its {@code client_secret}; never shown in messages
     * @return a copy; never {@code null}
     */
    public ClientAuthorization registeredAs(URI issuer, String id, String secret) {
        return new ClientAuthorization(
                login, Optional.of(new RegisteredClient(issuer, id, Optional.of(secret))), scopes);
    }

    /**
     * Ask for these scopes at the first login, in place of all that the metadata of the server names.
     *
     * @param first the scopes
     * @return a copy; never {@code null}
     */
    public ClientAuthorization withScopes(String... first) {
        return new ClientAuthorization(login, client, List.of(first));
    }

    /**
     * A client that is registered in advance.
     *
     * @param issuer the authorization server that knows it
     * @param id its {@code client_id}
     * @param secret its {@code client_secret}; empty for a public client
     */
    public record RegisteredClient(URI issuer, String id, Optional<String> secret) {

        /** Remember the secret, so that it is masked everywhere. */
        public RegisteredClient {
            secret.ifPresent(value ->
                    Secrets.of(Map.of("CLIENT_SECRET", value), Map.of()).remember());
        }

        /** Show no secret. */
        @Override
        public String toString() {
            return "client '" + id + "' of " + issuer;
        }
    }
}
