/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.internal.time.BoundedCall;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.internal.wire.MessageTooLargeException;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.MalformedJsonException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * What an address of the metadata of a protected resource has.
 *
 * @param document the metadata, if the answer is a JSON object with status 200
 * @param answer the answer in short
 */
record ResourceMetadata(String address, Optional<JsonObject> document, String answer) {

    private static final int LONGEST = 1024 * 1024;
    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
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

    /**
     * Get a document, wherever redirects lead.
     *
     * @param timeout until the end of the body, for each address
     */
    static ResourceMetadata fetch(URI address, Duration timeout, HttpClient client) throws InterruptedException {
        try {
            URI next = address;
            HttpReply reply = get(next, timeout, client);
            for (int redirects = 0; redirects < MOST_REDIRECTS && isRedirect(reply); redirects++) {
                next = next.resolve(reply.headers().firstValue("Location").orElse(""));
                reply = get(next, timeout, client);
            }
            return new ResourceMetadata(address.toString(), document(reply), reply.describe());
        } catch (TimeoutException silent) {
            return none(address, "no complete document within " + Durations.print(timeout));
        } catch (ExecutionException unreachable) {
            return none(
                    address,
                    MessageTooLargeException.in(unreachable)
                            .map(limit -> "more than " + LONGEST / 1024 + " KiB")
                            .orElseGet(() -> "no answer: " + Printable.line(String.valueOf(unreachable.getCause()))));
        } catch (IllegalArgumentException malformed) {
            return none(address, "a redirect to no address that can be fetched");
        }
    }

    private static ResourceMetadata none(URI address, String answer) {
        return new ResourceMetadata(address.toString(), Optional.empty(), answer);
    }

    private static boolean isRedirect(HttpReply reply) {
        return REDIRECTS.contains(reply.status())
                && reply.headers().firstValue("Location").isPresent();
    }

    /** The timeout of a request of the JDK ends with the head; a body may never end. */
    private static HttpReply get(URI address, Duration timeout, HttpClient client)
            throws TimeoutException, ExecutionException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Accept", "application/json")
                .build();
        return BoundedCall.run("mcp-junit asks for metadata", timeout, () -> {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                byte[] body = in.readNBytes(LONGEST + 1);
                if (body.length > LONGEST) {
                    throw new MessageTooLargeException();
                }
                return new HttpReply(response.statusCode(), response.headers(), new String(body, UTF_8));
            }
        });
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
