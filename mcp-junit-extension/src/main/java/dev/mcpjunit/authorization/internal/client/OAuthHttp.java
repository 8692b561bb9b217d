/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal.client;

import dev.mcpjunit.authorization.internal.Loopback;
import dev.mcpjunit.authorization.internal.client.BoundedExchange.TooLargeException;
import dev.mcpjunit.authorization.internal.client.MetadataDocument.Trust;
import dev.mcpjunit.failure.AuthorizationFailedException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.internal.secret.Addresses;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.time.Durations;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Exchanges documents for the login to one server. Only redirects of metadata are followed. */
final class OAuthHttp {

    private final String subject;
    private final URI server;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * Exchange documents for the login to a server.
     *
     * @param subject its name and address, as messages begin
     */
    OAuthHttp(String subject, URI server) {
        this.subject = subject;
        this.server = server;
    }

    /** Whether secrets may be sent to an address: by HTTPS, or on this machine. */
    static boolean isSafe(URI address) {
        boolean plain = "http".equalsIgnoreCase(address.getScheme());
        return address.getHost() != null
                && ("https".equalsIgnoreCase(address.getScheme()) || (plain && Loopback.isHostOf(address)));
    }

    /**
     * Whether an answer from an address may be printed. Otherwise a remote server could name an address that only this
     * machine reaches, and have what is there printed in a log.
     */
    private boolean isShown(URI address) {
        return WellKnown.origin(address).equals(WellKnown.origin(server))
                || (Loopback.isHostOf(server) && Loopback.isHostOf(address));
    }

    /**
     * Look for the metadata of the server. Redirects are followed, but none from HTTPS to plain HTTP.
     *
     * @throws McpTimeoutException if no time is left after that
     */
    MetadataDocument ofServer(URI address, Deadline deadline) {
        boolean plain = "http".equalsIgnoreCase(address.getScheme());
        return metadata(
                address, next -> isSafe(next) && (plain || "https".equalsIgnoreCase(next.getScheme())), deadline);
    }

    /**
     * Look for the metadata of an authorization server. Redirects are followed within its origin: its metadata says
     * where codes, tokens and the secret of the client are sent.
     *
     * @throws McpTimeoutException if no time is left after that
     */
    MetadataDocument ofIssuer(URI address, Deadline deadline) {
        return metadata(address, next -> WellKnown.origin(next).equals(WellKnown.origin(address)), deadline);
    }

    private MetadataDocument metadata(URI address, Predicate<URI> follows, Deadline deadline) {
        try {
            MetadataDocument found =
                    MetadataDocument.fetch(address, deadline.remaining(), http, new Trust(follows, this::isShown));
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

    /** An address without user information and query, which may have secrets. */
    static String printable(URI address) {
        return Addresses.withoutSecrets(address.getScheme() + "://" + address.getRawAuthority()
                + Optional.ofNullable(address.getRawPath()).orElse(""));
    }
}
