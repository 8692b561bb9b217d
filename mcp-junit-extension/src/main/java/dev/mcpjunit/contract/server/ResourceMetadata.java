/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.MalformedJsonException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an address of the metadata of a protected resource has.
 *
 * @param document the metadata, if the answer is a JSON object with status 200
 * @param answer the answer in short
 */
record ResourceMetadata(String address, Optional<JsonObject> document, String answer) {

    private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

    /** The document at a well-known address, in the order in which clients look. */
    static Optional<ResourceMetadata> wellKnown(URI resource, Duration timeout, HttpClient client)
            throws InterruptedException {
        String path = resource.getRawPath() == null ? "" : resource.getRawPath();
        for (String suffix : path.length() > 1 ? List.of(path, "") : List.of("")) {
            ResourceMetadata found = fetch(resource.resolve(WELL_KNOWN + suffix), timeout, client);
            if (found.document().isPresent()) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    static ResourceMetadata fetch(URI address, Duration timeout, HttpClient client) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Accept", "application/json")
                .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            var reply = new HttpReply(response.statusCode(), response.headers(), response.body());
            return new ResourceMetadata(address.toString(), document(reply), reply.describe());
        } catch (IOException unreachable) {
            return new ResourceMetadata(address.toString(), Optional.empty(), "no answer: " + unreachable);
        }
    }

    private static Optional<JsonObject> document(HttpReply reply) {
        try {
            return reply.status() == 200 && Json.parse(reply.body()) instanceof JsonObject object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (MalformedJsonException notJson) {
            return Optional.empty();
        }
    }
}
