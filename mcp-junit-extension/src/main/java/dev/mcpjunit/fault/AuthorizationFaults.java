/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import dev.mcpjunit.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/** The part of {@link FaultChoice} that is about authorization. */
interface AuthorizationFaults {

    @API(status = API.Status.INTERNAL, since = "0.1")
    InjectedFault inject(Fault fault);

    /**
     * Refuse the token with HTTP 401, as one that has expired; the request does not reach the server. The challenge has
     * {@code error="invalid_token"} and the address of the server's metadata. HTTP only.
     *
     * @return the fault; never {@code null}
     */
    default InjectedFault refuseToken() {
        return inject(new AuthorizationFault.RefusedToken());
    }

    /**
     * Demand a further scope with HTTP 403; the request does not reach the server. The challenge has
     * {@code error="insufficient_scope"}, the scope and the address of the server's metadata. HTTP only.
     *
     * @param scope for example {@code weather:write}; several are separated by spaces
     * @return the fault; never {@code null}
     */
    default InjectedFault demandScope(String scope) {
        return inject(new AuthorizationFault.MissingScope(scope));
    }

    /**
     * Name another resource in the metadata of the server. For {@link Selector#resourceMetadata()}. HTTP only.
     *
     * @param resource the other {@code resource}
     * @return the fault; never {@code null}
     */
    default InjectedFault nameResource(URI resource) {
        return changeMetadata("metadata names the resource " + resource, metadata -> metadata.toBuilder()
                .put("resource", resource.toString())
                .build());
    }

    /**
     * Name another authorization server in the metadata of the server. For {@link Selector#resourceMetadata()}. HTTP
     * only.
     *
     * @param issuer the only entry of {@code authorization_servers}
     * @return the fault; never {@code null}
     */
    default InjectedFault nameAuthorizationServer(URI issuer) {
        return changeMetadata("metadata names the authorization server " + issuer, metadata -> metadata.toBuilder()
                .put("authorization_servers", List.of(issuer.toString()))
                .build());
    }

    /**
     * Change the metadata of the server. For {@link Selector#resourceMetadata()}. HTTP only.
     *
     * @param words the change, in words
     * @param change makes the other metadata
     * @return the fault; never {@code null}
     */
    default InjectedFault changeMetadata(String words, UnaryOperator<JsonObject> change) {
        return inject(new AuthorizationFault.ChangedMetadata(words, change));
    }
}
