/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.internal.rpc.ArgumentHeaders;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.ProtocolRevision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One instance of a server of the stateless era, over a connection of its own. */
record Replica(String name, McpEndpoint.Http endpoint, HttpPeer peer) {

    static final ProtocolRevision REVISION = ProtocolRevision.STATELESS_REVISIONS.get(0);

    /** A list without end must not keep the check waiting forever. */
    private static final int PAGES = 200;

    static Replica at(String name, McpEndpoint.Http endpoint, Duration timeout) {
        return new Replica(name, endpoint, new HttpPeer(endpoint, ClientDialect.of(REVISION), timeout));
    }

    /** The same instance over a new connection, by a client that can do more or less. */
    Replica anew(Duration timeout, JsonObject capabilities) {
        return new Replica(
                name,
                endpoint,
                new HttpPeer(endpoint, ClientDialect.of(REVISION).declaring(capabilities), timeout));
    }

    /** Ask for a result. */
    JsonObject ask(String method, JsonObject params) throws NoAnswerException, InterruptedException {
        return resultIn(peer.post(peer.request(Ids.number(1), method, params)), method);
    }

    /** Call a tool, with the headers in which it wants its arguments repeated. */
    JsonObject call(JsonObject params) throws NoAnswerException, InterruptedException {
        HttpReply reply = peer.post(peer.request(Ids.number(1), Methods.CALL_TOOL, params), headersFor(params));
        return resultIn(reply, Methods.CALL_TOOL);
    }

    private JsonObject resultIn(HttpReply reply, String method) throws NoAnswerException {
        return reply.result()
                .orElseThrow(() -> new NoAnswerException(
                        "(" + method + " to " + name + ") was answered with " + reply.describe()));
    }

    /** The headers in which a tool wants the arguments of a call repeated, as the tool's schema says. */
    Map<String, String> headersFor(JsonObject call) throws NoAnswerException, InterruptedException {
        var headers = new TreeMap<String, String>();
        for (JsonValue entry : list(McpList.TOOLS)) {
            if (entry instanceof JsonObject tool && tool.string("name").equals(call.string("name"))) {
                JsonObject schema = tool.object("inputSchema").orElse(JsonObject.EMPTY);
                headers.putAll(
                        ArgumentHeaders.in(schema).of(call.object("arguments").orElse(JsonObject.EMPTY)));
            }
        }
        return headers;
    }

    JsonObject discover() throws NoAnswerException, InterruptedException {
        return ask(Methods.DISCOVER, JsonObject.EMPTY);
    }

    /** The lists that this server says it has. */
    static List<McpList> lists(JsonObject discovered) {
        JsonObject capabilities = discovered.object("capabilities").orElse(JsonObject.EMPTY);
        return Stream.of(McpList.values())
                .filter(list -> capabilities.has(list.capability()))
                .toList();
    }

    /** What a list has, over all its pages. */
    List<JsonValue> list(McpList list) throws NoAnswerException, InterruptedException {
        return list(list, List.of(this));
    }

    /** What a list has, when each page is asked of the next replica. */
    static List<JsonValue> list(McpList list, List<Replica> inTurn) throws NoAnswerException, InterruptedException {
        var entries = new ArrayList<JsonValue>();
        Optional<String> cursor = Optional.empty();
        for (int page = 0; page < PAGES; page++) {
            JsonObject params =
                    JsonObject.builder().putIfPresent("cursor", cursor).build();
            JsonObject result = inTurn.get(page % inTurn.size()).ask(list.method(), params);
            entries.addAll(result.array(list.member()).orElse(JsonArray.EMPTY).items());
            JsonValue next = result.get("nextCursor");
            if (next == null) {
                return entries;
            }
            if (!(next instanceof JsonString text)) {
                throw new NoAnswerException("(" + list.method() + ") was answered with a nextCursor that is no string: "
                        + Findings.excerpt(next.toString()) + ".");
            }
            cursor = Optional.of(text.value());
        }
        throw new NoAnswerException("(" + list.method() + ") had no end after " + PAGES + " pages");
    }

    /** The address of an entry of the list of resources. */
    static String uriOf(JsonValue resource) {
        return resource instanceof JsonObject object ? object.string("uri").orElse("") : "";
    }

    /** What an entry of a list is called, for messages. */
    static String nameOf(JsonValue entry) {
        if (entry instanceof JsonObject object) {
            return object.string("name").or(() -> object.string("uri")).orElse(entry.toString());
        }
        return entry instanceof JsonString text ? text.value() : entry.toString();
    }
}
