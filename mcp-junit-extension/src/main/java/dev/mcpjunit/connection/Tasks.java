/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.ProtocolEra;
import dev.mcpjunit.internal.rpc.TaskForm;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.time.Durations;
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

    /** The tools that can be called as tasks only, and how many times the list had changed when they were listed. */
    private record TaskOnly(long listChanges, Set<String> tools) {}

    private final McpRequests connection;
    private volatile TaskOnly known = new TaskOnly(-1, Set.of());

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
        boolean asTask = mustBeTask(tool, deadline);
        JsonObject sent = asTask ? form().requesting(params, Optional.empty()) : params;
        // Without a list of tools before it, the call has the whole time, which its timeout then names.
        JsonObject answer = isListNeeded()
                ? connection.request(Methods.CALL_TOOL, sent, requireTime(tool, deadline))
                : connection.request(Methods.CALL_TOOL, sent);
        Optional<JsonObject> created = created(tool, answer, asTask);
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
        JsonObject created = created(tool, answer, true)
                .orElseThrow(() -> new IllegalStateException(server() + " answered tools/call '" + tool
                        + "' with a result instead of a task. "
                        + (form() == TaskForm.CORE ? "The call requested one. " : "The server decides that. ")
                        + "Use callTool, which takes both: " + Findings.excerpt(answer.toString())));
        return new McpTask(connection, this, tool, created);
    }

    private String server() {
        return "Server '" + connection.options().server() + "'";
    }

    /** The task that an answer has created; a task that cannot be followed is a breach and not a result. */
    private Optional<JsonObject> created(String tool, JsonObject answer, boolean requested) {
        form().breachOf(answer, requested).ifPresent(breach -> {
            throw new McpProtocolException(
                    server() + " answered tools/call '" + tool + "' with a task " + breach
                            + ", so it cannot be followed: " + Findings.excerpt(answer.toString()),
                    null);
        });
        return form().createdBy(answer);
    }

    /** In the handshake era the client decides; some tools can be called as tasks only. */
    private boolean mustBeTask(String tool, Deadline deadline) {
        return isListNeeded() && taskOnlyTools(tool, deadline).contains(tool);
    }

    private boolean isListNeeded() {
        return form() == TaskForm.CORE && areDeclared() && form().isOfferedBy(serverCapabilities());
    }

    /** Concurrent calls do not wait for each other, so two of them may list the tools at the same time. */
    private Set<String> taskOnlyTools(String tool, Deadline deadline) {
        long listChanges = connection.conversation().serverRequests().listChanges();
        TaskOnly last = known;
        if (last.listChanges() == listChanges) {
            return last.tools();
        }
        try {
            Set<String> listed = listTaskOnlyTools(tool, deadline);
            known = new TaskOnly(listChanges, listed);
            return listed;
        } catch (McpException unlisted) {
            if (deadline.isOver()) {
                throw unlisted;
            }
            // Then this call is made without a task, because its own response is more useful. The next call lists
            // again.
            return Set.of();
        }
    }

    private Set<String> listTaskOnlyTools(String tool, Deadline deadline) {
        Listing.Pages pages = (method, params, timeout) -> {
            Duration left = requireTime(tool, deadline);
            return connection.request(method, params, timeout.compareTo(left) < 0 ? timeout : left);
        };
        return new Listing(
                        connection.options().server(),
                        pages,
                        connection.options().requestTimeout())
                .all(McpList.TOOLS, ProtocolEra.of(connection.server().protocol())).stream()
                        .map(Tool::new)
                        .filter(each -> TaskForm.support(each.raw()).equals(TaskForm.REQUIRED))
                        .map(Tool::name)
                        .collect(Collectors.toCollection(HashSet::new));
    }

    private Duration requireTime(String tool, Deadline deadline) {
        if (deadline.isOver()) {
            throw new McpTimeoutException(
                    server() + " did not list its tools within " + Durations.print(deadline.budget())
                            + ", so that no time was left for tools/call '" + tool
                            + "'. The list says which tools must be called as tasks. If it may take longer, raise"
                            + " requestTimeout.",
                    null);
        }
        return deadline.remaining();
    }
}
