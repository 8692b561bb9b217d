/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection.table;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.internal.wiring.ServerHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What came of connecting to a server in each way, and of trying what it offers.
 *
 * @param server its name
 * @param reached for each choice of a protocol, the revision agreed on or why there was none
 * @param works for each era in which it was reached, a row with a cell for each feature
 */
record Observed(String server, List<String> reached, Map<String, List<String>> works) {

    static final String WORKS = "yes";
    static final String NOT_OFFERED = "not offered";

    private static final List<String> CAPABILITIES = List.of("elicitation", "sampling", "roots");
    private static final Duration BUSY_MACHINE = Duration.ofMinutes(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    static Observed of(Candidate candidate) {
        try (TableServer served = candidate.start().get()) {
            var reached = new ArrayList<String>();
            reached.add(revision(served, "AUTO", connection -> {}));
            Map<String, List<String>> works = new LinkedHashMap<>();
            for (String era : List.of("LEGACY", "MODERN")) {
                reached.add(revision(
                        served,
                        era,
                        connection -> works.put(
                                candidate.name() + ": "
                                        + connection.server().protocol().date(),
                                features(served, connection))));
            }
            return new Observed(candidate.name(), reached, works);
        }
    }

    private static String revision(TableServer served, String protocol, Consumer<McpConnection> use) {
        McpConnection connection;
        var handle = new ServerHandle(served.spec()
                .get()
                .name("server")
                .protocol(protocol)
                .clientCapabilities(CAPABILITIES)
                .startupTimeout(BUSY_MACHINE)
                .requestTimeout(TIMEOUT)
                .build());
        try (handle) {
            try {
                connection = handle.connection();
            } catch (McpException refused) {
                return "refused: " + Refusal.inShort(refused);
            }
            use.accept(connection);
            return connection.server().protocol().date();
        }
    }

    private static List<String> features(TableServer served, McpConnection connection) {
        boolean stateless = Attempts.isStateless(connection);
        var cells = new ArrayList<String>();
        for (Feature feature : Feature.values()) {
            Consumer<McpConnection> attempt = served.offers().get(feature);
            Optional<String> refused = stateless
                    ? Optional.empty()
                    : Optional.ofNullable(served.refuses().get(feature));
            if (attempt == null) {
                cells.add(NOT_OFFERED);
            } else {
                cells.add(tried(feature, attempt, refused, connection));
            }
        }
        return cells;
    }

    private static String tried(
            Feature feature, Consumer<McpConnection> attempt, Optional<String> refused, McpConnection connection) {
        try {
            attempt.accept(connection);
        } catch (AssertionError | McpException failure) {
            return refused.map(reason -> "no: " + reason)
                    .orElseThrow(() -> new AssertionError(
                            feature.column() + " does not work in revision "
                                    + connection.server().protocol() + ": " + failure.getMessage(),
                            failure));
        }
        if (refused.isPresent()) {
            throw new AssertionError(feature.column() + " works, but is said not to: " + refused.get());
        }
        return WORKS;
    }
}
