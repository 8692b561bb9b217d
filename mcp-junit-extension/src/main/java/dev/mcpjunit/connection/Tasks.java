/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.ProtocolEra;
import dev.mcpjunit.internal.rpc.TaskForm;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.Tool;
import dev.mcpjunit.model.ToolResult;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The calls of one connection that may be tasks. */
final class Tasks {

    private final McpRequests connection;
    private Set<String> taskOnlyTools = Set.of();
    private long listChangesSeen = -1;

    Tasks(McpRequests connection) {
        this.connection = connection;
    }

    TaskForm form() {
        return TaskForm.of(ProtocolEra.of(connection.server().protocol()));
    }

    JsonObject serverCapabilities() {
        return connection.server().capabilities();
    }

    private boolean areDeclared() {
        return connection.options().client().declaresTasks();
    }

    /** Call a tool; if the server makes a task of it, wait for its end. */
    ToolResult call(String tool, JsonObject params) {
        Deadline deadline = Deadline.after(connection.options().requestTimeout());
        boolean asTask = mustBeTask(tool);
        JsonObject answer =
                connection.request(Methods.CALL_TOOL, asTask ? form().requesting(params, Optional.empty()) : params);
        Optional<JsonObject> created = form().createdBy(answer);
        if (created.isEmpty()) {
            return new ToolResult(tool, answer);
        }
        if (!asTask && form() == TaskForm.CORE) {
            throw new McpProtocolException(
                    server() + " answered tools/call '" + tool
                            + "' with a task, but the call did not request one. A client that requests no task must"
                            + " get the result: " + Findings.excerpt(answer.toString()),
                    null);
        }
        McpTask task = new McpTask(connection, this, tool, created.get());
        try {
            return task.result(deadline);
        } catch (McpTimeoutException late) {
            // The caller has no handle by which it could cancel the task.
            task.giveUp();
            throw late;
        }
    }

    /** Call a tool as a task. */
    McpTask start(String tool, JsonObject params, Optional<Duration> ttl) {
        if (!areDeclared()) {
            throw new IllegalStateException("This client did not declare to server '"
                    + connection.options().server()
                    + "' that it can follow tasks. Declare it: @McpServer(clientCapabilities = \"tasks\")");
        }
        if (!form().isOfferedBy(serverCapabilities())) {
            throw new IllegalStateException(server() + " does not declare "
                    + (form() == TaskForm.CORE
                            ? "the capability tasks.requests.tools.call"
                            : "the extension " + TaskForm.EXTENSION_NAME)
                    + ", so that '" + tool + "' cannot be called as a task. Use callTool.");
        }
        JsonObject answer = connection.request(Methods.CALL_TOOL, form().requesting(params, ttl));
        JsonObject created = form().createdBy(answer)
                .orElseThrow(() -> new IllegalStateException(server() + " answered tools/call '" + tool
                        + "' with a result instead of a task. "
                        + (form() == TaskForm.CORE ? "The call requested one. " : "The server decides that. ")
                        + "Use callTool, which takes both: " + Findings.excerpt(answer.toString())));
        return new McpTask(connection, this, tool, created);
    }

    private String server() {
        return "Server '" + connection.options().server() + "'";
    }

    /** In the handshake era the client decides; some tools can be called as tasks only. */
    private boolean mustBeTask(String tool) {
        return form() == TaskForm.CORE
                && areDeclared()
                && form().isOfferedBy(serverCapabilities())
                && taskOnlyTools().contains(tool);
    }

    private synchronized Set<String> taskOnlyTools() {
        long listChanges = connection.conversation().serverRequests().listChanges();
        if (listChanges != listChangesSeen) {
            listChangesSeen = listChanges;
            taskOnlyTools = listTaskOnlyTools();
        }
        return taskOnlyTools;
    }

    private Set<String> listTaskOnlyTools() {
        try {
            return connection.listTools().stream()
                    .filter(tool -> tool.raw()
                            .object("execution")
                            .flatMap(execution -> execution.string("taskSupport"))
                            .filter("required"::equals)
                            .isPresent())
                    .map(Tool::name)
                    .collect(Collectors.toCollection(HashSet::new));
        } catch (McpException unlisted) {
            // Then the call is made without a task; what the server says to it matters more.
            return Set.of();
        }
    }
}
