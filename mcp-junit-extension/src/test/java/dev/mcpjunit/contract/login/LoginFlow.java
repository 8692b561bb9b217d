/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The login of a client that is written by hand: all of the flow, with one flaw or none. */
final class LoginFlow {

    private static final String REDIRECT = "http://127.0.0.1:9/callback";
    private static final String RESOURCE = "/.well-known/oauth-protected-resource";

    private final HttpClient http;
    private final LoginSetup setup;
    private final LoginFlaw flaw;
    private final Set<String> scopes = new LinkedHashSet<>();
    private String issuer = "";
    private JsonObject server = JsonObject.EMPTY;
    private String clientId = "";
    private String accessToken = "";
    private String refreshToken = "";
    private long end = Long.MAX_VALUE;
    private String secret = "";
    private int logins;
    private boolean isOpenId;
    private final Set<String> replaced = ConcurrentHashMap.newKeySet();

    LoginFlow(HttpClient http, LoginSetup setup, LoginFlaw flaw) {
        this.http = http;
        this.setup = setup;
        this.flaw = flaw;
    }

    private boolean has(LoginFlaw other) {
        return flaw == other;
    }

    /** Log in before the first request, with the scopes that the metadata lists. */
    synchronized void logInEagerly() throws Exception {
        URI base = setup.endpoint().uri();
        Optional<JsonObject> metadata = document(base.resolve(RESOURCE + base.getPath()));
        if (metadata.isEmpty()) {
            return;
        }
        boolean unused = discover("");
        metadata.get()
                .array("scopes_supported")
                .orElseThrow()
                .items()
                .forEach(scope -> scopes.add(((JsonString) scope).value()));
        authorize(scopes);
    }

    synchronized String token() throws Exception {
        boolean isOver = has(LoginFlaw.REFRESHES_ONLY_IN_TIME) && !refreshToken.isEmpty() && System.nanoTime() > end;
        if (isOver && !refreshed()) {
            throw new IOException("Unauthorized: the refresh was refused");
        }
        return accessToken;
    }

    /** Replace a token that was refused, unless another thread has done so. */
    void replace(String refused, String challenge) throws Exception {
        if (!has(LoginFlaw.ASKS_USER_WHILE_REFRESHING) || refused.isEmpty()) {
            replaceAlone(refused, challenge);
        } else if (replaced.add(refused)) {
            boolean unused = refreshed();
        } else {
            synchronized (this) {
                authorize(wanted(challenge));
            }
        }
    }

    private synchronized void replaceAlone(String refused, String challenge) throws Exception {
        if (!refused.equals(accessToken) && !has(LoginFlaw.REFRESHES_FOR_EACH_CALL)) {
            return;
        }
        boolean isFinal = has(LoginFlaw.FAILS_WHEN_EXPIRED) || has(LoginFlaw.REFRESHES_ONLY_IN_TIME);
        if (!refused.isEmpty() && isFinal) {
            throw new IOException("HTTP 401 Unauthorized");
        }
        boolean isSameIssuer = discover(challenge);
        boolean hasRefreshToken = !refreshToken.isEmpty() && !has(LoginFlaw.ASKS_USER_AGAIN);
        if (hasRefreshToken && (isSameIssuer || has(LoginFlaw.REUSES_REFRESH_TOKEN)) && refreshed()) {
            return;
        }
        authorize(wanted(challenge));
    }

    /** Ask for a scope that the token lacks. */
    synchronized void stepUp(String challenge) throws Exception {
        if (has(LoginFlaw.NEVER_STEPS_UP)) {
            throw new IOException("HTTP 403 Forbidden: insufficient_scope");
        }
        if (has(LoginFlaw.FORGETS_SCOPES)) {
            scopes.clear();
        }
        scopes.addAll(LoginText.words(LoginText.parameter(challenge, "scope")));
        authorize(scopes);
    }

    private Set<String> wanted(String challenge) {
        if (scopes.isEmpty() && !has(LoginFlaw.ASKS_FOR_NO_SCOPE_AT_FIRST)) {
            scopes.addAll(
                    has(LoginFlaw.ASKS_FOR_ALL_SCOPES)
                            ? Set.of("weather:read", "weather:write", "weather:admin")
                            : LoginText.words(LoginText.parameter(challenge, "scope")));
        }
        return scopes;
    }

