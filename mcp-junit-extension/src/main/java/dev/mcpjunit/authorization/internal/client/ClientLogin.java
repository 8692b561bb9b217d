/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal.client;

import dev.mcpjunit.authorization.ClientAuthorization;
import dev.mcpjunit.authorization.Login;
import dev.mcpjunit.authorization.internal.Parameters;
import dev.mcpjunit.authorization.internal.client.Discovery.Resource;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.time.Durations;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The login of one connection at one server. Concurrent calls share it: while one of them logs in or refreshes, the
 * others wait and then use what it got.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ClientLogin {

    private final String subject;
    private final URI server;
    private final ClientAuthorization how;
    private final OAuthHttp http;
    private final Discovery discovery;
    private final IssuedSecrets issued = new IssuedSecrets();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Session session;

    /**
     * What lasts from one login to the next.
     *
     * @param scopes those that were requested
     */
    private record Session(TokenRequests requests, Set<String> scopes, Tokens tokens) {}

    /**
     * Prepare to log in, if that is wanted. Nothing is sent yet.
     *
     * @param subject the server's name and address, as messages begin
     * @param server the only address whose origin is sent a token
     */
    public static Optional<ClientLogin> of(String subject, URI server, ClientAuthorization how) {
        return how.login() == Login.NONE ? Optional.empty() : Optional.of(new ClientLogin(subject, server, how));
    }

    private ClientLogin(String subject, URI server, ClientAuthorization how) {
        this.subject = subject;
        this.server = server;
        this.how = how;
        this.http = new OAuthHttp(subject, server);
        this.discovery = new Discovery(subject, server, http);
    }

    /** Whether a request to this address may carry the token. */
    public boolean isFor(URI address) {
        return WellKnown.origin(address).equals(WellKnown.origin(server));
    }

    /** The tokens, codes and client secrets so far. */
    public Secrets secrets() {
        return issued.all();
    }

    /** The current token; empty before the first login. */
    public Optional<String> token() {
        return Optional.ofNullable(session).map(now -> now.tokens().access());
    }

    /** The token for the next request, refreshed if it has expired; empty before the first login. */
    public Optional<String> freshToken(Deadline deadline) {
        Session before = session;
        if (before == null || !before.tokens().haveExpired()) {
            return token();
        }
        return alone(deadline, () -> {
            Session now = session;
            if (now != null && now.tokens().haveExpired()) {
                refresh(now, deadline);
            }
            return token();
        });
    }

    /** Make the attempts of one request. */
    public Attempts attempts(Deadline deadline) {
        return new Attempts(this, subject, deadline, freshToken(deadline));
    }

    /** Whether a token was refreshed, requested anew, or found renewed by another call. */
    enum Renewal {
        SHARED,
        REFRESHED,
        LOGGED_IN
    }

    /** Get another token than the one that was refused. */
    Renewal renew(Optional<String> refused, Challenge challenge, boolean mayRefresh, Deadline deadline) {
        return alone(deadline, () -> {
            Session now = session;
            if (now != null && !token().equals(refused)) {
                return Renewal.SHARED;
            }
            if (now != null && mayRefresh && refresh(now, deadline)) {
                return Renewal.REFRESHED;
            }
            logIn(now == null ? Set.of() : now.scopes(), challenge, deadline);
            return Renewal.LOGGED_IN;
        });
    }

    private boolean refresh(Session now, Deadline deadline) {
        Optional<Tokens> renewed =
                now.tokens().refresh().flatMap(refresh -> now.requests().byRefresh(refresh, deadline));
        // A refresh token that was refused is not sent again: an authorization server may take that for theft.
        Tokens tokens = renewed.orElseGet(() -> now.tokens().withoutRefresh());
        session = new Session(now.requests(), now.scopes(), tokens);
        return renewed.isPresent();
    }

    private void logIn(Set<String> before, Challenge challenge, Deadline deadline) {
        discovery.safe(server, "the server itself");
        Resource resource = discovery.resource(challenge, deadline);
        Set<String> scopes = scopes(before, challenge, resource.scopes());
        TokenRequests requests = requests(resource, deadline);
        String list = String.join(" ", scopes);
        Tokens tokens = how.login() == Login.AS_CLIENT
                ? requests.byCredentials(list, deadline)
                : new CodeRequest(requests, http).send(list, deadline);
        session = new Session(requests, scopes, tokens);
    }

    /** The client that was registered before is used again, if the server still names the same issuer and resource. */
    private TokenRequests requests(Resource resource, Deadline deadline) {
        Session now = session;
        IssuerMetadata issuer = discovery.issuer(resource.issuer(), deadline);
        if (now != null
                && now.requests().issuer().issuer().equals(issuer.issuer())
                && now.requests().resource().equals(resource.resource())) {
            return now.requests();
        }
        return TokenRequests.of(issuer, resource.resource(), http, issued, how, deadline);
    }

    /** What was requested before and what is demanded now; at first what is declared, or else all that is supported. */
    private Set<String> scopes(Set<String> before, Challenge challenge, List<String> supported) {
        Set<String> demanded = challenge.find("scope").map(Parameters::scopes).orElseGet(Set::of);
        var scopes = new LinkedHashSet<>(before.isEmpty() ? Set.copyOf(how.scopes()) : before);
        scopes.addAll(demanded);
        return scopes.isEmpty() ? new LinkedHashSet<>(supported) : scopes;
    }

    private <T> T alone(Deadline deadline, Supplier<T> work) {
        try {
            if (!lock.tryLock(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
                throw new McpTimeoutException(
                        subject + " requires authorization, and the login that another call has begun did not end"
                                + " within " + Durations.print(deadline.budget()) + ".",
                        null);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new McpTimeoutException("Interrupted during the login at " + subject, stopped);
        }
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
