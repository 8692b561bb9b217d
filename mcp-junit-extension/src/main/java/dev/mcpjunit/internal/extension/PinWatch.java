/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.connection.Subscription;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.model.Catalog;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.ValueWrapper;

/**
 * Follows one pinned server while tests run. If it has announced that its lists have changed, they are read again and
 * compared with the snapshot: once for any number of notifications. Thread-safe.
 */
final class PinWatch {

    private static final System.Logger LOG = System.getLogger("dev.mcpjunit.PinnedSchema");

    /** No server changes its lists that often in one test. */
    private static final long STORM = 100;

    private final String server;
    private final McpConnection connection;
    private final Consumer<Catalog> compare;
    private long seen;

    /**
     * Follow a server. To be made before its catalog is captured for the first comparison.
     *
     * @param compare compares a catalog with the snapshot; throws if the server does not honor it
     */
    PinWatch(String server, McpConnection connection, Consumer<Catalog> compare) {
        this.server = server;
        this.connection = connection;
        this.compare = compare;
        this.seen = connection.listChanges();
    }

    /** Let a server of the stateless era send notifications, if it says that it does. */
    void subscribe() {
        boolean announces = connection.server().protocol().isStateless()
                && connection
                        .server()
                        .capabilities()
                        .object("tools")
                        .flatMap(tools -> tools.bool("listChanged"))
                        .orElse(false);
        if (announces) {
            try {
                // Ends with its connection.
                Subscription unused = connection.listen();
            } catch (McpException refused) {
                LOG.log(
                        Level.INFO,
                        "Server '" + server + "' is not checked for changes while the tests run: it did not open "
                                + Methods.LISTEN + ". " + refused.getMessage());
            }
        }
    }

    /**
     * Compare again, if the server has announced a change since the last time.
     *
     * @param test what has run, for messages
     * @throws AssertionFailedError if the server no longer honors its snapshot
     */
    synchronized void check(String test) {
        long now = connection.listChanges();
        long announced = now - seen;
        if (announced == 0) {
            return;
        }
        // Before the lists are read: what is announced from now on leads to the next comparison.
        seen = now;
        String what = "Server '" + server + "' announced " + (announced == 1 ? "a change" : announced + " changes")
                + " of its lists while '" + test + "' ran";
        if (announced >= STORM) {
            LOG.log(Level.WARNING, what + ". They were read again only once.");
        }
        Catalog catalog;
        try {
            catalog = connection.catalog();
        } catch (McpException gone) {
            LOG.log(Level.INFO, what + ", but they could not be read again: " + gone.getMessage());
            return;
        }
        try {
            compare.accept(catalog);
        } catch (AssertionFailedError drift) {
            throw new AssertionFailedError(
                    what + " (list_changed).\n\n" + drift.getMessage(),
                    value(drift.getExpected()),
                    value(drift.getActual()),
                    drift);
        }
    }

    private static Object value(@Nullable ValueWrapper wrapper) {
        Object value = wrapper == null ? null : wrapper.getValue();
        return value == null ? "" : value;
    }
}
