/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.ProtocolEra;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.internal.wire.JsonSize;
import dev.mcpjunit.internal.wire.Limits;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list to its last page. A list that goes in circles, takes too long, or is too large ends with a failure: a
 * server may hand out cursors forever.
 */
final class Listing {

    static final int MAX_PAGES = 1_000;

    /** How many times as long as one request a whole list may take. */
    private static final int REQUESTS_LONG = 5;

    private record Page(int number, String digest) {}

    /** Asks for one page. */
    interface Pages {

        /** Send a request and get its result. */
        JsonObject request(String method, JsonObject params, Duration timeout);
    }

    private final String server;
    private final Pages pages;
    private final Duration requestTimeout;

    /**
     * Read lists of a server.
     *
     * @param server the server's name, for messages
     */
    Listing(String server, Pages pages, Duration requestTimeout) {
        this.server = server;
        this.pages = pages;
        this.requestTimeout = requestTimeout;
    }

    /** Read all pages. */
    List<JsonObject> all(McpList list, ProtocolEra era) {
        String method = list.method();
        var entries = new ArrayList<JsonObject>();
        Map<String, Page> seen = new HashMap<>();
        var deadline = Deadline.after(requestTimeout.multipliedBy(REQUESTS_LONG));
        long size = 0;
        JsonObject params = JsonObject.EMPTY;
        for (int page = 1; page <= MAX_PAGES; page++) {
            JsonObject result = page(method, params, deadline, page, entries.size());
            addEntries(method, list.member(), result, entries);
            Optional<JsonString> next = nextCursor(method, era, result);
            if (next.isEmpty()) {
                return entries;
            }
            size += JsonSize.of(result);
            if (size > Limits.messageBytes()) {
                throw tooLarge(method, page, entries.size());
            }
            // An equal cursor alone is no circle: cursors are opaque, and a server may keep its place elsewhere.
            var current = new Page(page, digest(Json.printSorted(result)));
            Page before = seen.put(digest(params.toString()), current);
            if (before != null && before.digest().equals(current.digest())) {
                throw circle(method, params, before.number(), page);
            }
            params = JsonObject.builder().put("cursor", next.get()).build();
        }
        throw new McpProtocolException(
                "Server '" + server + "' has not ended " + method + " after " + MAX_PAGES + " pages with "
                        + entries.size() + " entries: each page had a nextCursor. Does its cursor advance?",
                null);
    }

    private JsonObject page(String method, JsonObject params, Deadline deadline, int page, int entries) {
        if (deadline.isOver()) {
            throw late(method, deadline, page - 1, entries, null);
        }
        try {
            return pages.request(method, params, deadline.atMost(requestTimeout).budget());
        } catch (McpTimeoutException timeout) {
            throw deadline.isOver() && page > 1 ? late(method, deadline, page - 1, entries, timeout) : timeout;
        }
    }

    private McpTimeoutException late(
            String method, Deadline deadline, int pages, int entries, @Nullable McpTimeoutException cause) {
        return new McpTimeoutException(
                "Server '" + server + "' has not ended " + method + " within " + Durations.print(deadline.budget())
                        + ": " + pages + " pages with " + entries + " entries came until then. A whole list may take "
                        + REQUESTS_LONG + " times as long as one request; if it may take longer, raise requestTimeout.",
                cause);
    }

    private McpProtocolException tooLarge(String method, int pages, int entries) {
        return new McpProtocolException(
                "Server '" + server + "' has not ended " + method + " after " + pages + " pages with " + entries
                        + " entries, which take more than " + Limits.mib(Limits.messageBytes())
                        + ", the limit of mcp-junit for one list. " + Limits.howToRaise(),
                null);
    }

    /** The cursor of the next page; empty on the last one. */
    private Optional<JsonString> nextCursor(String method, ProtocolEra era, JsonObject result) {
        JsonValue cursor = result.get("nextCursor");
        if (cursor == null) {
            return Optional.empty();
        }
        if (!(cursor instanceof JsonString next)) {
            throw new McpProtocolException(
                    "Server '" + server + "' answered " + method + " with a nextCursor that is no string: "
                            + Findings.excerpt(cursor.toString())
                            + ". So it cannot be asked for the next page. A cursor must be a string, and be absent on"
                            + " the last page.",
                    null);
        }
        // An empty cursor is legal and must not be taken for the end; servers of the handshake era mean the end by it.
        return next.value().isEmpty() && era == ProtocolEra.HANDSHAKE ? Optional.empty() : Optional.of(next);
    }

    /** A cursor or page may be of any size, and a thousand of them are remembered. */
    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
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
