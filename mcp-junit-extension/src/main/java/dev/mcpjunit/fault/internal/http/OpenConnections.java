/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All connections of a proxy, so that it can end them. Thread-safe. */
final class OpenConnections {

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Keep a connection in mind until it is ended; one that comes too late is ended at once. */
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

    void closeAll() {
        closed = true;
        open.forEach(this::close);
    }
}
