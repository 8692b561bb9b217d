/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Reads a list to its last page, to one that came before, or to a bound: a server may hand out cursors for ever. */
final class Listing {

    static final int MAX_PAGES = 1_000;

    private record Page(int number, JsonObject result) {}

    private final String server;
    private final BiFunction<String, JsonObject, JsonObject> request;

    /**
     * Read lists of a server.
     *
     * @param server the server's name, for messages
     * @param request sends a request with parameters and gives its result
     */
    Listing(String server, BiFunction<String, JsonObject, JsonObject> request) {
        this.server = server;
        this.request = request;
    }

    /**
     * Read all pages.
     *
     * @param list which
     */
    List<JsonObject> all(McpList list) {
        String method = list.method();
        var entries = new ArrayList<JsonObject>();
        Map<JsonObject, Page> pages = new HashMap<>();
        JsonObject params = JsonObject.EMPTY;
        for (int page = 1; page <= MAX_PAGES; page++) {
            JsonObject result = request.apply(method, params);
            addEntries(method, list.member(), result, entries);
            // An equal cursor alone is no circle: cursors are opaque, and a server may keep its place elsewhere. The
            // empty one is legal too, but servers of the handshake era that send it mean the end.
            JsonValue cursor = result.get("nextCursor");
            if (!(cursor instanceof JsonString next) || next.value().isEmpty()) {
                return entries;
            }
            Page before = pages.put(params, new Page(page, result));
            if (before != null && before.result().equals(result)) {
                throw circle(method, params, before.number(), page);
            }
            params = JsonObject.builder().put("cursor", next).build();
        }
        throw new McpProtocolException(
                "Server '" + server + "' has not ended " + method + " after " + MAX_PAGES + " pages with "
                        + entries.size() + " entries: each page had a nextCursor. Does its cursor advance?",
                null);
    }

    private McpProtocolException circle(String method, JsonObject params, int before, int page) {
        return new McpProtocolException(
                "Server '" + server + "' goes round in circles in " + method + ": page " + page + " is page " + before
                        + " again, asked for with the same cursor "
                        + Findings.excerpt(String.valueOf(params.get("cursor")))
                        + ". Its cursor must advance, or be absent on the last page.",
                null);
    }

    private void addEntries(String method, String member, JsonObject result, List<JsonObject> entries) {
        JsonArray items = result.array(member)
                .orElseThrow(() -> new McpProtocolException(
                        "Server '" + server + "' answered " + method + " without the array '" + member + "': "
                                + Findings.excerpt(result.toString()),
                        null));
        for (JsonValue item : items) {
            if (!(item instanceof JsonObject entry)) {
                throw new McpProtocolException(
                        "Server '" + server + "' answered " + method + " with an entry that is no object: "
                                + Findings.excerpt(item.toString()),
                        null);
            }
            entries.add(entry);
        }
    }
}
