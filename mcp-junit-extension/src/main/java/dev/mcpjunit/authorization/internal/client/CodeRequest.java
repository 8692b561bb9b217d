/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.mcpjunit.authorization.ClientAuthorization;
import dev.mcpjunit.authorization.internal.OAuthException;
import dev.mcpjunit.authorization.internal.Parameters;
import dev.mcpjunit.authorization.internal.RandomText;
import dev.mcpjunit.internal.time.Deadline;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Optional;

/** One authorization request: its state, its verifier, and the issuer that must answer it. */
final class CodeRequest {

    private static final int REDIRECTS = 5;

    private final TokenRequests tokens;
    private final OAuthHttp http;
    private final String verifier = RandomText.secret();
    private final String state = RandomText.secret();

    CodeRequest(TokenRequests tokens, OAuthHttp http) {
        this.tokens = tokens;
        this.http = http;
    }

    Tokens send(String scopes, Deadline deadline) {
        IssuerMetadata issuer = tokens.issuer();
        issuer.requirePkce();
        URI endpoint = issuer.endpoint("authorization_endpoint");
        var query = new LinkedHashMap<String, String>();
        query.put("response_type", "code");
        query.put("client_id", tokens.clientId());
        query.put("redirect_uri", ClientAuthorization.REDIRECT_URI);
        if (!scopes.isEmpty()) {
            query.put("scope", scopes);
        }
        query.put("state", state);
        query.put("code_challenge", challenge());
        query.put("code_challenge_method", "S256");
        query.put("resource", tokens.resource());
        URI request = URI.create(endpoint + (endpoint.getRawQuery() == null ? "?" : "&") + Parameters.print(query));
        return tokens.byCode(code(answer(request, deadline)), verifier, deadline);
    }

    private String challenge() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Go where a browser would go, as far as the authorization server itself, and stop before the redirect URI. */
    private Parameters answer(URI request, Deadline deadline) {
        URI next = request;
        for (int redirects = 0; redirects < REDIRECTS; redirects++) {
            OAuthReply reply = http.get(next, deadline);
            Optional<String> location = reply.headers().firstValue("Location");
            if (reply.status() / 100 != 3 || location.isEmpty()) {
                throw noRedirect(reply);
            }
            if (location.get().startsWith(ClientAuthorization.REDIRECT_URI + "?")) {
                return parsed(location.get().substring(ClientAuthorization.REDIRECT_URI.length() + 1));
            }
            URI target = target(next, location.get());
            if (!WellKnown.origin(target).equals(WellKnown.origin(request))) {
                throw failed("redirects to " + OAuthHttp.printable(target)
                        + ", which is neither the authorization server nor the redirect_uri. " + advice());
            }
            next = target;
        }
        throw failed("redirected " + REDIRECTS + " times. " + advice());
    }

    private URI target(URI from, String location) {
        try {
            return from.resolve(location);
        } catch (IllegalArgumentException malformed) {
            throw failed("redirects to a malformed address.");
        }
    }

    private Parameters parsed(String query) {
        try {
            return Parameters.parse(query);
        } catch (OAuthException malformed) {
            throw failed("redirects with a malformed answer: " + malformed.getMessage());
        }
    }

    /** The code, when the answer is to this request and from this issuer; until then not even its error is shown. */
    private String code(Parameters answer) {
        IssuerMetadata issuer = tokens.issuer();
        Optional<String> named = answer.find("iss");
        if (named.isPresent() && !named.get().equals(issuer.issuer())) {
            throw failed("answered in the name of another issuer: iss is '" + named.get() + "', not '" + issuer.issuer()
                    + "'. The answer is not used (RFC 9207).");
        }
        if (named.isEmpty() && issuer.namesItselfInAnswers()) {
            throw failed("answered without iss, although its metadata has"
                    + " authorization_response_iss_parameter_supported. The answer is not used (RFC 9207).");
        }
        if (!answer.find("state").equals(Optional.of(state))) {
            throw failed("answered without the state of the request. The answer is not used.");
        }
        answer.find("code").ifPresent(code -> tokens.remember("AUTHORIZATION_CODE", code));
        return answer.find("code")
                .orElseThrow(() -> failed("refused the request with the error "
                        + answer.find("error").orElse("(none)")
                        + answer.find("error_description")
                                .map(text -> " (" + text + ")")
                                .orElse("")
                        + "."));
    }

    private RuntimeException noRedirect(OAuthReply reply) {
        return failed("answered with " + reply.describe() + " instead of a redirect. " + advice());
    }

    private static String advice() {
        return "There is no browser here. Use an authorization server that needs none, such as the"
                + " AuthorizationServer of this library, log in by client credentials, or set a token in 'headers'.";
    }

    private RuntimeException failed(String what) {
        IssuerMetadata issuer = tokens.issuer();
        return issuer.discovery().failed("the authorization endpoint of " + issuer.issuer() + " " + what);
    }
}
