/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal.client;

import dev.mcpjunit.authorization.internal.client.ClientLogin.Renewal;
import dev.mcpjunit.failure.AuthorizationFailedException;
import dev.mcpjunit.internal.time.Deadline;
import java.net.http.HttpHeaders;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/** The attempts of one request: how its refusals are answered, and when that ends. For one thread. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Attempts {

    /** A refresh, a login, and two scopes that are demanded one after the other. */
    private static final int MOST = 4;

    private final ClientLogin login;
    private final String subject;
    private final Deadline deadline;
    private Optional<String> token;
    private Optional<Renewal> last = Optional.empty();
    private Optional<String> demanded = Optional.empty();
    private int renewals;

    Attempts(ClientLogin login, String subject, Deadline deadline, Optional<String> token) {
        this.login = login;
        this.subject = subject;
        this.deadline = deadline;
        this.token = token;
    }

    /** The token to send. */
    public Optional<String> token() {
        return token;
    }

    /** Whether a refusal asks for a login, or for more scopes. */
    public static boolean isAnswerable(int status, HttpHeaders headers) {
        return status == 401 || (status == 403 && needsScopes(headers));
    }

    private static boolean needsScopes(HttpHeaders headers) {
        return Challenge.bearer(headers)
                .flatMap(challenge -> challenge.find("error"))
                .equals(Optional.of("insufficient_scope"));
    }

    /**
     * Get another token, because the last one was refused, or there was none.
     *
     * @throws AuthorizationFailedException if no other token may help
     */
    public void refused(int status, HttpHeaders headers) {
        Challenge challenge = Challenge.bearer(headers).orElseGet(() -> new Challenge(Map.of()));
        boolean justLoggedIn = last.equals(Optional.of(Renewal.LOGGED_IN));
        if (++renewals > MOST || (status == 401 && justLoggedIn) || (status == 403 && isRepeated(challenge))) {
            throw useless(status, challenge);
        }
        // A refresh gives no scopes that were not granted before.
        boolean mayRefresh = status == 401 && !last.equals(Optional.of(Renewal.REFRESHED));
        last = Optional.of(login.renew(token, challenge, mayRefresh, deadline));
        demanded = status == 403 ? challenge.find("scope") : Optional.empty();
        token = login.token();
    }

    /** Whether the scopes that it demands were requested a moment ago, so that requesting them again helps nothing. */
    private boolean isRepeated(Challenge challenge) {
        return last.equals(Optional.of(Renewal.LOGGED_IN))
                && (demanded.equals(challenge.find("scope"))
                        || challenge.find("scope").isEmpty());
    }

    private AuthorizationFailedException useless(int status, Challenge challenge) {
        String error = challenge.find("error").map(code -> ", error=" + code).orElse("")
                + challenge
                        .find("error_description")
                        .map(text -> " (" + text + ")")
                        .orElse("");
        String advice = status == 401
                ? "Does the server trust the authorization server that its metadata names, and expect its own address as"
                        + " the audience?"
                : "Is the user allowed to have the scope '"
                        + challenge.find("scope").orElse("") + "'?";
        return new AuthorizationFailedException(
                subject + " answered with HTTP " + status + error + " again, with a token that it was"
                        + " sent for the first time. No further token is requested. " + advice,
                null);
    }
}
