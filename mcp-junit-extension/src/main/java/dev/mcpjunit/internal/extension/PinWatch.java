/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.connection.Subscription;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.failure.ServerDiedException;
import dev.mcpjunit.failure.ServerStartException;
import dev.mcpjunit.failure.ServerUnreachableException;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.model.Catalog;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.ValueWrapper;

/**
 * Follows one pinned server while tests run. If it has announced that its lists have changed, they are read again and
 * compared with the snapshot: once for any number of notifications. A server that was restarted is compared once, for
 * it may be another version. What could not be read stays pending until it can. At the end of a class each server is
 * compared once more, since it may have changed without an announcement, or announced it too late. Thread-safe.
 */
final class PinWatch {

    private static final System.Logger LOG = System.getLogger("dev.mcpjunit.PinnedSchema");

    /** No server changes its lists that often in one test. */
    private static final long STORM = 100;

    private final String server;
    private final Supplier<McpConnection> connections;
    private final Consumer<Catalog> compare;
    private McpConnection connection;
    private long seen;
    private @Nullable Pending pending;
    private boolean failed;

    /** A comparison that is still to be made. */
    private record Pending(Reason reason, String what) {}

    private enum Reason {
        ANNOUNCED,
        RESTARTED,
        END_OF_CLASS
    }

    /**
     * Follow a server. To be made before its catalog is captured for the first comparison.
     *
     * @param connections the current connection to the server: another one after a restart
     * @param compare compares a catalog with the snapshot; throws if the server does not honor it
     */
    PinWatch(String server, Supplier<McpConnection> connections, Consumer<Catalog> compare) {
        this.server = server;
        this.connections = connections;
        this.compare = compare;
        this.connection = connections.get();
        this.seen = connection.listChanges();
    }

    /** Let a server of the stateless era send notifications, if it says that it does. */
    synchronized void subscribe() {
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
     * Compare again, if the server has announced a change or was restarted since the last comparison. Lists that cannot
     * be read now are compared at the next check.
     *
     * @param test what has run, for messages
     * @throws AssertionFailedError if the server no longer honors its snapshot
     */
    synchronized void check(String test) {
        attempt(test, null)
                .ifPresent(failure -> LOG.log(
                        Level.INFO,
                        describe(test) + ", but its lists could not be read again yet: " + failure.getMessage()));
    }

    /**
     * Compare for the last time, even if nothing was announced. A server that a test has ended is not compared.
     *
     * @param testClass what has run, for messages
     * @throws AssertionFailedError if the server no longer honors its snapshot, if it announced a change and its lists
     *     could not be read, or if it answers requests for its lists with an error
     */
    synchronized void checkAtEndOf(String testClass) {
        checkLast(
                testClass,
                new Pending(
                        Reason.END_OF_CLASS,
                        "Server '" + server + "' was compared again at the end of '" + testClass
                                + "'. It has announced no change"));
    }

    /**
     * Compare again as {@link #check} does. There is no later check.
     *
     * @param test what has run, for messages
     * @throws AssertionFailedError if the server no longer honors its snapshot, or announced a change and its lists
     *     could not be read
     */
    synchronized void checkLast(String test) {
        checkLast(test, null);
    }

    private void checkLast(String test, @Nullable Pending otherwise) {
        Optional<McpException> failure = attempt(test, otherwise);
        if (failure.isEmpty()) {
            return;
        }
        if (pending != null && pending.reason() == Reason.END_OF_CLASS) {
            reportUnlisted(test, failure.get());
            return;
        }
        String unread = describe(test) + ", but its lists could not be read after that. So they were not compared with"
                + " the snapshot. ";
        if (pending == null || pending.reason() == Reason.RESTARTED) {
            // A test may end a server for good.
            LOG.log(Level.WARNING, unread + failure.get().getMessage());
            return;
        }
        throw new AssertionFailedError(
                unread + "Let the server answer requests for its lists after it has announced a change. The last"
                        + " request failed: " + failure.get().getMessage(),
                failure.get());
    }

    /** A server that is gone, or a closed connection, was ended by a test. One that answers must list what it has. */
    private void reportUnlisted(String testClass, McpException failure) {
        if (connection.isClosed()
                || failure instanceof ServerDiedException
                || failure instanceof ServerUnreachableException
                || failure instanceof ServerStartException) {
            return;
        }
        String unlisted = "Server '" + server + "' was not compared with its snapshot again at the end of '" + testClass
                + "': its lists could not be read. ";
        LOG.log(Level.WARNING, unlisted + failure.getMessage());
        if (failure instanceof McpErrorException || failure instanceof McpProtocolException) {
            throw new AssertionFailedError(
                    unlisted
                            + "Let the server answer requests for its lists until the class has ended. The last request"
                            + " failed: " + failure.getMessage(),
                    failure);
        }
    }

    /** Make the comparison that is pending, or another one; returns why the lists could not be read. */
    private Optional<McpException> attempt(String test, @Nullable Pending otherwise) {
        Catalog catalog;
        try {
            followCurrent(test);
            // Before the lists are read: what is announced from now on leads to the next comparison.
            countAnnouncements(test);
            if (pending == null && !failed) {
                pending = otherwise;
            }
            if (pending == null) {
                return Optional.empty();
            }
            catalog = connection.catalog();
        } catch (McpException unreadable) {
            return Optional.of(unreadable);
        }
        String what = describe(test) + (pending.reason() == Reason.ANNOUNCED ? " (list_changed)." : ".");
        pending = null;
        try {
            compare.accept(catalog);
        } catch (AssertionFailedError drift) {
            failed = true;
            throw new AssertionFailedError(
                    what + "\n\n" + drift.getMessage(), value(drift.getExpected()), value(drift.getActual()), drift);
        }
        return Optional.empty();
    }

    private void followCurrent(String test) {
        McpConnection current = connections.get();
        if (current == connection) {
            return;
        }
        connection = current;
        seen = 0;
        if (pending == null) {
            pending = new Pending(Reason.RESTARTED, restarted(test));
        }
        subscribe();
    }

    private void countAnnouncements(String test) {
        long now = connection.listChanges();
        long announced = now - seen;
        seen = now;
        if (announced == 0) {
            return;
        }
        String what = "Server '" + server + "' announced " + (announced == 1 ? "a change" : announced + " changes")
                + " of its lists while '" + test + "' ran";
        if (announced >= STORM) {
            LOG.log(Level.WARNING, what + ". They were read again only once.");
        }
        if (pending == null || pending.reason() == Reason.RESTARTED) {
            pending = new Pending(Reason.ANNOUNCED, what);
        }
    }

    /** What the comparison is made for; nothing is pending yet if no connection could be opened after a restart. */
    private String describe(String test) {
        return pending == null ? restarted(test) : pending.what();
    }

    private String restarted(String test) {
        return "Server '" + server + "' was restarted while '" + test + "' ran";
    }

    private static Object value(@Nullable ValueWrapper wrapper) {
        Object value = wrapper == null ? null : wrapper.getValue();
        return value == null ? "" : value;
    }
}
