/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.stateless;

import dev.mcpjunit.contract.internal.server.peer.ClientDialect;
import dev.mcpjunit.contract.internal.server.peer.HttpExchanges;
import dev.mcpjunit.contract.internal.server.peer.HttpPeer;
import dev.mcpjunit.contract.internal.server.peer.HttpReply;
import dev.mcpjunit.contract.internal.server.peer.Ids;
import dev.mcpjunit.contract.internal.server.peer.NoAnswerException;
import dev.mcpjunit.contract.internal.server.peer.Pages;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.internal.rpc.ArgumentHeaders;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.ProtocolEra;
import dev.mcpjunit.internal.rpc.RequestDialect;
import dev.mcpjunit.internal.wire.http.HttpClients;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.ProtocolRevision;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * One instance of a server of the stateless era, seen by one client.
 *
 * @param clients all clients of a check
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Replica(String name, McpEndpoint.Http endpoint, HttpPeer peer, Clients clients) {

    public static final ProtocolRevision REVISION = ProtocolRevision.STATELESS_REVISIONS.get(0);

    /** The clients of one check. They share connections, and no two requests have the same id. Closing ends them. */
    public static final class Clients implements AutoCloseable {

        private final Duration timeout;
        private final HttpClient shared = HttpExchanges.newClient();
        private final List<HttpPeer> peers = new ArrayList<>();
        private final Ids ids = new Ids();

        Clients(Duration timeout) {
            this.timeout = timeout;
        }

        Replica at(String name, McpEndpoint.Http endpoint) {
            return client(name, endpoint, JsonObject.EMPTY);
        }

        private Replica client(String name, McpEndpoint.Http endpoint, JsonObject capabilities) {
            var dialect = ClientDialect.of(REVISION).declaring(capabilities);
            return client(name, endpoint, new HttpPeer(endpoint, dialect, timeout, shared));
        }

        private Replica client(String name, McpEndpoint.Http endpoint, HttpPeer peer) {
            peers.add(peer);
            return new Replica(name, endpoint, peer, this);
        }

        @Override
        public void close() {
            peers.forEach(HttpPeer::close);
            HttpClients.end(shared);
        }
    }

    /** The same instance, seen by another client that can do more or less. */
    public Replica asNewClient(JsonObject capabilities) {
        return clients.client(name, endpoint, capabilities);
    }

    /** The same instance, seen by a client with a different name. */
    Replica asClientNamed(String name) {
        RequestDialect own = ClientDialect.of(REVISION).dialect();
        JsonObject info = own.clientInfo().toBuilder().put("name", name).build();
        var dialect = new ClientDialect(RequestDialect.of(REVISION, info, own.capabilities()));
        return clients.client(this.name, endpoint, new HttpPeer(endpoint, dialect, clients.timeout, clients.shared));
    }

    /** The same instance over a new connection. */
    public Replica reconnected() {
        return clients.client(name, endpoint, new HttpPeer(endpoint, ClientDialect.of(REVISION), clients.timeout));
    }

    /** A request that has not been sent yet, with an id of its own. */
    public JsonObject request(String method, JsonObject params) {
        return peer.request(clients.ids.next(), method, params);
    }

    public HttpReply post(String method, JsonObject params) throws NoAnswerException, InterruptedException {
        return peer.post(request(method, params));
    }

    /** Ask for a result. */
    public JsonObject ask(String method, JsonObject params) throws NoAnswerException, InterruptedException {
        return resultIn(post(method, params), method);
    }

    /** Call a tool, with the headers in which it wants its arguments repeated. */
    public JsonObject call(JsonObject params) throws NoAnswerException, InterruptedException {
        return resultIn(postCall(params), Methods.CALL_TOOL);
    }

    public HttpReply postCall(JsonObject params) throws NoAnswerException, InterruptedException {
        return peer.post(request(Methods.CALL_TOOL, params), headersFor(params));
    }

    private JsonObject resultIn(HttpReply reply, String method) throws NoAnswerException {
        return reply.result()
                .orElseThrow(() -> new NoAnswerException(
                        "(" + method + " to " + name + ") was answered with " + reply.describe()));
    }

    /** The headers in which a tool wants the arguments of a call repeated, as the tool's schema says. */
    public Map<String, String> headersFor(JsonObject call) throws NoAnswerException, InterruptedException {
        return argumentHeaders(call).of(call.object("arguments").orElse(JsonObject.EMPTY));
    }

    /** What the schema of the tool of a call says about such headers; nothing for an unknown tool. */
    ArgumentHeaders argumentHeaders(JsonObject call) throws NoAnswerException, InterruptedException {
        JsonObject schema = JsonObject.EMPTY;
        for (JsonValue entry : list(McpList.TOOLS)) {
            if (entry instanceof JsonObject tool && tool.string("name").equals(call.string("name"))) {
                schema = tool.object("inputSchema").orElse(JsonObject.EMPTY);
            }
        }
        return ArgumentHeaders.in(schema);
    }

    public JsonObject discover() throws NoAnswerException, InterruptedException {
        return ask(Methods.DISCOVER, JsonObject.EMPTY);
    }

    /** The lists that this server says it has. */
    public static List<McpList> lists(JsonObject discovered) {
        JsonObject capabilities = discovered.object("capabilities").orElse(JsonObject.EMPTY);
        return Stream.of(McpList.values())
                .filter(list -> capabilities.has(list.capability()))
                .toList();
    }

    /** What a list has, over all its pages. */
    public List<JsonValue> list(McpList list) throws NoAnswerException, InterruptedException {
        return list(list, List.of(this));
    }

    /** What a list has, when each page is asked of the next replica. */
    public static List<JsonValue> list(McpList list, List<Replica> inTurn)
            throws NoAnswerException, InterruptedException {
        return pages(list, inTurn).all().stream()
                .flatMap(page -> page.array(list.member()).orElse(JsonArray.EMPTY).items().stream())
                .toList();
    }

    /** The pages of a list, each from the next replica. */
    public static Pages pages(McpList list, List<Replica> inTurn) {
        return new Pages(list, ProtocolEra.STATELESS, (number, params) -> inTurn.get(number % inTurn.size())
                .ask(list.method(), params));
    }

    /** The address of an entry of the list of resources. */
    public static String uriOf(JsonValue resource) {
        return resource instanceof JsonObject object ? object.string("uri").orElse("") : "";
    }
}
