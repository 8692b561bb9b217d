/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.peer;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.ProtocolEra;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Reads a list page by page. How many entries a page has is up to the server, so many pages are no fault. A cursor that
 * is no string ends the list; the check of results reports it.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Pages {

    /** A list without end must not keep a check waiting forever. */
    private static final int MAX_PAGES = 10_000;

    private static final Duration MAX_DURATION = Duration.ofMinutes(1);

    private final McpList list;
    private final ProtocolEra era;
    private final Source source;
    private final List<JsonObject> read = new ArrayList<>();
    private final Set<JsonValue> cursors = new HashSet<>();
    private final Set<JsonArray> seen = new HashSet<>();

    /**
     * Make a reader.
     *
     * @param era in the handshake era, servers write an empty cursor at the end
     */
    public Pages(McpList list, ProtocolEra era, Source source) {
        this.list = list;
        this.era = era;
        this.source = source;
    }

    /** Asks for a page. */
    public interface Source {
        /**
         * Ask for one page.
         *
         * @param number 0 for the first page
         */
        JsonObject page(int number, JsonObject params) throws NoAnswerException, InterruptedException;
    }

    /** A list that breaks off after its first page, or has no end. */
    public static final class BrokenListException extends NoAnswerException {
        private static final long serialVersionUID = 1;

        BrokenListException(String how) {
            super(how);
        }
    }

    /**
     * Read all pages.
     *
     * @throws BrokenListException if there is a first page, but no way to the end
     * @throws NoAnswerException if there is no first page
     * @throws Finding if it takes too long to find the end
     */
    public List<JsonObject> all() throws NoAnswerException, InterruptedException {
        var deadline = Deadline.after(MAX_DURATION);
        JsonObject params = JsonObject.EMPTY;
        while (true) {
            JsonObject page = next(params);
            if (!(page.get("nextCursor") instanceof JsonString cursor) || isEnd(cursor)) {
                read.add(page);
                return read;
            }
            requireProgress(cursor, page);
            read.add(page);
            if (read.size() == MAX_PAGES || deadline.isOver()) {
                throw Finding.inconclusive(list.method() + " was not at its end after " + read.size() + " pages");
            }
            params = JsonObject.builder().put("cursor", cursor).build();
        }
    }

    private boolean isEnd(JsonString cursor) {
        return era == ProtocolEra.HANDSHAKE && cursor.value().isEmpty();
    }

    private JsonObject next(JsonObject params) throws NoAnswerException, InterruptedException {
        try {
            return source.page(read.size(), params);
        } catch (NoAnswerException refused) {
            if (read.isEmpty()) {
                throw refused;
            }
            throw new BrokenListException(
                    "with the cursor " + params.get("cursor") + " from the page before " + refused.how());
        }
    }

    private void requireProgress(JsonString cursor, JsonObject page) throws BrokenListException {
        if (!cursors.add(cursor)) {
            throw new BrokenListException("(" + list.method() + ") was answered with the cursor "
                    + Findings.excerpt(cursor.toString()) + " a second time, so that the list has no end.");
        }
        JsonArray entries = page.array(list.member()).orElse(JsonArray.EMPTY);
        if (!entries.items().isEmpty() && !seen.add(entries)) {
            throw new BrokenListException("(" + list.method() + ") with the cursor before "
                    + Findings.excerpt(cursor.toString()) + " was answered with the entries of an earlier page.");
        }
    }

    /** Read as many pages as there are before the list breaks; other checks are about that. */
    public List<JsonObject> readable() throws InterruptedException {
        try {
            return all();
        } catch (NoAnswerException broken) {
            return read;
        }
    }

    /** The pages so far. */
    public List<JsonObject> read() {
        return read;
    }
}
