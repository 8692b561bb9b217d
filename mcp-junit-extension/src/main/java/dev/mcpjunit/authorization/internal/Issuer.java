/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal;

import dev.mcpjunit.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Signs tokens, remembers them, and does what a test tells it to do differently. Thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Issuer {

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final String address;
    private final Script script;
    private final Ledger ledger = new Ledger();
    private final Clients clients = new Clients();
    private final ResourceAddresses addresses;

    private @Nullable SigningKey key;
    private volatile Clock clock = Clock.systemUTC();
    private volatile Duration lifetime = LIFETIME;
    private volatile String user = "alice";
    private volatile String named;
    private volatile boolean refusesRefresh;
    private volatile @Nullable Set<String> scopeLimit;
    private volatile @Nullable String audience;

    Issuer(String address, ResourceAddresses addresses, Script script) {
        this.address = address;
        this.addresses = addresses;
        this.script = script;
        this.named = address;
    }

    Ledger ledger() {
        return ledger;
    }

    Script script() {
        return script;
    }

    Clients clients() {
        return clients;
    }

    /** The address at which it really is. */
    public String address() {
        return address;
    }

    /** The issuer that it claims to be. */
    String named() {
        return named;
    }

    public void claimToBe(String issuer) {
        named = issuer;
    }

    public void setClock(Clock clock) {
        this.clock = clock;
    }

    public Clock clock() {
        return clock;
    }

    Instant now() {
        return clock.instant();
    }

    public void setLifetime(Duration lifetime) {
        this.lifetime = lifetime;
    }

    public Duration lifetime() {
        return lifetime;
    }

    /** The user who allows everything from now on. */
    public void signIn(String subject) {
        user = subject;
    }

    public String user() {
        return user;
    }

    public void refuseRefresh() {
        refusesRefresh = true;
    }

    boolean refusesRefresh() {
        return refusesRefresh;
    }

    public void limitScopes(Set<String> most) {
        scopeLimit = Set.copyOf(most);
    }

    public void fixAudience(String only) {
        audience = only;
    }

    /** Sign with a new key. The old one is no longer published. */
    public synchronized void rotateKeys() {
        key = SigningKey.generate();
    }

    /** Made when it is first needed, because that takes a while. */
    private synchronized SigningKey key() {
        SigningKey made = key == null ? SigningKey.generate() : key;
        key = made;
        return made;
    }

    JsonObject keys() {
        return JsonObject.builder().put("keys", List.of(key().jwk())).build();
    }

    /** Register a client in advance. */
    public void register(String id, Optional<String> secret, List<String> redirectUris) {
        clients.add(new Client(id, secret, List.copyOf(redirectUris)));
    }

    /** The resources that a client asks for a token for. */
    List<String> resources(Parameters parameters) throws OAuthException {
        return parameters.resources().stream().map(addresses::behindProxy).toList();
    }

    Set<String> allowed(Set<String> wanted) {
        Set<String> most = scopeLimit;
        var allowed = new LinkedHashSet<>(wanted);
        if (most != null) {
            allowed.retainAll(most);
        }
        return allowed;
    }

    /** Issue an access token for a grant. */
    String issue(Grant grant) {
        String only = audience;
        List<String> audiences = only == null ? grant.resources() : List.of(only);
        var claims = new TokenClaims(address, grant.subject(), grant.client(), audiences, grant.scopes(), lifetime);
        return issue(claims, grant.narrowed(grant.scopes(), audiences));
    }

    /** Issue an access token without any flow. */
    public String issue(TokenClaims claims) {
        var grant = new Grant(RandomText.of(12), claims.client(), claims.subject(), claims.scopes(), claims.audience());
        return issue(claims, grant);
    }

    private String issue(TokenClaims claims, Grant grant) {
        String token = script.hasOpaqueTokens() ? RandomText.secret() : key().sign(claims.at(now()));
        ledger.keepAccessToken(token, new Ledger.Access(grant, claims.issuer(), now().plus(claims.lifetime())));
        return token;
    }

    /** The grant of an access token that was issued here. */
    public Optional<TokenClaims> claims(String token) {
        return ledger.find(token)
                .map(access -> new TokenClaims(
                        address,
                        access.grant().subject(),
                        access.grant().client(),
                        access.grant().resources(),
                        access.grant().scopes(),
                        lifetime));
    }

    /** The scopes of an access token that is active; empty for any other text. */
    public Optional<Set<String>> scopesOfActive(String token) {
        return ledger.active(token, address, now()).map(access -> access.grant().scopes());
    }

    /** Say from now on that an access token is not active. */
    public void end(String token) {
        ledger.end(token);
    }

    /** Whether a text is a refresh token that was issued here, even if it was replaced since. */
    public boolean hasIssuedRefreshToken(String text) {
        return ledger.hasIssuedRefreshToken(text);
    }

    public void revoke(String token) {
        ledger.revoke(token);
    }
}
