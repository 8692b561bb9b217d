/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal.client;

import dev.mcpjunit.authorization.internal.Loopback;
import dev.mcpjunit.authorization.internal.client.BoundedExchange.TooLargeException;
import dev.mcpjunit.failure.AuthorizationFailedException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.time.Durations;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Exchanges documents for the login at one server. Only redirects of metadata are followed. */
final class OAuthHttp {

    private final String subject;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** Exchange documents for the login at a server, which messages begin with. */
    OAuthHttp(String subject) {
        this.subject = subject;
    }

    /** Whether secrets may be sent to an address: by HTTPS, or on this machine. */
    static boolean isSafe(URI address) {
        boolean plain = "http".equalsIgnoreCase(address.getScheme());
        return address.getHost() != null
                && ("https".equalsIgnoreCase(address.getScheme()) || (plain && Loopback.isHostOf(address)));
    }

    /**
     * Look for metadata.
     *
     * @throws McpTimeoutException if no time is left after that
     */
    MetadataDocument metadata(URI address, Deadline deadline) {
        try {
            MetadataDocument found = MetadataDocument.fetch(address, deadline.remaining(), http, OAuthHttp::isSafe);
            if (found.document().isEmpty() && deadline.isOver()) {
                throw late(address, deadline);
            }
            return found;
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        }
    }

    OAuthReply get(URI address, Deadline deadline) {
        return send(HttpRequest.newBuilder(address).header("Accept", "application/json"), deadline);
    }

    OAuthReply send(HttpRequest.Builder builder, Deadline deadline) {
        HttpRequest request = builder.build();
        try {
            return BoundedExchange.send(http, request, deadline.remaining());
        } catch (TimeoutException late) {
            throw late(request.uri(), deadline);
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        } catch (ExecutionException failed) {
            throw new AuthorizationFailedException(
                    subject + " requires authorization, but " + printable(request.uri())
                            + (failed.getCause() instanceof TooLargeException limit
                                    ? " answered with " + limit.getMessage() + "."
                                    : " cannot be reached: " + failed.getCause()
                                            + ". Is it running, and is the address right?"),
                    failed.getCause());
        }
    }

    private McpTimeoutException late(URI address, Deadline deadline) {
        return new McpTimeoutException(
                subject + " requires authorization, and " + printable(address) + " did not answer within "
                        + Durations.print(deadline.budget()) + " after the request. Is it slow, or is the timeout"
                        + " too short?",
                null);
    }

    private McpTimeoutException interrupted(InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return new McpTimeoutException("Interrupted during the login at " + subject, stopped);
    }

    /** An address without its query, which may have secrets. */
    static String printable(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority()
                + Optional.ofNullable(address.getRawPath()).orElse("");
    }
}
