/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.internal.rpc.TaskForm;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.JsonObject;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** Reads members of tasks and results, and errors of requests about them. */
final class TaskFields {

    /** The offset may be missing, and be without a colon. */
    private static final DateTimeFormatter ISO_8601 = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT);

    private TaskFields() {}

    static String shown(JsonObject task, String member) {
        return task.has(member) ? Findings.excerpt(String.valueOf(task.get(member))) : "missing";
    }

    static boolean isTime(String text) {
        try {
            TemporalAccessor unused = ISO_8601.parse(text);
            return true;
        } catch (DateTimeParseException malformed) {
            return false;
        }
    }

    static JsonObject comparable(JsonObject result) {
        JsonObject rest =
                result.toBuilder().remove("_meta").remove("resultType").build();
        return rest.bool("isError").isPresent()
                ? rest
                : rest.toBuilder().put("isError", false).build();
    }

    /** The error of a request; empty when it succeeds. */
    static Optional<McpErrorException> error(McpConnection client, String method, JsonObject params) {
        try {
            JsonObject unused = client.request(method, params);
            return Optional.empty();
        } catch (McpErrorException refused) {
            return Optional.of(refused);
        }
    }

    /** Whether the error for a missing capability says that it is the extension. */
    static boolean namesExtension(McpErrorException refused) {
        return refused.data()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .flatMap(data -> data.object("requiredCapabilities"))
                .filter(TaskForm::isExtensionIn)
                .isPresent();
    }

    static String code(Optional<McpErrorException> error) {
        return error.map(refused -> "error " + refused.code() + " (" + refused.errorMessage() + ")")
                .orElse("a result");
    }
}
