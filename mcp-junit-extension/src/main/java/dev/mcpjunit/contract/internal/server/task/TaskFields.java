/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.task;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.internal.rpc.TaskForm;
import dev.mcpjunit.json.JsonObject;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;

/** Reads members of tasks and results, and errors of requests about them. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TaskFields {

    /** The offset may be missing, and be without a colon. */
    private static final DateTimeFormatter ISO_8601 = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT);

    private TaskFields() {}

    public static boolean isTime(String text) {
        try {
            TemporalAccessor unused = ISO_8601.parse(text);
            return true;
        } catch (DateTimeParseException malformed) {
            return false;
        }
    }

    public static JsonObject comparable(JsonObject result) {
        JsonObject rest =
                result.toBuilder().remove("_meta").remove("resultType").build();
        return rest.bool("isError").isPresent()
                ? rest
                : rest.toBuilder().put("isError", false).build();
    }

    /** The error of a request; empty when it succeeds. */
    public static Optional<McpErrorException> error(McpConnection client, String method, JsonObject params) {
        try {
            JsonObject unused = client.request(method, params);
            return Optional.empty();
        } catch (McpErrorException refused) {
            return Optional.of(refused);
        }
    }

    /** Whether the error for a missing capability says that it is the extension. */
    public static boolean namesExtension(McpErrorException refused) {
        return refused.data()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .flatMap(data -> data.object("requiredCapabilities"))
                .filter(TaskForm::isExtensionIn)
                .isPresent();
    }

    public static String code(Optional<McpErrorException> error) {
        return error.map(refused -> "error " + refused.code() + " (" + refused.errorMessage() + ")")
                .orElse("a result");
    }
}
