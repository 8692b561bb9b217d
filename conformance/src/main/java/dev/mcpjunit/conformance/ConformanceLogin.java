/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.conformance;

import dev.mcpjunit.authorization.ClientAuthorization;
import dev.mcpjunit.authorization.internal.client.MetadataDocument;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;

/** How our connection logs in in a scenario of authorization. */
final class ConformanceLogin {

    private static final String AUTHORIZATION = "auth/";

    private ConformanceLogin() {}

    static ClientAuthorization in(String scenario, URI server) {
        if (!scenario.startsWith(AUTHORIZATION)) {
            return ClientAuthorization.none();
        }
        ClientAuthorization login = scenario.startsWith(AUTHORIZATION + "client-credentials")
                ? ClientAuthorization.asClient()
                : ClientAuthorization.asUser();
        JsonObject context = context();
        Optional<String> id = context.string("client_id");
        Optional<String> secret = context.string("client_secret");
        return id.isPresent() && secret.isPresent()
                ? login.registeredAs(issuer(server), id.get(), secret.get())
                : login;
    }

    private static JsonObject context() {
        String context = System.getenv().getOrDefault("MCP_CONFORMANCE_CONTEXT", "");
        return !context.isEmpty() && Json.parse(context) instanceof JsonObject object ? object : JsonObject.EMPTY;
    }

    /** A client that is registered in advance is for one issuer, which the suite does not name: the server does. */
    private static URI issuer(URI server) {
        try {
            return MetadataDocument.ofResource(server, Duration.ofSeconds(5), HttpClient.newHttpClient())
                    .flatMap(MetadataDocument::document)
                    .flatMap(metadata -> metadata.array("authorization_servers"))
                    .flatMap(issuers -> issuers.items().stream().findFirst())
                    .map(issuer -> URI.create(((JsonString) issuer).value()))
                    .orElseThrow();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
