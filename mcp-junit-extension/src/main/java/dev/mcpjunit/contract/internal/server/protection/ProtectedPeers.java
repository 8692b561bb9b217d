/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.protection;

import dev.mcpjunit.authorization.AuthorizationServer;
import dev.mcpjunit.authorization.TokenBuilder;
import dev.mcpjunit.authorization.internal.client.MetadataDocument;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.peer.ClientDialect;
import dev.mcpjunit.contract.internal.server.peer.HttpExchanges;
import dev.mcpjunit.contract.internal.server.peer.HttpPeer;
import dev.mcpjunit.contract.internal.server.peer.HttpReply;
import dev.mcpjunit.contract.internal.server.peer.Ids;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.rule.Rule;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.contract.server.DeclaredProtection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.internal.rpc.McpHeaders;
import dev.mcpjunit.internal.wire.http.HttpClients;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.ServerDescription;
import dev.mcpjunit.server.RunningServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;
import org.opentest4j.AssertionFailedError;

/** Clients with tokens, right, wrong or none, of one server. Closing them ends all sessions that they opened. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ProtectedPeers implements AutoCloseable {

    public static final String ALICE = "alice";
    public static final String BOB = "bob";

    /** The capabilities of a client that can be asked anything. */
    public static final JsonObject ASKABLE =
            (JsonObject) Json.parse("{\"elicitation\":{\"form\":{},\"url\":{}},\"sampling\":{},\"roots\":{}}");

    public static final String HEADER = "Authorization";

    private final String server;
    private final McpEndpoint.Http endpoint;
    private final ServerDescription description;
    private final AuthorizationServer authorization;
    private final DeclaredProtection declared;
    private final HttpClient client = HttpExchanges.newClient();
    private final List<HttpPeer> peers = new ArrayList<>();

    public ProtectedPeers(
            RunningServer running,
            McpConnection connection,
            AuthorizationServer authorization,
            DeclaredProtection declared) {
        if (!(running.endpoint() instanceof McpEndpoint.Http http)) {
            throw Finding.notApplicable("server '" + running.name() + "' is not reached by HTTP, but by "
                    + running.endpoint().describe());
        }
        this.server = running.name();
        this.endpoint = http;
        this.description = connection.server();
        this.authorization = declared.trusted().orElse(authorization);
        this.declared = declared;
    }

    public HttpClient client() {
        return client;
    }

    public McpEndpoint.Http endpoint() {
        return endpoint;
    }

    public ServerDescription description() {
        return description;
    }

    public DeclaredProtection declared() {
        return declared;
    }

    public AuthorizationServer authorization() {
        return authorization;
    }

    /** The authorization servers whose tokens the server accepts. */
    public Set<String> trustedIssuers() {
        var trusted = new LinkedHashSet<String>();
        trusted.add(authorization.issuer().toString());
        trusted.addAll(declared.otherIssuers());
        return trusted;
    }

    public RuleCheck check(Rule rule) {
        return new RuleCheck(rule, server, endpoint.describe(), description.protocol());
    }

    /** The resource that the server is. */
    public String resource() {
        return declared.audience().orElseGet(() -> endpoint.uri().toString());
    }

    /** A token that is valid for everything that is declared, to be changed in one way. */
    public TokenBuilder token(Set<String> scopes) {
        return authorization.token().subject(ALICE).audience(resource()).scopes(scopes.toArray(String[]::new));
    }

    public String goodToken() {
        return token(declared.allScopes()).issue();
    }

    public String goodTokenOf(String subject) {
        return token(declared.allScopes()).subject(subject).issue();
    }

    /** A client without a token. */
    public HttpPeer anonymous() {
        return peer(endpoint.uri(), headers());
    }

    public HttpPeer withToken(String token) {
        Map<String, String> headers = headers();
        headers.put(HEADER, "Bearer " + token);
        return peer(endpoint.uri(), headers);
    }

    public HttpPeer withTokenInQuery(String token) {
        URI uri = endpoint.uri();
        String query = (uri.getRawQuery() == null ? "" : uri.getRawQuery() + "&") + "access_token=" + token;
        return peer(URI.create(uri.toString().replaceAll("[?#].*", "") + "?" + query), headers());
    }

    private Map<String, String> headers() {
        var headers = new LinkedHashMap<>(endpoint.headers());
        headers.keySet().removeIf(name -> name.equalsIgnoreCase(HEADER));
        return headers;
    }

    private HttpPeer peer(URI uri, Map<String, String> headers) {
        var peer = new HttpPeer(
                new McpEndpoint.Http(uri, headers),
                ClientDialect.of(description.protocol()),
                declared.answersWithin(),
                client);
        peers.add(peer);
        return peer;
    }

    /** A client with its session, if the server has sessions. */
    public record Opened(HttpPeer peer, Map<String, String> session) {

        HttpReply post(JsonObject message) throws NoAnswerException, InterruptedException {
            return peer.post(message);
        }
    }

    /** Open a session as a client does that may do everything. */
    public Opened opened(String token) throws InterruptedException {
        try {
            return open(withToken(token));
        } catch (NoAnswerException refused) {
            throw new IllegalStateException(
                    "Server '" + server + "' could not be checked, because a request with a valid token for "
                            + resource()
                            + " of the issuer " + authorization.issuer() + " " + refused.how()
                            + " Configure the server for this issuer and audience, or declare another audience:"
                            + " DeclaredProtection.audience(…).",
                    refused);
        }
    }

    /** Open a session for another user, who may be unknown to the server. */
    public Opened openedBy(String subject) throws InterruptedException {
        try {
            return open(withToken(goodTokenOf(subject)));
        } catch (NoAnswerException refused) {
            throw Finding.inconclusive("a request of the user '" + subject + "' with a valid token " + refused.how());
        }
    }

    private static Opened open(HttpPeer peer) throws NoAnswerException, InterruptedException {
        HttpReply opening = peer.open();
        return new Opened(
                peer,
                opening.headers()
                        .firstValue(McpHeaders.SESSION)
                        .map(id -> Map.of(McpHeaders.SESSION, id))
                        .orElseGet(Map::of));
    }

    /** End a session with another token of its user, because its own will not be valid any more. */
    public void endWithGoodToken(Opened opened) {
        HttpPeer closing = withToken(goodToken());
        opened.session().values().forEach(closing::endLater);
    }

    /** The method of the request by which a client without a valid token is tried. */
    public String probeMethod() {
        String opening =
                anonymous().dialect().opening(Ids.number(31)).string("method").orElse("");
        return declared.isOpen(opening)
                ? requests().keySet().stream()
                        .findFirst()
                        .orElseThrow(() -> Finding.notApplicable(
                                opening + " is declared to need no token, and so is all that could be tried instead;"
                                        + " see DeclaredProtection.open(…)"))
                : opening;
    }

    /** The requests after the first one that need a token. */
    public Map<String, JsonObject> requests() {
        return ProtectedRequests.all(description, declared);
    }

    /** The request by which a client without a valid token is tried. */
    public HttpReply probe(HttpPeer peer) throws NoAnswerException, InterruptedException {
        String method = probeMethod();
        JsonObject opening = peer.dialect().opening(Ids.number(31));
        if (opening.string("method").orElse("").equals(method)) {
            return peer.post(opening);
        }
        Map<String, String> session = opened(goodToken()).session();
        return peer.post(
                peer.request(Ids.number(32), method, requests().getOrDefault(method, JsonObject.EMPTY)), session);
    }

    /** The same for a client with a token. */
    public HttpReply probe(String token) throws NoAnswerException, InterruptedException {
        return probe(withToken(token));
    }

    /** A list and a call of a client with a token, in a session that is already there. */
    public Map<String, HttpReply> goOn(String token, Map<String, String> session)
            throws NoAnswerException, InterruptedException {
        var replies = new LinkedHashMap<String, HttpReply>();
        HttpPeer peer = withToken(token);
        for (Map.Entry<String, JsonObject> request :
                ProtectedRequests.some(description, declared).entrySet()) {
            JsonObject message = peer.request(Ids.number(33), request.getKey(), request.getValue());
            replies.put(request.getKey(), peer.post(message, session));
        }
        return replies;
    }

    /** What is said about a server that is not protected at all. */
    private String unprotected(HttpReply reply) {
        return "server '" + server + "' requires no authorization: it answers a client without a token with HTTP "
                + reply.status() + ", and has no metadata of a protected resource";
    }

    /** Say so about a server that is not protected at all, by failing. */
    public void requireProtection(HttpReply anonymous) throws InterruptedException {
        if (isUnprotected(anonymous)) {
            String sentence = unprotected(anonymous);
            throw new AssertionFailedError(
                    "S" + sentence.substring(1) + ". Protect it, or do not hold it to ProtectedServerContract.");
        }
    }

    /** Leave out the other checks of a server that is not protected at all. */
    public void skipUnprotected() throws InterruptedException {
        try {
            HttpReply anonymous = probe(anonymous());
            if (isUnprotected(anonymous)) {
                throw Finding.notApplicable(unprotected(anonymous));
            }
        } catch (NoAnswerException silent) {
            // The check of clients without a token is about that.
        }
    }

    private boolean isUnprotected(HttpReply anonymous) throws InterruptedException {
        return anonymous.status() / 100 == 2
                && anonymous.response().isPresent()
                && MetadataDocument.ofResource(endpoint.uri(), declared.answersWithin(), client)
                        .isEmpty();
    }

    @Override
    public void close() {
        peers.forEach(HttpPeer::endSessions);
        HttpClients.end(client);
    }
}
