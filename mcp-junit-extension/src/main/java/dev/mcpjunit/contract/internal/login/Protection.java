/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.login;

import dev.mcpjunit.contract.internal.login.ScriptedServer.Reply;
import dev.mcpjunit.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Which requests a protected server refuses, and what it says about itself. Checks change it; thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Protection {

    /** The scope of the first challenge. */
    public static final String SCOPE = "weather:read";

    /** What the metadata lists. */
    static final List<String> SUPPORTED = List.of(SCOPE, "weather:write", "weather:admin");

    private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";
    private static final Pattern QUERY_TOKEN = Pattern.compile("(?:^|&)access_token=([^&]*)");

    /** How long concurrent requests wait for each other. */
    private static final Duration TOGETHER = Duration.ofSeconds(2);

    /** Where a client finds the metadata. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public enum MetadataPlace {
        /** At the well-known address with the path, which the challenge names. */
        USUAL("/.well-known/oauth-protected-resource/mcp"),
        /** At an address that only the challenge names. */
        IN_CHALLENGE("/about/this-server.json"),
        /** At the well-known address with the path; the challenge names none. */
        WELL_KNOWN_WITH_PATH("/.well-known/oauth-protected-resource/mcp"),
        /** At the well-known address without a path; the challenge names none. */
        WELL_KNOWN_AT_ROOT(WELL_KNOWN);

        private final String path;

        MetadataPlace(String path) {
            this.path = path;
        }

        boolean isNamed() {
            return this == USUAL || this == IN_CHALLENGE;
        }
    }

    private final URI address;
    private volatile ScriptedIssuer trusted;
    private volatile MetadataPlace place = MetadataPlace.USUAL;
    private volatile Optional<String> resource;
    private volatile @Nullable ScriptedIssuer elsewhere;
    private volatile boolean refusesAll;
    private volatile @Nullable String requiredScope;
    private volatile @Nullable String ungrantedScope;
    private volatile @Nullable Reply redirect;
    private volatile @Nullable String lost;
    private volatile Runnable afterLoss = () -> {};
    private volatile CountDownLatch together = new CountDownLatch(0);

    Protection(URI address, ScriptedIssuer trusted) {
        this.address = address;
        this.trusted = trusted;
        this.resource = Optional.of(address.toString());
    }

    /** Take tokens of this authorization server only, and name it in the metadata. */
    public void trust(ScriptedIssuer issuer) {
        trusted = issuer;
    }

    ScriptedIssuer trusted() {
        return trusted;
    }

    /** Serve the metadata elsewhere. */
    public void placeMetadata(MetadataPlace where) {
        place = where;
    }

    /** Name another resource in the metadata, or none. */
    public void nameResource(Optional<URI> other) {
        resource = other.map(URI::toString);
    }

    /** Serve other metadata at the well-known address with the path, which names an authorization server. */
    public void nameElsewhere(ScriptedIssuer issuer) {
        elsewhere = issuer;
    }

    /** Refuse each request with 401. */
    public void refuseAll() {
        refusesAll = true;
    }

    /** Refuse calls of tools without a scope. */
    public void requireScope(String scope) {
        requiredScope = scope;
    }

    /** Refuse calls of tools for a scope, even if a token has it. */
    public void requireScopeForever(String scope) {
        ungrantedScope = scope;
    }

    /** Redirect calls of tools, with this status. */
    public void redirectCalls(int status, URI to) {
        redirect = new Reply(status, Map.of("Location", to.toString()), "");
    }

    /** Execute calls of a tool, and lose the answers. */
    public void loseAnswersOf(String tool) {
        loseAnswersOf(tool, () -> {});
    }

    /** The same, with what happens then. */
    public void loseAnswersOf(String tool, Runnable then) {
        afterLoss = then;
        lost = tool;
    }

    /** The answer of a call is lost. */
    void lose() {
        afterLoss.run();
    }

    /** Let the next refusals wait for each other. */
    public void refuseTogether(int count) {
        together = new CountDownLatch(count);
    }

    boolean losesAnswerOf(Optional<String> tool) {
        return tool.isPresent() && tool.get().equals(lost);
    }

    static Optional<String> tokenIn(String query) {
        Matcher found = QUERY_TOKEN.matcher(query);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** How a request is refused; empty if it is not. */
    Optional<Reply> refusal(Optional<String> tool, Optional<String> token) {
        var scopes = token.flatMap(text -> trusted.issuer().scopesOfActive(text));
        if (refusesAll || scopes.isEmpty()) {
            waitForOthers();
            return Optional.of(challenge(401, token.isPresent() ? "invalid_token" : "", SCOPE));
        }
        Reply redirected = redirect;
        if (tool.isPresent() && redirected != null) {
            return Optional.of(redirected);
        }
        String ungranted = ungrantedScope;
        if (tool.isPresent() && ungranted != null) {
            return Optional.of(challenge(403, "insufficient_scope", ungranted));
        }
        String needed = requiredScope;
        if (tool.isPresent() && needed != null && !scopes.get().contains(needed)) {
            return Optional.of(challenge(403, "insufficient_scope", needed));
        }
        return Optional.empty();
    }

    private void waitForOthers() {
        CountDownLatch others = together;
        others.countDown();
        try {
            boolean unused = others.await(TOGETHER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        together = new CountDownLatch(0);
    }

    private Reply challenge(int status, String error, String scope) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("scope", scope);
        if (!error.isEmpty()) {
            parameters.put("error", error);
        }
        if (place.isNamed()) {
            parameters.put("resource_metadata", address.resolve(place.path).toString());
        }
        var header = new StringBuilder("Bearer");
        parameters.forEach((name, value) -> header.append(header.indexOf("=") < 0 ? " " : ", ")
                .append(name)
                .append("=\"")
                .append(value)
                .append('"'));
        return new Reply(status, Map.of("WWW-Authenticate", header.toString()), "");
    }

    Reply document(String path) {
        ScriptedIssuer decoy = elsewhere;
        if (path.equals(place.path)) {
            return metadata(trusted);
        }
        return decoy != null && path.equals(MetadataPlace.WELL_KNOWN_WITH_PATH.path)
                ? metadata(decoy)
                : Reply.empty(404);
    }

    private Reply metadata(ScriptedIssuer issuer) {
        JsonObject.Builder metadata = JsonObject.builder()
                .put("authorization_servers", List.of(issuer.address()))
                .put("scopes_supported", SUPPORTED)
                .put("bearer_methods_supported", List.of("header"));
        resource.ifPresent(named -> metadata.put("resource", named));
        return new Reply(
                200,
                Map.of("Content-Type", "application/json"),
                metadata.build().toString());
    }
}
