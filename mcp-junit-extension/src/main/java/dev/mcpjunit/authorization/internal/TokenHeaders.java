/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.MalformedJsonException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * Headers with a placeholder for a token. The token is for one address, which is known when the server has started, so
 * it is then that it is requested: as a client that registers itself and has no user.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TokenHeaders {

    /** What the placeholder for a token begins with, before a colon and the scopes. */
    public static final String BEGIN = "${mcp.auth.token";

    /** The first token needs a key, which takes seconds on a busy machine. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{mcp\\.auth\\.token@(\\S+) ?([^}]*)}");
    private static final String REGISTRATION =
            "{\"client_name\":\"mcp-junit\",\"grant_types\":[\"client_credentials\"]}";

    private final Map<String, String> declared;
    private final Map<URI, Map<String, String>> byAddress = new ConcurrentHashMap<>();

    /** Headers as they were declared, most often without any placeholder. */
    public TokenHeaders(Map<String, String> declared) {
        this.declared = declared;
    }

    /** What stands for a token until the address of the server is known. It is equal for equal servers. */
    public static String placeholder(String issuer, String scopes) {
        return "${mcp.auth.token@" + issuer + (scopes.isBlank() ? "" : " " + scopes.strip()) + "}";
    }

    /**
     * The endpoint of the server at an address.
     *
     * @throws ServerStartException if there is no token to be had
     */
    public McpEndpoint.Http at(URI address) {
        return new McpEndpoint.Http(address, headers(address));
    }

    private Map<String, String> headers(URI address) {
        if (declared.values().stream()
                .noneMatch(value -> PLACEHOLDER.matcher(value).find())) {
            return declared;
        }
        return byAddress.computeIfAbsent(address, key -> resolved(key));
    }

    private Map<String, String> resolved(URI address) {
        var headers = new LinkedHashMap<String, String>();
        declared.forEach((name, value) -> headers.put(
                name,
                PLACEHOLDER
                        .matcher(value)
                        .replaceAll(
                                found -> Matcher.quoteReplacement(token(found.group(1), found.group(2), address)))));
        return headers;
    }

    private static String token(String issuer, String scopes, URI resource) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build();
        JsonObject client = post(http, request(issuer + ServerMetadata.REGISTER, "application/json", REGISTRATION));
        String id = client.string("client_id").orElse("") + ":"
                + client.string("client_secret").orElse("");
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("resource", resource.toString());
        form.put("scope", scopes);
        HttpRequest.Builder request = request(
                        issuer + ServerMetadata.TOKEN, "application/x-www-form-urlencoded", Parameters.print(form))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(id.getBytes(UTF_8)));
        return post(http, request)
                .string("access_token")
                .orElseThrow(() -> new ServerStartException("The authorization server issued no token", null));
    }

    private static HttpRequest.Builder request(String address, String type, String body) {
        return HttpRequest.newBuilder(URI.create(address))
                .timeout(TIMEOUT)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body));
    }

    private static JsonObject post(HttpClient http, HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() / 100 == 2 && Json.parse(response.body()) instanceof JsonObject answer) {
                return answer;
            }
            throw new ServerStartException(
                    "The authorization server answered with HTTP " + response.statusCode() + " instead of a token",
                    null);
        } catch (IOException | MalformedJsonException failure) {
            throw new ServerStartException(
                    "The authorization server of this test could not be asked for a token", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ServerStartException("Interrupted while a token was requested", stopped);
        }
    }
}
