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
record Served(
        Supplier<ServerSpecBuilder> spec,
        Map<Feature, Consumer<McpConnection>> offers,
        Map<Feature, String> refuses,
        Runnable end)
        implements AutoCloseable {

    static Served of(Supplier<ServerSpecBuilder> spec, Map<Feature, Consumer<McpConnection>> offers) {
        return new Served(spec, offers, Map.of(), () -> {});
    }

    Served endedBy(Runnable newEnd) {
        return new Served(spec, offers, refuses, newEnd);
    }

    Served offering(Feature feature, Consumer<McpConnection> attempt) {
        var more = new EnumMap<>(offers);
        more.put(feature, attempt);
        return new Served(spec, more, refuses, end);
    }

    Served refusing(Map<Feature, String> reasons) {
        return new Served(spec, offers, reasons, end);
    }

    @Override
    public void close() {
        end.run();
    }
}
