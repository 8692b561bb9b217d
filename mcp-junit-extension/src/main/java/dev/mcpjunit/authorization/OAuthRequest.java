/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization;

import dev.mcpjunit.authorization.internal.ReceivedRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A request that an authorization server has answered. {@link AuthorizationServer#requests()} lists them.
 *
 * <pre>{@code
 * boolean asksForServer(OAuthRequest request, McpEndpoint.Http weather) {
 *     return request.parameter("resource").equals(Optional.of(weather.uri().toString()));
 * }
 * }</pre>
 *
 * <p>{@code toString} shows the names of the parameters, and not their values, which may be secret.
 *
 * @param kind what is asked for
 * @param parameters those of the query or of the form, each with its values; empty for a registration, whose body is
 *     JSON
 * @param status the status of the answer
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record OAuthRequest(Kind kind, Map<String, List<String>> parameters, int status) {

    /** What a request asks for. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Kind {
        /** The registration of a client. */
        REGISTRATION,
        /** The authorization of a user, by a browser. */
        AUTHORIZATION,
        /** A token for a code, for credentials of a client, or for a refresh token. */
        TOKEN,
        /** Metadata, keys, introspection, revocation, and addresses that do not exist. */
        OTHER
    }

    static OAuthRequest of(ReceivedRequest received) {
        Kind kind = received.isRegistration()
                ? Kind.REGISTRATION
                : received.isAuthorization() ? Kind.AUTHORIZATION : received.isToken() ? Kind.TOKEN : Kind.OTHER;
        return new OAuthRequest(kind, received.parameters(), received.status());
    }

    /**
     * Get the first value of a parameter.
     *
     * @param name the name of the parameter
     * @return the value; empty if the request does not have it; never {@code null}
     */
    public Optional<String> parameter(String name) {
        return parameters.getOrDefault(name, List.of()).stream().findFirst();
    }

    /**
     * Check whether this is a refresh.
     *
     * @return whether it is a token request with {@code grant_type=refresh_token}, granted or not
     */
    public boolean isRefresh() {
        return kind == Kind.TOKEN
                && parameter("grant_type").filter("refresh_token"::equals).isPresent();
    }

    /** Return the kind, the names of the parameters, and the status. */
    @Override
    public String toString() {
        return kind + " " + parameters.keySet() + " → " + status;
    }
}
