/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.authorization.AuthorizationServer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * What a server that requires tokens declares, for {@link ProtectedServerContract}. Immutable: each method returns a
 * copy.
 *
 * <pre>{@code
 * DeclaredProtection weather() {
 *     return DeclaredProtection.standard()
 *             .scopes("weather:read")
 *             .callBeyondThem("weather:write", new SampleCall("book-trip", Map.of("city", "Oslo")));
 * }
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DeclaredProtection {

    /** A call and the scope that it needs beyond those of every token. */
    record ScopedCall(String scope, SampleCall call) {}

    private static final DeclaredProtection STANDARD = new DeclaredProtection(
            Optional.empty(),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Revocation.UNNOTICED,
            Duration.ofSeconds(20),
            Optional.empty());

    /** Whether a server notices that a token was revoked. */
    enum Revocation {
        NOTICED,
        UNNOTICED
    }

    private final Optional<String> audience;
    private final Set<String> scopes;
    private final Optional<ScopedCall> scopedCall;
    private final Optional<AskingCall> askingCall;
    private final Set<String> openMethods;
    private final Revocation revocation;
    private final Duration answersWithin;
    private final Optional<AuthorizationServer> trusted;

    private DeclaredProtection(
            Optional<String> audience,
            Set<String> scopes,
            Optional<ScopedCall> scopedCall,
            Optional<AskingCall> askingCall,
            Set<String> openMethods,
            Revocation revocation,
            Duration answersWithin,
            Optional<AuthorizationServer> trusted) {
        this.audience = audience;
        this.scopes = scopes;
        this.scopedCall = scopedCall;
        this.askingCall = askingCall;
        this.openMethods = openMethods;
        this.revocation = revocation;
        this.answersWithin = answersWithin;
        this.trusted = trusted;
    }

    /**
     * Declare the normal case: every request needs a token whose audience is the address of the server; no scopes are
     * needed, and the server does not ask whether a token was revoked.
     *
     * @return the declaration; never {@code null}
     */
    public static DeclaredProtection standard() {
        return STANDARD;
    }

    /**
     * Declare the resource that the server is, if it is not the address at which the test reaches it.
     *
     * @param audience the {@code aud} that its tokens must have, and the {@code resource} of its metadata
     * @return a copy
     */
    public DeclaredProtection audience(String audience) {
        return new DeclaredProtection(
                Optional.of(audience), scopes, scopedCall, askingCall, openMethods, revocation, answersWithin, trusted);
    }

    /**
     * Declare the scopes that every request needs.
     *
     * @param scopes the scopes of the tokens that the checks use
     * @return a copy
     */
    public DeclaredProtection scopes(String... scopes) {
        return new DeclaredProtection(
                audience,
                new LinkedHashSet<>(List.of(scopes)),
                scopedCall,
                askingCall,
                openMethods,
                revocation,
                answersWithin,
                trusted);
    }

    /**
     * Declare a call that needs one scope more.
     *
     * @param scope the scope
     * @param call the call, which does no harm
     * @return a copy
     */
    public DeclaredProtection callBeyondThem(String scope, SampleCall call) {
        return new DeclaredProtection(
                audience,
                scopes,
                Optional.of(new ScopedCall(scope, call)),
                askingCall,
                openMethods,
                revocation,
                answersWithin,
                trusted);
    }

    /**
     * Declare a call that asks its user something, so that its {@code requestState} can be tried by another user.
     *
     * @param call the call, which does no harm
     * @return a copy
     */
    public DeclaredProtection asking(AskingCall call) {
        return new DeclaredProtection(
                audience, scopes, scopedCall, Optional.of(call), openMethods, revocation, answersWithin, trusted);
    }

    /**
     * Declare methods that need no token on purpose.
     *
     * @param methods for example {@code initialize}
     * @return a copy
     */
    public DeclaredProtection open(String... methods) {
        return new DeclaredProtection(
                audience, scopes, scopedCall, askingCall, Set.of(methods), revocation, answersWithin, trusted);
    }

    /**
     * Declare that the server notices when a token is revoked, because it asks the authorization server.
     *
     * @return a copy
     */
    public DeclaredProtection noticesRevocation() {
        return new DeclaredProtection(
                audience, scopes, scopedCall, askingCall, openMethods, Revocation.NOTICED, answersWithin, trusted);
    }

    /**
     * Declare how long the server may take to answer a request.
     *
     * @param timeout 20 seconds by default
     * @return a copy
     */
    public DeclaredProtection answersWithin(Duration timeout) {
        return new DeclaredProtection(
                audience, scopes, scopedCall, askingCall, openMethods, revocation, timeout, trusted);
    }

    /**
     * Declare an authorization server that the test has started itself, because the server under test needs its issuer
     * before this library is asked for anything. Its issuer also has to be the value of {@code mcp.auth.issuer}, for
     * the placeholders.
     *
     * @param trusted the authorization server whose tokens the server accepts
     * @return a copy
     */
    public DeclaredProtection trusting(AuthorizationServer trusted) {
        return new DeclaredProtection(
                audience, scopes, scopedCall, askingCall, openMethods, revocation, answersWithin, Optional.of(trusted));
    }

    Optional<AuthorizationServer> trusted() {
        return trusted;
    }

    Optional<String> audience() {
        return audience;
    }

    /** The scopes of a token for everything that is declared. */
    Set<String> allScopes() {
        var all = new LinkedHashSet<>(scopes);
        scopedCall.ifPresent(scoped -> all.add(scoped.scope()));
        return all;
    }

    Set<String> scopes() {
        return scopes;
    }

    Optional<ScopedCall> scopedCall() {
        return scopedCall;
    }

    Optional<AskingCall> askingCall() {
        return askingCall;
    }

    boolean isOpen(String method) {
        return openMethods.contains(method);
    }

    Revocation revocation() {
        return revocation;
    }

    Duration answersWithin() {
        return answersWithin;
    }
}
