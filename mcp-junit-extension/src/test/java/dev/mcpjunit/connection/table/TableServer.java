/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection.table;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.server.ServerSpecBuilder;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A server as a row of the table needs it.
 *
 * @param spec how connections find it
 * @param offers what it offers, and how that is tried
 * @param refuses what it offers in one era only: why not in the handshake era
 * @param end ends what was started for it
 */
record TableServer(
        Supplier<ServerSpecBuilder> spec,
        Map<Feature, Consumer<McpConnection>> offers,
        Map<Feature, String> refuses,
        Runnable end)
        implements AutoCloseable {

    static TableServer of(Supplier<ServerSpecBuilder> spec, Map<Feature, Consumer<McpConnection>> offers) {
        return new TableServer(spec, offers, Map.of(), () -> {});
    }

    TableServer endedBy(Runnable newEnd) {
        return new TableServer(spec, offers, refuses, newEnd);
    }

    TableServer offering(Feature feature, Consumer<McpConnection> attempt) {
        var more = new EnumMap<>(offers);
        more.put(feature, attempt);
        return new TableServer(spec, more, refuses, end);
    }

    TableServer refusing(Map<Feature, String> reasons) {
        return new TableServer(spec, offers, reasons, end);
    }

    @Override
    public void close() {
        end.run();
    }
}
