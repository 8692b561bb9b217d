/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization;

import dev.mcpjunit.authorization.internal.AuthorizationHost;
import dev.mcpjunit.authorization.internal.AuthorizationHost.Service;
import dev.mcpjunit.authorization.internal.Issuer;
import dev.mcpjunit.authorization.internal.ResourceAddresses;
import dev.mcpjunit.internal.base.Preconditions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * {@code AuthorizationServer} is an OAuth 2.1 authorization server on loopback that a test controls. A test gets it as
 * a parameter; a server under test is pointed at it by the placeholder <code>${mcp.auth.issuer}</code>:
 *
 * <pre>{@code
 * @McpServer(
 *         command = {"java", "-jar", "weather.jar"},
 *         env = {"PORT=${mcp.port}", "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUER_URI=${mcp.auth.issuer}"},
 *         headers = "Authorization: Bearer ${mcp.auth.token:weather.read}",
 *         transport = Transport.STREAMABLE_HTTP)
 * class WeatherTest {
 *
 *     @Test
 *     void knows_its_users(AuthorizationServer authorization, RunningServer weather) {
 *         String token = authorization.token().audience(weather.endpoint().httpUri().toString()).issue();
 *     }
 * }
 * }</pre>
 *
 * <p>It has metadata by RFC 8414 and OpenID Connect Discovery, the authorization code flow with PKCE, client
 * credentials, refresh tokens that are replaced with each use, dynamic registration, client ID metadata documents on
 * this machine, resource indicators, introspection and revocation. There is no consent page: the user who is
 * {@link #signIn signed in} allows everything. Access tokens are JWTs, signed by RS256.
 *
 * <p>There is one for each outermost test class, started when it is first used. What a test changes stays changed for
 * the tests of the class that follow; a test that needs one for itself {@link #start starts} it. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class AuthorizationServer implements AutoCloseable {

    private final AuthorizationHost host;
    private final Issuer issuer;

    private AuthorizationServer(AuthorizationHost host) {
        this.host = host;
        this.issuer = host.issuer();
    }

    /**
     * Start a separate authorization server.
     *
     * @return the running server, which the caller must close; never {@code null}
     * @throws java.io.UncheckedIOException if it cannot listen
     */
    public static AuthorizationServer start() {
        return start(new ResourceAddresses());
    }

    /**
     * Start the authorization server of a test class.
     *
     * @param addresses the proxies of the class; more may be added later
     * @return the running server, which the caller must close; never {@code null}
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static AuthorizationServer start(ResourceAddresses addresses) {
        return new AuthorizationServer(AuthorizationHost.start(addresses));
    }

    /**
     * Get the address by which the server identifies itself, without a slash at its end.
     *
     * @return for example {@code http://127.0.0.1:41234}; never {@code null}
     */
    public URI issuer() {
        return URI.create(issuer.address());
    }

    /**
     * Make an access token without a flow.
     *
     * @return a builder of one token; never {@code null}
     */
    public TokenBuilder token() {
        return new TokenBuilder(issuer);
    }

    /**
     * Register a public client in advance.
     *
     * @param id its {@code client_id}
     * @param redirectUris where authorization responses may be sent, each compared exactly, but for the port of one on
     *     loopback
     */
    public void registerClient(String id, URI... redirectUris) {
        issuer.register(
                id,
                Optional.empty(),
                List.of(redirectUris).stream().map(URI::toString).toList());
    }

    /**
     * Register a confidential client in advance, which may use client credentials.
     *
     * @param id its {@code client_id}
     * @param secret its {@code client_secret}
     * @param redirectUris where authorization responses may be sent, each compared exactly, but for the port of one on
     *     loopback
     */
    public void registerConfidentialClient(String id, String secret, URI... redirectUris) {
        issuer.register(
                id,
                Optional.of(secret),
                List.of(redirectUris).stream().map(URI::toString).toList());
    }

    /**
     * Sign in another user, who allows everything from now on.
     *
     * @param subject the {@code sub} of the tokens; {@code alice} by default
     */
    public void signIn(String subject) {
        issuer.signIn(subject);
    }

    /**
     * Expire an access token. Introspection says from now on that it is not active. A resource server that reads the
     * token itself cannot notice that, because nothing can change what the token says: give it the returned token.
     *
     * @param token a token that this server issued
     * @return a copy of the token that expired an hour ago; never {@code null}
     * @throws IllegalArgumentException if this server did not issue the token
     */
    public String expire(String token) {
        var claims = issuer.claims(token)
                .orElseThrow(() -> new IllegalArgumentException("This authorization server did not issue the token"));
        issuer.end(token);
        return token().subject(claims.subject())
                .client(claims.client())
                .audience(claims.audience().toArray(String[]::new))
                .scopes(claims.scopes().toArray(String[]::new))
                .lifetime(Duration.ofHours(-1))
                .issue();
    }

    /**
     * Revoke a token, and all that come from the same authorization. Introspection says from now on that they are not
     * active, and refreshing them fails. A resource server that does not use introspection cannot detect this.
     *
     * @param token an access token or a refresh token
     */
    public void revoke(String token) {
        issuer.revoke(token);
    }

    /** Sign with a new key from now on, and publish only that one: tokens from before can no longer be verified. */
    public void rotateKeys() {
        issuer.rotateKeys();
    }

    /**
     * Grant at most these scopes from now on, also when tokens are refreshed. Tokens of {@link #token} are not limited.
     *
     * @param most the scopes; none to grant none
     */
    public void downscope(String... most) {
        issuer.limitScopes(Set.of(most));
    }

    /**
     * Issue tokens for this audience from now on, whatever {@code resource} a client asks for. Tokens of {@link #token}
     * keep theirs.
     *
     * @param audience the {@code aud} of the tokens
     */
    public void issueForAudience(String audience) {
        issuer.fixAudience(audience);
    }

    /**
     * Set the clock.
     *
     * @param clock by which tokens are issued and expire; the system's clock by default
     */
    public void clock(Clock clock) {
        issuer.setClock(clock);
    }

    /**
     * Say how long the access tokens of all flows are valid from now on.
     *
     * @param lifetime one hour by default
     */
    public void tokenLifetime(Duration lifetime) {
        issuer.setLifetime(lifetime);
    }

    /** Refuse each refresh from now on, with {@code invalid_grant}. */
    public void refuseRefresh() {
        issuer.refuseRefresh();
    }

    /**
     * Name another issuer from now on, in the metadata and in the {@code iss} of authorization responses. A client must
     * notice either.
     *
     * @param issuer the wrong issuer
     */
    public void wrongIssuer(URI issuer) {
        this.issuer.claimToBe(issuer.toString());
    }

    /**
     * Answer each request with HTTP 503 from now on, like a gateway in front of a server that is down. To have
     * connections refused, {@link #close} it.
     */
    public void becomeUnavailable() {
        host.become(Service.UNAVAILABLE);
    }

    /** Answer requests again, after {@link #becomeUnavailable}. */
    public void becomeAvailable() {
        host.become(Service.AVAILABLE);
    }

    /**
     * Answer each request late from now on.
     *
     * @param by by how much; zero, as at the start, to answer immediately
     * @throws IllegalArgumentException if the delay is negative
     */
    public void delayAnswers(Duration by) {
        Preconditions.requireNotNegative("The delay", by);
        host.delayAnswers(by);
    }

    /**
     * Get the requests that were answered so far, in this order.
     *
     * @return an unmodifiable list; never {@code null}
     */
    public List<OAuthRequest> requests() {
        return host.received().stream().map(OAuthRequest::of).toList();
    }

    /** Stop immediately. */
    @Override
    public void close() {
        host.close();
    }

    /** Show the issuer only. */
    @Override
    public String toString() {
        return "AuthorizationServer[" + issuer.address() + "]";
    }
}
