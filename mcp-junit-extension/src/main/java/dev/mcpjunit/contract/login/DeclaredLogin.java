/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.login;

import dev.mcpjunit.contract.client.Exemptions;
import dev.mcpjunit.contract.client.FailureSignal;
import dev.mcpjunit.internal.base.Preconditions;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a client declares about its login to protected servers. Immutable: each method returns a new declaration.
 *
 * <pre>{@code
 * DeclaredLogin.byItself("get-forecast").neverRepeats("book-trip").callsConcurrently()
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DeclaredLogin {

    /** Where the tokens of a client come from. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Kind {
        /** The client finds the authorization server, and gets its tokens there. */
        BY_ITSELF,
        /** The client is given tokens by a supplier of its user. */
        FROM_SUPPLIER
    }

    /**
     * A client that is registered in advance.
     *
     * @param id its {@code client_id}
     * @param redirectUri where authorization responses are sent
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Registration(String id, URI redirectUri) {}

    private final Kind kind;
    private final String tool;
    private @Nullable String unsafeTool;
    private boolean concurrent;
    private Duration answersWithin = Duration.ofSeconds(30);
    private int attempts = 5;
    private FailureSignal signal = FailureSignal.any();
    private @Nullable Registration registration;
    private Exemptions exemptions = Exemptions.NONE;

    private DeclaredLogin(Kind kind, String tool) {
        this.kind = kind;
        this.tool = tool;
    }

    private DeclaredLogin with(Consumer<DeclaredLogin> change) {
        var copy = new DeclaredLogin(kind, tool);
        copy.unsafeTool = unsafeTool;
        copy.concurrent = concurrent;
        copy.answersWithin = answersWithin;
        copy.attempts = attempts;
        copy.signal = signal;
        copy.registration = registration;
        copy.exemptions = exemptions;
        change.accept(copy);
        return copy;
    }

    /**
     * Declare a client that runs the whole flow of the specification, from 401 to the token.
     *
     * @param tool the tool that the checks call; it may be called again
     * @return a declaration; never {@code null}
     */
    public static DeclaredLogin byItself(String tool) {
        return new DeclaredLogin(Kind.BY_ITSELF, tool);
    }

    /**
     * Declare a client that sends the tokens of a supplier, {@link LoginSetup#token()}. The checks of the flow do not
     * apply to it.
     *
     * @param tool the tool that the checks call; it may be called again
     * @return a declaration; never {@code null}
     */
    public static DeclaredLogin fromSupplier(String tool) {
        return new DeclaredLogin(Kind.FROM_SUPPLIER, tool);
    }

    /**
     * Declare that calls of a tool are never repeated when they may have been executed.
     *
     * @param notIdempotent the tool, one that does something each time it is called
     * @return a declaration; never {@code null}
     */
    public DeclaredLogin neverRepeats(String notIdempotent) {
        return with(it -> it.unsafeTool = notIdempotent);
    }

    /**
     * Declare that the client may be called by several threads at the same time.
     *
     * @return a declaration; never {@code null}
     */
    public DeclaredLogin callsConcurrently() {
        return with(it -> it.concurrent = true);
    }

    /**
     * Declare how long a call takes at most, with the login.
     *
     * @param time how long the checks wait before they end the client; 30 seconds by default
     * @return a declaration; never {@code null}
     */
    public DeclaredLogin answersWithin(Duration time) {
        return with(it -> it.answersWithin = Preconditions.requirePositive("The time to answer", time));
    }

    /**
     * Declare how often the client sends one request with a token, and one authorization request, before it gives up a
     * server that refuses it each time.
     *
     * @param most how often at most; 5 by default
     * @return a declaration; never {@code null}
     */
    public DeclaredLogin attempts(int most) {
        return with(it -> it.attempts = Preconditions.requireAtLeast(1, "The number of attempts", most));
    }

    /**
     * Declare how the caller learns that a call has failed.
     *
     * @param how the signal; default {@link FailureSignal#any()}
     * @return a declaration; never {@code null}
     */
    public DeclaredLogin reportedBy(FailureSignal how) {
        return with(it -> it.signal = how);
    }

    /**
     * Declare that the client is registered in advance. By default, it registers itself, or its id is the address of
     * its metadata.
     *
     * @param clientId its id at the authorization server of the first login
     * @param redirectUri where authorization responses are sent; compared exactly
     * @return a declaration; never {@code null}
     */
    public DeclaredLogin registeredAs(String clientId, URI redirectUri) {
        return with(it -> it.registration = new Registration(clientId, redirectUri));
    }

    /**
     * Declare that a check may stay inconclusive where verdicts are required.
     *
     * @param check the name of the check, for example {@code "sends credentials only to their issuer"}
     * @param reason why it cannot give an answer
     * @return a declaration; never {@code null}
     * @throws IllegalArgumentException if the reason is blank
     */
    public DeclaredLogin exempt(String check, String reason) {
        return with(it -> it.exemptions = exemptions.with(check, reason));
    }

    /** Where the tokens come from. */
    public Kind kind() {
        return kind;
    }

    /** The tool that may be called again. */
    public String tool() {
        return tool;
    }

    /** The tool that is not idempotent; empty when nothing is declared. */
    public Optional<String> unsafeTool() {
        return Optional.ofNullable(unsafeTool);
    }

    /** Whether the client may be called by several threads at the same time. */
    public boolean isConcurrent() {
        return concurrent;
    }

    /** How long a call takes at most. */
    public Duration answersWithin() {
        return answersWithin;
    }

    /** How often a request is sent to a server that refuses it each time. */
    public int attempts() {
        return attempts;
    }

    /** How the caller learns that a call has failed. */
    public FailureSignal signal() {
        return signal;
    }

    /** The registration in advance; empty when the client registers itself. */
    public Optional<Registration> registration() {
        return Optional.ofNullable(registration);
    }

    /** The checks that may stay inconclusive. */
    public Exemptions exemptions() {
        return exemptions;
    }
}