    /** Find the authorization server; returns whether it is that of the last login. */
    private boolean discover(String challenge) throws Exception {
        JsonObject resource = resourceMetadata(challenge);
        String named = resource.string("resource").orElse("");
        if (!isThisServer(named)) {
            throw new IOException("Unauthorized: the metadata is about " + named);
        }
        String found = ((JsonString) resource.array("authorization_servers")
                        .orElseThrow()
                        .items()
                        .get(0))
                .value();
        boolean isSame = found.equals(issuer);
        if (!isSame) {
            if (has(LoginFlaw.CRASHES_AT_NEXT_ISSUER) && !issuer.isEmpty()) {
                JsonObject unused = serverMetadata(found);
                throw new IllegalStateException("An unknown state");
            }
            server = serverMetadata(found);
            if (has(LoginFlaw.REVOKES_REFRESH_TOKEN_AT_NEXT_ISSUER) && !refreshToken.isEmpty()) {
                revoke(refreshToken);
            }
            boolean reuses = has(LoginFlaw.REUSES_CLIENT_ID) || has(LoginFlaw.REUSES_CLIENT_ID_IN_HEADER);
            if (!reuses && !has(LoginFlaw.REUSES_REFRESH_TOKEN)) {
                clientId = "";
            }
            issuer = found;
        }
        return isSame;
    }

    private void revoke(String token) throws Exception {
        HttpRequest.Builder request = LoginText.form(endpoint("revocation_endpoint"), Map.of("token", token));
        HttpResponse<Void> unused = http.send(request.build(), BodyHandlers.discarding());
    }

    private boolean isThisServer(String named) {
        URI own = setup.endpoint().uri();
        return switch (flaw) {
            case TRUSTS_ANY_RESOURCE -> true;
            case COMPARES_HOSTS_OF_RESOURCES ->
                own.getHost().equals(URI.create(named).getHost());
            case COMPARES_ORIGINS_OF_RESOURCES ->
                own.getAuthority().equals(URI.create(named).getAuthority());
            case ACCEPTS_MISSING_RESOURCE -> named.isEmpty() || named.equals(own.toString());
            default -> named.equals(own.toString());
        };
    }

    private JsonObject resourceMetadata(String challenge) throws Exception {
        URI base = setup.endpoint().uri();
        Optional<String> named = LoginText.parameter(challenge, "resource_metadata");
        if (has(LoginFlaw.PREFERS_WELL_KNOWN_METADATA)) {
            Optional<JsonObject> first = document(base.resolve(RESOURCE + base.getPath()));
            if (first.isPresent()) {
                return first.get();
            }
        }
        if (named.isPresent() && !has(LoginFlaw.IGNORES_CHALLENGE)) {
            return document(URI.create(named.get())).orElseThrow(() -> new IOException("Unauthorized, no metadata"));
        }
        if (has(LoginFlaw.NEEDS_HINT)) {
            throw new IOException("Unauthorized, and the challenge has no resource_metadata");
        }
        Optional<JsonObject> found = document(base.resolve(RESOURCE + base.getPath()));
        if (found.isEmpty() && !has(LoginFlaw.KNOWS_NO_ROOT_METADATA)) {
            found = document(base.resolve(RESOURCE));
        }
        return found.orElseThrow(() -> new IOException("Unauthorized, no metadata"));
    }

