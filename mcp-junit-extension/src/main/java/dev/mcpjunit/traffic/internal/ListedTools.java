/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.traffic.internal;

import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tools that servers listed on the wire. They are known once all pages of a list have come, and no longer after a
 * client got a list that the server did not send. Thread-safe.
 */
final class ListedTools {

    private final Map<String, OfServer> servers = new HashMap<>();

    private static final class OfServer {
        private final Set<String> names = new TreeSet<>();
        private final Set<String> cursors = new HashSet<>();
        private boolean complete;
        private boolean altered;
    }

    /** A server has answered a request for a page of its list. */
    synchronized void answered(String server, JsonObject request, JsonObject answer) {
        Optional<JsonObject> result = answer.object("result");
        if (result.isEmpty()) {
            return;
        }
        OfServer listed = of(server);
        result.get()
                .array(McpList.TOOLS.member())
                .orElse(JsonArray.EMPTY)
                .objects()
                .flatMap(tool -> tool.string("name").stream())
                .forEach(listed.names::add);
        Optional<String> cursor = request.object("params").flatMap(params -> params.string("cursor"));
        if (cursor.isPresent() && !listed.cursors.contains(cursor.get())) {
            return;
        }
        Optional<String> next = result.get().string("nextCursor");
        if (next.isPresent()) {
            listed.cursors.add(next.get());
        } else {
            listed.complete = true;
        }
    }

    /** A server says that its list has changed: it has to be read again. */
    synchronized void changed(String server) {
        OfServer listed = of(server);
        listed.complete = false;
        listed.cursors.clear();
    }

    /** A client got another list than the server sent, so it may know other tools. */
    synchronized void altered(String server) {
        of(server).altered = true;
    }

    /** Take over what is known from earlier traffic with the same server. */
    void addEarlier(String server, ListedTools earlier) {
        Optional<Set<String>> names = earlier.known(server);
        synchronized (this) {
            if (names.isPresent()) {
                of(server).names.addAll(names.get());
                of(server).complete = true;
            }
        }
    }

    /** The names of all tools of a server; empty if they are not all known. */
    synchronized Optional<Set<String>> known(String server) {
        OfServer listed = of(server);
        return listed.complete && !listed.altered ? Optional.of(Set.copyOf(listed.names)) : Optional.empty();
    }

    private OfServer of(String server) {
        return servers.computeIfAbsent(server, none -> new OfServer());
    }
}
