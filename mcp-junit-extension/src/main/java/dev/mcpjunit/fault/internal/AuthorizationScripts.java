/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal;

import dev.mcpjunit.fault.AuthorizationFault;
import java.util.Map;

/** What the faults of authorization do. */
final class AuthorizationScripts {

    private AuthorizationScripts() {}

    static void addTo(FaultScripts table) {
        table.add(
                AuthorizationFault.RefusedToken.class,
                fault -> Scripts.insteadOfRequest(request ->
                        challenge(401, "error=\"invalid_token\", error_description=\"The access token has expired\"")));
        table.add(
                AuthorizationFault.MissingScope.class,
                fault -> Scripts.insteadOfRequest(
                        request -> challenge(403, "error=\"insufficient_scope\", scope=\"" + fault.scope() + "\"")));
        table.add(
                AuthorizationFault.ChangedMetadata.class,
                fault -> Scripts.insteadOfAnswer(
                        metadata -> new Act.Send(fault.change().apply(metadata))));
    }

    private static Act challenge(int status, String parameters) {
        return new Act.Http(
                status,
                Map.of(
                        "WWW-Authenticate",
                        "Bearer " + parameters + ", resource_metadata=\"" + Act.Http.METADATA_ADDRESS + "\""),
                "");
    }
}