    private JsonObject serverMetadata(String found) throws Exception {
        Optional<JsonObject> metadata = document(URI.create(found + "/.well-known/oauth-authorization-server"));
        isOpenId = metadata.isEmpty();
        if (isOpenId && !has(LoginFlaw.KNOWS_NO_OPENID_DISCOVERY)) {
            metadata = document(URI.create(found + "/.well-known/openid-configuration"));
        }
        JsonObject document =
                metadata.orElseThrow(() -> new IOException("Unauthorized, no metadata of the authorization server"));
        Optional<String> named = document.string("issuer");
        boolean isAccepted = has(LoginFlaw.TRUSTS_ANY_ISSUER)
                || (has(LoginFlaw.TRUSTS_ANY_OPENID_ISSUER) && isOpenId)
                || (has(LoginFlaw.ACCEPTS_MISSING_ISSUER_OF_METADATA) && named.isEmpty());
        if (!isAccepted && !named.equals(Optional.of(found))) {
            throw new IOException("Unauthorized: the metadata is that of another issuer");
        }
        boolean assumesPkce =
                has(LoginFlaw.ASSUMES_PKCE) || (has(LoginFlaw.ASSUMES_PKCE_OF_OPENID_PROVIDERS) && isOpenId);
        if (document.array("code_challenge_methods_supported").isEmpty() && !assumesPkce) {
            throw new IOException("Unauthorized: the authorization server does not support PKCE");
        }
        return document;
    }

