/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers authorization requests without a browser: the user who is signed in allows everything. */
final class AuthorizationEndpoint {

    private static final Duration CODE_LIFETIME = Duration.ofMinutes(1);

    private final Issuer issuer;

    AuthorizationEndpoint(Issuer issuer) {
        this.issuer = issuer;
    }

    /**
     * Where to redirect the user's browser.
     *
     * @throws OAuthException if the client or its redirect URI is not to be trusted, so that nothing may be sent there
     */
    String redirect(Parameters query) throws OAuthException {
        Client client = issuer.clients().find(query.get("client_id"));
        String redirect = query.get("redirect_uri");
        if (!client.mayRedirectTo(redirect)) {
            throw OAuthException.invalidRequest("The redirect_uri is not registered for this client.");
        }
        Map<String, String> answer = new LinkedHashMap<>();
        try {
            answer.put("code", code(client, redirect, query));
        } catch (OAuthException refused) {
            answer.put("error", refused.code());
            answer.put("error_description", refused.description());
        }
        Optional<String> state = query.find("state");
        state.ifPresent(value -> answer.put("state", value));
        answer.put("iss", issuer.named());
        return redirect
                + (redirect.contains("?") ? "&" : "?")
                + Parameters.print(issuer.script().redirect(answer));
    }

    private String code(Client client, String redirect, Parameters query) throws OAuthException {
        if (!query.get("response_type").equals("code")) {
            throw new OAuthException(400, "unsupported_response_type", "The response_type must be code.");
        }
        boolean isRequired = issuer.script().requiresPkce();
        String challenge = isRequired ? query.get("code_challenge") : "";
        if (isRequired && !query.find("code_challenge_method").equals(Optional.of("S256"))) {
            throw OAuthException.invalidRequest("The code_challenge_method must be S256.");
        }
        List<String> resources = issuer.resources(query);
        var grant = new Grant(RandomText.of(12), client.id(), issuer.user(), issuer.allowed(query.scopes()), resources);
        String code = RandomText.secret();
        issuer.ledger()
                .keep(
                        code,
                        new Ledger.Code(grant, redirect, challenge, issuer.now().plus(CODE_LIFETIME)));
        return code;
    }
}
