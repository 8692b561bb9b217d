/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization;

import dev.mcpjunit.authorization.internal.Issuer;
import dev.mcpjunit.authorization.internal.TokenClaims;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Builds an access token without an OAuth flow; each claim can be wrong on purpose. Not thread-safe.
 *
 * <pre>{@code
 * String expired(AuthorizationServer authorization, McpEndpoint.Http weather) {
 *     return authorization.token().audience(weather.uri().toString()).lifetime(Duration.ofMinutes(-10)).issue();
 * }
 * }</pre>
 *
 * <p>By default, the token is for the user who is signed in, for no audience, without scopes, and expires in an hour.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class TokenBuilder {

    private final Issuer issuer;
    private String name;
    private String subject;
    private String client = "mcp-junit";
    private List<String> audience = List.of();
    private Set<String> scopes = Set.of();
    private Duration lifetime;

    TokenBuilder(Issuer issuer) {
        this.issuer = issuer;
        this.name = issuer.address();
        this.subject = issuer.user();
        this.lifetime = issuer.lifetime();
    }

    /**
     * Say for which server the token is.
     *
     * @param audience the {@code aud} of the token: normally the address of an MCP server
     * @return this builder
     */
    public TokenBuilder audience(String... audience) {
        this.audience = List.of(audience);
        return this;
    }

    /**
     * Say what the token permits.
     *
     * @param scopes the words of its scope claim
     * @return this builder
     */
    public TokenBuilder scopes(String... scopes) {
        this.scopes = new LinkedHashSet<>(List.of(scopes));
        return this;
    }

    /**
     * Name the user.
     *
     * @param subject its {@code sub}
     * @return this builder
     */
    public TokenBuilder subject(String subject) {
        this.subject = subject;
        return this;
    }

    /**
     * Say to which client the token was issued.
     *
     * @param client its {@code client_id}
     * @return this builder
     */
    public TokenBuilder client(String client) {
        this.client = client;
        return this;
    }

    /**
     * Name another issuer than the one that signs the token.
     *
     * @param issuer its {@code iss}
     * @return this builder
     */
    public TokenBuilder issuer(String issuer) {
        this.name = issuer;
        return this;
    }

    /**
     * Say how long the token is valid.
     *
     * @param lifetime from now until its {@code exp}; negative for a token that has expired already, which was issued
     *     an hour before that
     * @return this builder
     */
    public TokenBuilder lifetime(Duration lifetime) {
        this.lifetime = lifetime;
        return this;
    }

    /**
     * Sign the token with the key of the authorization server.
     *
     * @return a JWT; never {@code null}
     */
    public String issue() {
        return issuer.issue(new TokenClaims(name, subject, client, audience, scopes, lifetime));
    }
}
