/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sends the requests of OAuth one by one. */
final class OAuthClient {

    static final String REDIRECT = "http://127.0.0.1:9/callback";
    static final String VERIFIER = "a-verifier-that-is-long-enough-to-be-one-0123456789";

    private final String issuer;
    private final HttpClient http = HttpClient.newHttpClient();

    OAuthClient(AuthorizationServer server) {
        this.issuer = server.issuer().toString();
    }

    HttpResponse<String> get(String path) throws Exception {
        URI uri = path.startsWith("/") ? URI.create(issuer + path) : URI.create(path);
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    JsonObject json(String path) throws Exception {
        return (JsonObject) Json.parse(get(path).body());
    }

    HttpResponse<String> register(String metadata) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(issuer + "/register")).POST(BodyPublishers.ofString(metadata)));
    }

    /** A public client with one redirect URI. */
    String registered() throws Exception {
        String metadata = "{\"client_name\":\"test\",\"token_endpoint_auth_method\":\"none\",\"redirect_uris\":[\""
                + REDIRECT + "\"]}";
        return object(register(metadata)).string("client_id").orElseThrow();
    }

    /** The parameters of the answer to an authorization request. */
    Map<String, String> authorize(String client, String... more) throws Exception {
        HttpResponse<String> response = get("/authorize?" + authorization(client, more));
        String location = response.headers().firstValue("Location").orElseThrow();
        Map<String, String> answer = new LinkedHashMap<>();
        for (String pair : location.substring(location.indexOf('?') + 1).split("&", -1)) {
            String[] parts = pair.split("=", 2);
            answer.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
        }
        return answer;
    }

    static String authorization(String client, String... more) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(UTF_8));
        var query = form(
                "response_type",
                "code",
                "client_id",
                client,
                "redirect_uri",
                REDIRECT,
                "state",
                "state-1",
                "code_challenge",
                Base64.getUrlEncoder().withoutPadding().encodeToString(hash),
                "code_challenge_method",
                "S256");
        query.putAll(form(more));
        query.values().removeIf(String::isEmpty);
        return print(query);
    }

    HttpResponse<String> token(String... parameters) throws Exception {
        return post("/token", parameters);
    }

    /** Exchange a code. */
    HttpResponse<String> exchange(String client, String code, String... more) throws Exception {
        Map<String, String> form = form(
                "grant_type", "authorization_code",
                "client_id", client,
                "code", code,
                "redirect_uri", REDIRECT,
                "code_verifier", VERIFIER);
        form.putAll(form(more));
        return post("/token", form);
    }

    HttpResponse<String> refresh(String client, String token) throws Exception {
        return token("grant_type", "refresh_token", "client_id", client, "refresh_token", token);
    }

    boolean isActive(String token) throws Exception {
        return object(post("/introspect", "token", token)).bool("active").orElseThrow();
    }

    HttpResponse<String> post(String path, String... parameters) throws Exception {
        return post(path, form(parameters));
    }

    private HttpResponse<String> post(String path, Map<String, String> form) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(issuer + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(print(form))));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    static JsonObject object(HttpResponse<String> response) {
        return (JsonObject) Json.parse(response.body());
    }

    /** The claims of a JWT; who looks at them here trusts the server. */
    static JsonObject claims(String token) {
        return (JsonObject) Json.parse(new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), UTF_8));
    }

    private static Map<String, String> form(String... namesAndValues) {
        Map<String, String> form = new LinkedHashMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            form.put(namesAndValues[at], namesAndValues[at + 1]);
        }
        return form;
    }

    private static String print(Map<String, String> form) {
        return form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
                .collect(joining("&"));
    }
}
