/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.task;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The tasks that a server lists to a client.
 *
 * @param isComplete whether all wanted tasks were found, or the last page was reached
 */
record TaskList(Set<String> ids, boolean isComplete) {

    /**
     * Read the pages until all wanted tasks are found.
     *
     * @throws McpErrorException if the server refuses one
     */
    static TaskList read(McpConnection client, Collection<String> wanted, Duration timeout) {
        Deadline deadline = Deadline.after(timeout);
        var ids = new HashSet<String>();
        JsonObject params = JsonObject.EMPTY;
        while (!deadline.isOver()) {
            JsonObject page;
            try {
                page = client.request(Methods.LIST_TASKS, params, deadline.remaining());
            } catch (McpTimeoutException slow) {
                return new TaskList(ids, false);
            }
            page.array("tasks")
                    .orElse(JsonArray.EMPTY)
                    .objects()
                    .flatMap(task -> task.string("taskId").stream())
                    .forEach(ids::add);
            Optional<String> next = page.string("nextCursor").filter(cursor -> !cursor.isEmpty());
            if (next.isEmpty() || ids.containsAll(wanted)) {
                return new TaskList(ids, true);
            }
            params = JsonObject.builder().put("cursor", next.get()).build();
        }
        return new TaskList(ids, false);
    }
}
