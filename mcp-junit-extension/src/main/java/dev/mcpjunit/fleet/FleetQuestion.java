/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fleet;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.Catalog;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What each server of a fleet is asked. A failure is an answer too. */
final class FleetQuestion {

    private FleetQuestion() {}

    /**
     * What a server declares.
     *
     * @param catalog its catalog; empty if there is none
     * @param reason why there is none; empty text if there is one
     */
    record Captured(Optional<Catalog> catalog, String reason) {

        private static Captured none(String reason) {
            return new Captured(Optional.empty(), reason);
        }
    }

    /** Ask for a sign of life; empty text if the server answers, else the reason. */
    static String reason(Supplier<McpConnection> opening) {
        McpConnection connection;
        try {
            connection = opening.get();
        } catch (McpException notOpened) {
            return words(notOpened);
        }
        try {
            String method = connection.server().protocol().isStateless() ? Methods.DISCOVER : Methods.PING;
            connection.request(method, JsonObject.EMPTY);
            return "";
        } catch (McpErrorException anyAnswer) {
            return "";
        } catch (McpException failure) {
            return words(failure);
        }
    }

    /** Ask for all that a server declares. A server that answers may still fail to list what it has. */
    static Captured captured(Supplier<McpConnection> opening) {
        String reason = reason(opening);
        if (!reason.isEmpty()) {
            return Captured.none(reason);
        }
        try {
            return new Captured(Optional.of(opening.get().catalog()), "");
        } catch (McpException failure) {
            return Captured.none(words(failure));
        }
    }

    /** Put the answers of all servers together. */
    static FleetCatalogs catalogs(Map<String, Captured> answers) {
        Map<String, Catalog> catalogs = new LinkedHashMap<>();
        Map<String, String> reasons = new LinkedHashMap<>();
        answers.forEach((name, answer) -> {
            answer.catalog().ifPresent(catalog -> catalogs.put(name, catalog));
            reasons.put(name, answer.reason());
        });
        return new FleetCatalogs(catalogs, new FleetHealth(reasons));
    }

    /** Never empty, because empty text stands for an answer. */
    private static String words(McpException failure) {
        String words = String.valueOf(failure.getMessage());
        return words.isBlank() ? failure.toString() : words;
    }
}
