/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All connections of a proxy, so that it can end them. Thread-safe. */
final class OpenConnections {

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Remember a connection until it is ended; one that comes too late is ended immediately. */
    Connection add(Connection connection) {
        open.add(connection);
        if (closed) {
            connection.close();
        }
        return connection;
    }

    void close(Connection connection) {
        connection.close();
        open.remove(connection);
    }

    /** Reset the connections that are open now, on both sides. */
    void resetAll() {
        open.forEach(connection -> {
            connection.reset();
            open.remove(connection);
        });
    }

    void closeAll() {
        closed = true;
        open.forEach(this::close);
    }
}
