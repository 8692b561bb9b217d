/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.authorization.AuthorizationServer;
import dev.mcpjunit.contract.ProtectedServerContract;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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

    /**
     * A call and the scope that it needs beyond those of every token.
     *
     * @param scope the scope
     * @param call the call
     */
    public record ScopedCall(String scope, SampleCall call) {}

    private static final DeclaredProtection STANDARD = new DeclaredProtection();

    /** Whether a server notices that a token was revoked. */
    public enum Revocation {
        /** The server asks the authorization server. */
        NOTICED,
        /** The server accepts a revoked token until it expires. */
        UNNOTICED
    }

    // Only changed by changed(…), before the copy is returned.
    private Optional<String> audience = Optional.empty();
    private Set<String> scopes = Set.of();
    private Optional<ScopedCall> scopedCall = Optional.empty();
    private Optional<AskingCall> askingCall = Optional.empty();
    private Optional<SampleCall> taskCall = Optional.empty();
    private Set<String> openMethods = Set.of();
    private Revocation revocation = Revocation.UNNOTICED;
    private Duration answersWithin = Duration.ofSeconds(20);
    private Optional<AuthorizationServer> trusted = Optional.empty();
    private Set<String> otherIssuers = Set.of();

    private DeclaredProtection() {}

    private DeclaredProtection changed(Consumer<DeclaredProtection> change) {
        var copy = new DeclaredProtection();
        copy.audience = audience;
        copy.scopes = scopes;
        copy.scopedCall = scopedCall;
        copy.askingCall = askingCall;
        copy.taskCall = taskCall;
        copy.openMethods = openMethods;
        copy.revocation = revocation;
        copy.answersWithin = answersWithin;
        copy.trusted = trusted;
        copy.otherIssuers = otherIssuers;
        change.accept(copy);
        return copy;
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
        return changed(copy -> copy.audience = Optional.of(audience));
    }

    /**
     * Declare the scopes that every request needs.
     *
     * @param scopes the scopes of the tokens that the checks use
     * @return a copy
     */
    public DeclaredProtection scopes(String... scopes) {
        return changed(copy -> copy.scopes = new LinkedHashSet<>(List.of(scopes)));
    }

    /**
     * Declare a call that needs one scope more. If it fails with that scope as well, the check fails.
     *
     * @param scope the scope
     * @param call the call, which does no harm and succeeds with the scope
     * @return a copy
     */
    public DeclaredProtection callBeyondThem(String scope, SampleCall call) {
        return changed(copy -> copy.scopedCall = Optional.of(new ScopedCall(scope, call)));
    }

    /**
     * Declare a call that asks the user for input, so that its {@code requestState} can be tried by another user.
     *
     * @param call the call, which does no harm
     * @return a copy
     */
    public DeclaredProtection asking(AskingCall call) {
        return changed(copy -> copy.askingCall = Optional.of(call));
    }

    /**
     * Declare a call that the server executes as a task if the client wants that, so that another user can ask for the
     * task.
     *
     * @param call the call, which does no harm and ends by itself
     * @return a copy
     */
    public DeclaredProtection task(SampleCall call) {
        return changed(copy -> copy.taskCall = Optional.of(call));
    }

    /**
     * Declare methods that need no token on purpose.
     *
     * @param methods for example {@code initialize}
     * @return a copy
     */
    public DeclaredProtection open(String... methods) {
        return changed(copy -> copy.openMethods = Set.of(methods));
    }

    /**
     * Declare that the server notices when a token is revoked, because it asks the authorization server.
     *
     * @return a copy
     */
    public DeclaredProtection noticesRevocation() {
        return changed(copy -> copy.revocation = Revocation.NOTICED);
    }

    /**
     * Declare how long the server may take to answer a request.
     *
     * @param timeout 20 seconds by default
     * @return a copy
     */
    public DeclaredProtection answersWithin(Duration timeout) {
        return changed(copy -> copy.answersWithin = timeout);
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
        return changed(copy -> copy.trusted = Optional.of(trusted));
    }

    /**
     * Declare authorization servers whose tokens the server accepts besides those of the test, such as one in
     * production. The checks use none of them.
     *
     * @param issuers their issuers, exactly as {@code authorization_servers} in the metadata lists them
     * @return a copy
     */
    public DeclaredProtection alsoTrusting(String... issuers) {
        return changed(copy -> copy.otherIssuers = new LinkedHashSet<>(List.of(issuers)));
    }

    /** The authorization server that the test has started itself; empty for that of this library. */
    public Optional<AuthorizationServer> trusted() {
        return trusted;
    }

    /** The resource that the server is; empty for its address. */
    public Optional<String> audience() {
        return audience;
    }

    /** The scopes of a token for everything that is declared. */
    public Set<String> allScopes() {
        var all = new LinkedHashSet<>(scopes);
        scopedCall.ifPresent(scoped -> all.add(scoped.scope()));
        return all;
    }

    /** The call that becomes a task; empty when nothing is declared. */
    public Optional<SampleCall> taskCall() {
        return taskCall;
    }

    /** The issuers of other authorization servers that the server trusts. */
    public Set<String> otherIssuers() {
        return otherIssuers;
    }

    /** The scopes that every request needs. */
    public Set<String> scopes() {
        return scopes;
    }

    /** The call that needs one scope more; empty when nothing is declared. */
    public Optional<ScopedCall> scopedCall() {
        return scopedCall;
    }

    /** The call that asks the user for input; empty when nothing is declared. */
    public Optional<AskingCall> askingCall() {
        return askingCall;
    }

    /** Whether a method needs no token on purpose. */
    public boolean isOpen(String method) {
        return openMethods.contains(method);
    }

    /** Whether the server notices that a token was revoked. */
    public Revocation revocation() {
        return revocation;
    }

    /** How long the server may take to answer a request. */
    public Duration answersWithin() {
        return answersWithin;
    }
}