    private Optional<JsonObject> document(URI uri) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (has(LoginFlaw.SENDS_TOKEN_TO_ISSUERS) && !accessToken.isEmpty()) {
            request.header("Authorization", "Bearer " + accessToken);
        }
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        return response.statusCode() == 200 ? Optional.of((JsonObject) Json.parse(response.body())) : Optional.empty();
    }

    private void authorize(Set<String> wanted) throws Exception {
        logins++;
        if (has(LoginFlaw.PREFERS_PUBLIC_DOCUMENT) && server.has("client_id_metadata_document_supported")) {
            clientId = "https://app.example.com/client.json";
        } else if (clientId.isEmpty()) {
            clientId = register();
        }
        if (has(LoginFlaw.REUSES_CLIENT_ID_IN_HEADER)) {
            logInAsClient(wanted);
            return;
        }
        boolean isFirst = logins == 1;
        String verifier = has(LoginFlaw.SHORT_VERIFIER)
                ? "short" + logins
                : has(LoginFlaw.CONSTANT_VERIFIER) ? "a".repeat(43) : UUID.randomUUID() + "-" + UUID.randomUUID();
        String state = has(LoginFlaw.CONSTANT_STATE) ? "1" : UUID.randomUUID().toString();
        String redirectUri =
                has(LoginFlaw.LISTENS_ON_ANY_PORT) ? REDIRECT.replace(":9/", ":" + (9 + logins) + "/") : REDIRECT;
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", clientId);
        query.put("redirect_uri", redirectUri);
        query.put("scope", String.join(" ", wanted));
        if (!has(LoginFlaw.SENDS_NO_STATE) && (isFirst || !has(LoginFlaw.SENDS_NO_STATE_LATER))) {
            query.put("state", state);
        }
        if (!has(LoginFlaw.AUTHORIZES_WITHOUT_RESOURCE)
                && (isFirst || !has(LoginFlaw.AUTHORIZES_WITHOUT_RESOURCE_LATER))) {
            query.put("resource", resource());
        }
        if (!has(LoginFlaw.NO_PKCE) && (isFirst || !has(LoginFlaw.NO_PKCE_LATER))) {
            boolean isPlain = has(LoginFlaw.PLAIN_PKCE);
            query.put("code_challenge", isPlain ? verifier : LoginText.s256(verifier));
            query.put("code_challenge_method", isPlain ? "plain" : "S256");
        }
        URI answer = setup.browse(URI.create(endpoint("authorization_endpoint") + "?" + LoginText.print(query)));
        Map<String, String> answered = LoginText.parse(answer.getRawQuery());
        verify(answered, state);
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", answered.getOrDefault("code", ""));
        form.put("redirect_uri", redirectUri);
        form.put("code_verifier", has(LoginFlaw.WRONG_VERIFIER) ? "another-" + verifier : verifier);
        if (!has(LoginFlaw.EXCHANGES_WITHOUT_RESOURCE)) {
            form.put("resource", resource());
        }
        if (!exchange(form)) {
            throw new IOException("Unauthorized: the authorization server refused the code");
        }
    }

    private void verify(Map<String, String> answered, String state) throws IOException {
        boolean checksState = !has(LoginFlaw.SENDS_NO_STATE)
                && !has(LoginFlaw.IGNORES_STATE)
                && !(has(LoginFlaw.SENDS_NO_STATE_LATER) && logins > 1)
                && !(has(LoginFlaw.ACCEPTS_MISSING_STATE) && answered.get("state") == null);
        if (checksState && !state.equals(answered.get("state"))) {
            throw new IOException("Unauthorized: the answer has another state");
        }
        String iss = answered.get("iss");
        if (has(LoginFlaw.COMPARES_ANNOUNCED_ISSUERS_ONLY)
                && !server.has("authorization_response_iss_parameter_supported")) {
            return;
        }
        if (has(LoginFlaw.COMPARES_HOSTS_OF_ISSUERS)
                && iss != null
                && URI.create(iss).getHost().equals(URI.create(issuer).getHost())) {
            return;
        }
        boolean isAccepted = iss == null
                ? has(LoginFlaw.ACCEPTS_MISSING_ISSUER)
                : iss.equals(server.string("issuer").orElse(""));
        if (!isAccepted && !has(LoginFlaw.IGNORES_ISSUER_OF_ANSWERS)) {
            throw new IOException("Unauthorized: the answer is that of another issuer");
        }
    }

    private void logInAsClient(Set<String> wanted) throws Exception {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("scope", String.join(" ", wanted));
        form.put("resource", resource());
        if (!exchange(form)) {
            throw new IOException("Unauthorized: the authorization server does not know the client");
        }
    }

    private String register() throws Exception {
        JsonObject metadata = JsonObject.builder()
                .put("client_name", "client of a test")
                .put("redirect_uris", List.of(REDIRECT))
                .put(
                        "token_endpoint_auth_method",
                        has(LoginFlaw.REUSES_CLIENT_ID_IN_HEADER) ? "client_secret_basic" : "none")
                .put("application_type", "native")
                .build();
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(endpoint("registration_endpoint")))
                        .POST(BodyPublishers.ofString(metadata.toString()))
                        .build(),
                BodyHandlers.ofString());
        var registered = (JsonObject) Json.parse(response.body());
        secret = registered.string("client_secret").orElse("");
        return registered.string("client_id").orElseThrow();
    }

    private boolean refreshed() throws Exception {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refreshToken);
        if (!has(LoginFlaw.REFRESHES_WITHOUT_RESOURCE)) {
            form.put("resource", resource());
        }
        String old = refreshToken;
        boolean isGranted = exchange(form);
        if (has(LoginFlaw.KEEPS_OLD_REFRESH_TOKEN)) {
            refreshToken = old;
            if (!isGranted) {
                throw new IOException("Unauthorized: the refresh was refused");
            }
        }
        return isGranted;
    }

    private boolean exchange(Map<String, String> form) throws Exception {
        boolean isInQuery = has(LoginFlaw.REFRESHES_BY_QUERY) && form.containsKey("refresh_token");
        String query = isInQuery ? "?refresh_token=" + form.get("refresh_token") : "";
        if (!has(LoginFlaw.REUSES_CLIENT_ID_IN_HEADER)) {
            form.put("client_id", clientId);
        }
        HttpRequest.Builder request = LoginText.form(endpoint("token_endpoint") + query, form);
        if (has(LoginFlaw.REUSES_CLIENT_ID_IN_HEADER)) {
            byte[] credentials = (clientId + ":" + secret).getBytes(UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
        }
        if (has(LoginFlaw.SENDS_TOKEN_TO_ISSUERS) && !accessToken.isEmpty()) {
            request.header("Authorization", "Bearer " + accessToken);
        }
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            return false;
        }
        var tokens = (JsonObject) Json.parse(response.body());
        accessToken = tokens.string("access_token").orElseThrow();
        refreshToken = tokens.string("refresh_token").orElse(refreshToken);
        long seconds = Long.parseLong(String.valueOf(tokens.get("expires_in")));
        end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        return true;
    }

    private String endpoint(String name) {
        return server.string(name).orElseThrow();
    }

    private String resource() {
        return has(LoginFlaw.NAMES_ANOTHER_RESOURCE)
                ? "https://other.example.com/mcp"
                : setup.endpoint().uri().toString();
    }
}
