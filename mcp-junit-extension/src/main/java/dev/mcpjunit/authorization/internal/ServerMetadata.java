/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal;

import dev.mcpjunit.json.JsonObject;
import java.util.List;

/** The metadata of the authorization server, by RFC 8414 and by OpenID Connect Discovery. */
final class ServerMetadata {

    static final String AUTHORIZE = "/authorize";
    static final String TOKEN = "/token";
    static final String REGISTER = "/register";
    static final String KEYS = "/jwks";
    static final String INTROSPECT = "/introspect";
    static final String REVOKE = "/revoke";

    private static final List<String> CLIENT_AUTHENTICATION =
            List.of("none", "client_secret_basic", "client_secret_post");

    private ServerMetadata() {}

    static JsonObject of(Issuer issuer) {
        String base = issuer.address();
        return JsonObject.builder()
                .put("issuer", issuer.named())
                .put("authorization_endpoint", base + AUTHORIZE)
                .put("token_endpoint", base + TOKEN)
                .put("registration_endpoint", base + REGISTER)
                .put("jwks_uri", base + KEYS)
                .put("introspection_endpoint", base + INTROSPECT)
                .put("revocation_endpoint", base + REVOKE)
                .put("response_types_supported", List.of("code"))
                .put("response_modes_supported", List.of("query"))
                .put("grant_types_supported", List.of("authorization_code", "refresh_token", "client_credentials"))
                .put("code_challenge_methods_supported", List.of("S256"))
                .put("token_endpoint_auth_methods_supported", CLIENT_AUTHENTICATION)
                .put("subject_types_supported", List.of("public"))
                .put("id_token_signing_alg_values_supported", List.of("RS256"))
                .put("authorization_response_iss_parameter_supported", true)
                .put("client_id_metadata_document_supported", true)
                .build();
    }
}
