/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.failure.ServerDiedException;
import dev.mcpjunit.failure.TaskCancelledException;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.rpc.TaskForm;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.TaskStatus;
import dev.mcpjunit.model.ToolResult;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One wait for the result of a task: polls, answers what the task asks, and ends with the result or the deadline. */
final class TaskFollowing {

    /** For servers that suggest no time between polls. */
    private static final Duration DEFAULT_POLL_INTERVAL = Duration.ofMillis(500);

    /** A server that suggests no pause at all is not flooded even so. */
    private static final Duration SHORTEST_POLL_INTERVAL = Duration.ofMillis(5);

    /** How long a pause may last without a look at the connection and the server. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(1);

    private final McpTask task;
    private final String tool;
    private final McpRequests connection;
    private final TaskForm form;
    private final Deadline deadline;
    private final Semaphore changes = new Semaphore(0);

    TaskFollowing(McpTask task, String tool, McpRequests connection, TaskForm form, Deadline deadline) {
        this.task = task;
        this.tool = tool;
        this.connection = connection;
        this.form = form;
        this.deadline = deadline;
    }

    ToolResult toTheEnd() {
        Consumer<JsonObject> listener = notification -> {
            if (RpcMessage.isCall(notification, form.notification())
                    && RpcMessage.params(notification)
                            .string("taskId")
                            .filter(task.id()::equals)
                            .isPresent()) {
                changes.release();
            }
        };
        // Before the first poll, so that no change is missed in between.
        connection.conversation().serverRequests().listen(listener);
        try {
            return follow();
        } finally {
            connection.conversation().serverRequests().unlisten(listener);
        }
    }

    private ToolResult follow() {
        TaskStatus status = poll();
        while (!status.isTerminal()) {
            if (status == TaskStatus.INPUT_REQUIRED) {
                if (form == TaskForm.CORE) {
                    // The questions come with this request, which the server answers at the end of the task.
                    return fetchResult();
                }
                answerQuestions();
            }
            pause();
            status = poll();
        }
        return switch (status) {
            case CANCELLED ->
                throw new TaskCancelledException(
                        task.name() + " was canceled" + task.statusMessage() + ", so it has no result.");
            case FAILED -> failed();
            default -> form == TaskForm.CORE ? fetchResult() : inlined();
        };
    }

    private ToolResult failed() {
        if (form == TaskForm.CORE) {
            return fetchResult();
        }
        throw new McpErrorException(
                task.name() + " failed" + task.statusMessage(),
                task.state().object("error").orElse(JsonObject.EMPTY));
    }

    private ToolResult fetchResult() {
        return finished(request(Methods.TASK_RESULT, TaskForm.about(task.id())));
    }

    private ToolResult inlined() {
        JsonObject state = task.state();
        return finished(state.object("result")
                .orElseThrow(() -> new McpProtocolException(
                        task.name() + " is completed, but has no result: " + Findings.excerpt(state.toString()),
                        null)));
    }

    private ToolResult finished(JsonObject result) {
        if (TaskForm.isInsteadOfResult(result)) {
            throw new McpProtocolException(
                    task.name() + " has a task instead of the result of the tool: "
                            + Findings.excerpt(result.toString()),
                    null);
        }
        return new ToolResult(tool, connection.countingToolErrors(result));
    }

    private void answerQuestions() {
        JsonObject state = task.state();
        JsonObject.Builder open = JsonObject.builder();
        state.object("inputRequests").orElse(JsonObject.EMPTY).members().forEach((key, question) -> {
            if (task.answers(key)) {
                open.put(key, question);
            }
        });
        JsonObject unanswered = open.build();
        if (!unanswered.isEmpty()) {
            JsonObject about = TaskForm.about(task.id());
            JsonObject answers =
                    connection.conversation().inputRounds().answers(Methods.GET_TASK, about, unanswered, state);
            JsonObject unused = request(
                    Methods.UPDATE_TASK,
                    about.toBuilder().put("inputResponses", answers).build());
        }
    }

    private void pause() {
        Deadline pause = deadline.atMost(pollInterval());
        try {
            // Without a pending request, a closed connection or an ended server causes no error, so check for both.
            while (!changes.tryAcquire(pause.atMost(LONGEST_SILENCE).remainingNanos(), TimeUnit.NANOSECONDS)
                    && !pause.isOver()) {
                requireServer();
            }
            changes.drainPermits();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new McpTimeoutException("Interrupted while waiting for " + task.name(), interrupted);
        }
    }

    private void requireServer() {
        String purpose = task.name() + " cannot be followed any more.";
        if (connection.isClosed()) {
            throw new McpProtocolException(purpose + " The connection to the server was closed.", null);
        }
        try {
            connection.conversation().wire().requireServer();
        } catch (ServerDiedException ended) {
            throw new ServerDiedException(purpose + " " + ended.getMessage(), ended);
        }
        connection.options().link().exitReport().get().ifPresent(report -> {
            throw new ServerDiedException(purpose + " " + report, null);
        });
    }

    private Duration pollInterval() {
        Duration suggested = form.pollInterval(task.state()).orElse(DEFAULT_POLL_INTERVAL);
        return suggested.compareTo(SHORTEST_POLL_INTERVAL) < 0 ? SHORTEST_POLL_INTERVAL : suggested;
    }

    private TaskStatus poll() {
        requireTime();
        try {
            return task.poll(deadline.remaining());
        } catch (McpTimeoutException unanswered) {
            throw late(unanswered);
        }
    }

    private JsonObject request(String method, JsonObject params) {
        requireTime();
        try {
            return connection.request(method, params, deadline.remaining());
        } catch (McpTimeoutException unanswered) {
            throw late(unanswered);
        }
    }

    private void requireTime() {
        if (deadline.isOver()) {
            throw late(null);
        }
    }

    private McpTimeoutException late(@Nullable McpTimeoutException cause) {
        String status = TaskForm.status(task.state()).map(TaskStatus::text).orElse("unknown");
        return new McpTimeoutException(
                task.name() + " had no result within " + Durations.print(deadline.budget()) + ". Its last status was "
                        + status + task.statusMessage() + "."
                        + (cause == null ? "" : " " + cause.getMessage()) + longPause()
                        + " If it may take longer, raise requestTimeout, or start it by startTask and wait by"
                        + " result(timeout).",
                cause);
    }

    /** A pause that takes most of the time may be the reason that the end was not seen. */
    private String longPause() {
        Duration interval = pollInterval();
        return interval.multipliedBy(2).compareTo(deadline.budget()) < 0
                ? ""
                : " The server asks clients to wait " + Durations.print(interval) + " between two polls.";
    }
}
