/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.MalformedJsonException;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The clients that are known: registered in advance, by themselves, or by a document at the address that is their id.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Clients {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String BASIC = "Basic ";
    private static final int LARGEST_DOCUMENT = 5 * 1024;

    private final Map<String, Client> registered = new ConcurrentHashMap<>();

    /** Redirects are not followed: a document comes from the address that is the client's id. */
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    void add(Client client) {
        registered.put(client.id(), client);
    }

    Client find(String id) throws OAuthException {
        Client known = registered.get(id);
        if (known != null) {
            return known;
        }
        if (!id.contains("://")) {
            throw OAuthException.invalidClient("The client is unknown. Register it first.");
        }
        return published(id);
    }

    /** Only documents on this machine are fetched: a test must not depend on, or send requests to, any other. */
    private Client published(String id) throws OAuthException {
        URI address;
        try {
            address = URI.create(id);
        } catch (IllegalArgumentException malformed) {
            throw OAuthException.invalidClient("The client's id is no address.");
        }
        boolean hasPath = address.getRawPath() != null && address.getRawPath().length() > 1;
        if (!Loopback.isHostOf(address) || !hasPath || address.getRawFragment() != null) {
            throw OAuthException.invalidClient(
                    "This authorization server fetches metadata documents only from this machine, at an address with a"
                            + " path.");
        }
        JsonObject document = fetch(address);
        if (!document.string("client_id").equals(Optional.of(id))) {
            throw OAuthException.invalidClient("The client_id in the metadata document is not its address.");
        }
        if (document.string("client_name").isEmpty()
                || document.array("redirect_uris").isEmpty()) {
            throw OAuthException.invalidClient("The metadata document lacks client_name or redirect_uris.");
        }
        return Client.read(document, id, Optional.empty());
    }

    private JsonObject fetch(URI address) throws OAuthException {
        try {
            HttpResponse<byte[]> response =
                    http.send(HttpRequest.newBuilder(address).timeout(TIMEOUT).build(), BodyHandlers.ofByteArray());
            if (response.statusCode() == 200
                    && response.body().length <= LARGEST_DOCUMENT
                    && Json.parse(new String(response.body(), UTF_8)) instanceof JsonObject document) {
                return document;
            }
        } catch (IOException | MalformedJsonException | IllegalArgumentException unusable) {
            // Reported below: the client learns no more than that.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        throw OAuthException.invalidClient("There is no metadata document at the URL that is the client's id.");
    }

    /** An id and a secret as a request gives them; the secret is empty if it gives none. */
    private record Credentials(String id, String secret) {}

    /**
     * Find out which client calls.
     *
     * @param authorization the header, if there is one
     */
    Client authenticate(@Nullable String authorization, Parameters form) throws OAuthException {
        Credentials given = credentials(authorization, form);
        if (given.id().isEmpty()) {
            throw OAuthException.invalidClient("The request names no client.");
        }
        Client client = find(given.id());
        String expected = client.secret().orElse("");
        if (!MessageDigest.isEqual(expected.getBytes(UTF_8), given.secret().getBytes(UTF_8))) {
            throw OAuthException.invalidClient("The client's secret is missing or wrong.");
        }
        return client;
    }

    private static Credentials credentials(@Nullable String authorization, Parameters form) throws OAuthException {
        if (authorization != null && authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return basic(authorization.substring(BASIC.length()));
        }
        return new Credentials(
                form.find("client_id").orElse(""), form.find("client_secret").orElse(""));
    }

    /** The client's id in an Authorization header with the scheme Basic. */
    public static Optional<String> basicId(String authorization) {
        try {
            return authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())
                    ? Optional.of(basic(authorization.substring(BASIC.length())).id())
                    : Optional.empty();
        } catch (OAuthException malformed) {
            return Optional.empty();
        }
    }

    private static Credentials basic(String encoded) throws OAuthException {
        try {
            String[] pair = new String(Base64.getDecoder().decode(encoded.strip()), UTF_8).split(":", 2);
            if (pair.length == 2) {
                return new Credentials(URLDecoder.decode(pair[0], UTF_8), URLDecoder.decode(pair[1], UTF_8));
            }
        } catch (IllegalArgumentException malformed) {
            // Reported below.
        }
        throw OAuthException.invalidClient("The Authorization header is malformed.");
    }
}
