/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal.client;

import dev.mcpjunit.authorization.internal.client.BoundedExchange.TooLargeException;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/**
 * What is found at an address of metadata, whatever a server does there.
 *
 * @param document the metadata, if the answer is a JSON object with status 200
 * @param answer the answer in short, as the rest of a sentence that begins with the address
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record MetadataDocument(String address, Optional<JsonObject> document, String answer) {

    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /**
     * How to use addresses that come from the server.
     *
     * @param follows which redirects are followed: what a document says may decide where secrets are sent
     * @param shows whose answers are printed: an address may be one that only this machine reaches
     */
    public record Trust(Predicate<URI> follows, Predicate<URI> shows) {

        /** For servers that are the tester's own. */
        public static final Trust ALL = new Trust(any -> true, any -> true);
    }

    /**
     * The document at a well-known address of a protected resource, in the order in which clients look.
     *
     * @param timeout for each address
     */
    public static Optional<MetadataDocument> ofResource(URI resource, Duration timeout, HttpClient client)
            throws InterruptedException {
        for (URI address : WellKnown.ofResource(resource)) {
            MetadataDocument found = fetch(address, timeout, client, Trust.ALL);
            if (found.document().isPresent()) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /**
     * Get a document.
     *
     * @param timeout until the end of the body, with all redirects
     */
    public static MetadataDocument fetch(URI address, Duration timeout, HttpClient client, Trust trust)
            throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        try {
            URI next = address;
            OAuthReply reply = get(next, timeout, client);
            for (int redirects = 0; redirects < MOST_REDIRECTS && isRedirect(reply); redirects++) {
                next = next.resolve(reply.headers().firstValue("Location").orElse(""));
                if (!trust.follows().test(next)) {
                    return none(
                            address,
                            "answered with a redirect to " + WellKnown.origin(next) + ", which is not followed");
                }
                reply = get(next, Duration.ofNanos(Math.max(1, end - System.nanoTime())), client);
            }
            Optional<JsonObject> document = reply.status() == 200 ? reply.document() : Optional.empty();
            String answer = trust.shows().test(next) ? reply.describeDocument() : reply.describeKind();
            return new MetadataDocument(address.toString(), document, "answered with " + answer);
        } catch (TimeoutException silent) {
            return none(address, "sent no complete document within " + Durations.print(timeout));
        } catch (ExecutionException unreachable) {
            return none(
                    address,
                    unreachable.getCause() instanceof TooLargeException limit
                            ? "answered with " + limit.getMessage()
                            : "cannot be reached: " + Printable.line(String.valueOf(unreachable.getCause())));
        } catch (IllegalArgumentException malformed) {
            return none(address, "answered with a redirect to no address that can be fetched");
        }
    }

    /** An address at which nothing was found. */
    public static MetadataDocument none(URI address, String answer) {
        return new MetadataDocument(address.toString(), Optional.empty(), answer);
    }

    private static boolean isRedirect(OAuthReply reply) {
        return REDIRECTS.contains(reply.status())
                && reply.headers().firstValue("Location").isPresent();
    }

    private static OAuthReply get(URI address, Duration timeout, HttpClient client)
            throws TimeoutException, ExecutionException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .build();
        return BoundedExchange.send(client, request, timeout);
    }
}
