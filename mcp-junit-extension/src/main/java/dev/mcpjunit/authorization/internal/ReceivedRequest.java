/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A request to an authorization server.
 *
 * @param parameters of the query or the form; none of a registration, whose body is JSON
 * @param query the query of the address as it was sent; empty if there is none
 * @param authorization the value of the Authorization header
 * @param status of the answer
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record ReceivedRequest(
        String method,
        String path,
        Map<String, List<String>> parameters,
        String query,
        Optional<String> authorization,
        int status) {

    /** Copy the map. */
    public ReceivedRequest {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** The first value of a parameter. */
    public Optional<String> find(String name) {
        return parameters.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** Whether this is an authorization request of a user's browser. */
    public boolean isAuthorization() {
        return path.equals(ServerMetadata.AUTHORIZE);
    }

    /** Whether this is a token request. */
    public boolean isToken() {
        return path.equals(ServerMetadata.TOKEN);
    }

    /** Whether this is a token request with a grant type. */
    public boolean isGrant(String type) {
        return isToken() && find("grant_type").filter(type::equals).isPresent();
    }

    /** Whether this is a registration of a client. */
    public boolean isRegistration() {
        return path.equals(ServerMetadata.REGISTER);
    }
}
