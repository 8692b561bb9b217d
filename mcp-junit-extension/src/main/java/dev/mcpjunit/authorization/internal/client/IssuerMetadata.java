/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal.client;

import dev.mcpjunit.json.JsonObject;
import java.net.URI;
import java.util.List;

/** The metadata of an authorization server, whose issuer was checked. */
record IssuerMetadata(String issuer, JsonObject document, Discovery discovery) {

    URI endpoint(String name) {
        String address = document.string(name)
                .orElseThrow(() -> discovery.failed("its authorization server " + issuer + " has no " + name + "."));
        URI endpoint;
        try {
            endpoint = discovery.safe(URI.create(address), "the " + name);
        } catch (IllegalArgumentException malformed) {
            throw discovery.failed("the " + name + " of its authorization server " + issuer + " is no address.");
        }
        if (endpoint.getRawFragment() != null) {
            throw discovery.failed("the " + name + " of its authorization server " + issuer
                    + " has a fragment, which no endpoint may have (RFC 6749).");
        }
        return endpoint;
    }

    boolean has(String name) {
        return document.has(name);
    }

    /** Without PKCE, a code that is intercepted can be used. */
    void requirePkce() {
        if (!Discovery.strings(document, "code_challenge_methods_supported").contains("S256")) {
            throw discovery.failed("its authorization server " + issuer
                    + " does not say that it supports PKCE, so no user is logged in there. Its metadata must have S256"
                    + " in code_challenge_methods_supported.");
        }
    }

    /** Whether it says that its authorization responses have {@code iss}. */
    boolean namesItselfInAnswers() {
        return document.bool("authorization_response_iss_parameter_supported").orElse(false);
    }

    /** Whether secrets of clients are sent in the form; in a header otherwise. */
    boolean takesSecretInForm() {
        List<String> methods = Discovery.strings(document, "token_endpoint_auth_methods_supported");
        return methods.contains("client_secret_post") && !methods.contains("client_secret_basic");
    }
}
