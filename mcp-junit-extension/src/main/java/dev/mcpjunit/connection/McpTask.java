/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.failure.TaskCancelledException;
import dev.mcpjunit.internal.base.Preconditions;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.TaskForm;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.TaskStatus;
import dev.mcpjunit.model.ToolResult;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A call that the server executes as a task. {@link McpConnection#startTask} starts one.
 *
 * <pre>{@code
 * @Test
 * void can_be_canceled(McpConnection reports) {
 *     McpTask task = reports.startTask("write-report", Map.of("topic", "rain"));
 *     task.cancel();
 *     assertThat(task.status()).isEqualTo(TaskStatus.CANCELLED);
 * }
 * }</pre>
 *
 * <p>Thread-safe. It ends with its connection.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class McpTask {

    private final McpRequests connection;
    private final Tasks tasks;
    private final String tool;
    private final String id;
    private final Set<String> answered = new HashSet<>();
    private volatile JsonObject state;

    McpTask(McpRequests connection, Tasks tasks, String tool, JsonObject created) {
        this.connection = connection;
        this.tasks = tasks;
        this.tool = tool;
        this.id = created.string("taskId").orElse("");
        this.state = created;
    }

    /**
     * Get the id that the server has given to the task.
     *
     * @return the id; never {@code null}
     */
    public String id() {
        return id;
    }

    /**
     * Ask the server for the status.
     *
     * @return the status; never {@code null}
     * @throws McpErrorException if the server does not know the task any more
     * @throws McpProtocolException if a task that had ended has another status now, the status is unknown, or the
     *     answer is about another task
     * @throws McpException if there is no answer
     */
    public TaskStatus status() {
        return poll(connection.options().requestTimeout());
    }

    /**
     * Get the last state of the task that the server sent, without asking it.
     *
     * @return the task, raw; its members depend on the era of the protocol; never {@code null}
     */
    public JsonObject state() {
        return state;
    }

    /**
     * Get how long the server keeps the task after its creation, according to its last answer.
     *
     * @return the time to live, or empty when it is unlimited
     */
    public Optional<Duration> ttl() {
        return form().ttl(state);
    }

    /**
     * Cancel the task. In revision 2025-11-25 it is then canceled; since 2026-07-28 the server may still complete it.
     *
     * @throws McpErrorException if the server refuses; in revision 2025-11-25, it must for a task that has ended
     * @throws McpException if there is no answer
     */
    public void cancel() {
        connection.request(Methods.CANCEL_TASK, TaskForm.about(id));
    }

    /**
     * Wait for the result, within the request timeout of the server. Questions of the server are answered by the
     * scripts of the connection.
     *
     * @return the result, which may be an error of the tool's own; never {@code null}
     * @throws McpErrorException if the call ended with a JSON-RPC error, or the server does not know the task any more
     * @throws TaskCancelledException if the task was canceled
     * @throws McpException if there is no result in time
     */
    public ToolResult result() {
        return result(connection.options().requestTimeout());
    }

    /**
     * Wait for the result.
     *
     * @param timeout how long to wait; the task continues after it
     * @return the result, which may be an error of the tool's own; never {@code null}
     * @throws McpErrorException if the call ended with a JSON-RPC error, or the server does not know the task any more
     * @throws TaskCancelledException if the task was canceled
     * @throws McpException if there is no result in time
     */
    public ToolResult result(Duration timeout) {
        return result(Deadline.after(Preconditions.requirePositive("The timeout of a task", timeout)));
    }

    ToolResult result(Deadline deadline) {
        return new TaskFollowing(this, tool, connection, form(), deadline).toTheEnd();
    }

    /** Remember that a question of the task is answered; false if it was answered before. */
    boolean answers(String question) {
        synchronized (answered) {
            return answered.add(question);
        }
    }

    /** Ask for the status, and remember what the server says. */
    TaskStatus poll(Duration timeout) {
        Optional<TaskStatus> ended = ended();
        JsonObject now = connection.request(Methods.GET_TASK, TaskForm.about(id), timeout);
        TaskStatus status = TaskForm.status(now)
                .orElseThrow(() -> new McpProtocolException(
                        name() + " has no status that the protocol knows: " + Findings.excerpt(now.toString()), null));
        requireSameTask(now);
        synchronized (answered) {
            Optional<TaskStatus> before = ended();
            if (before.isEmpty() || before.get() == status) {
                state = now;
                return status;
            }
            if (ended.isEmpty() && !status.isTerminal()) {
                // The task ended while this request was on its way, as the answer to another one has said before.
                return before.get();
            }
            throw new McpProtocolException(
                    name() + " was " + before.get().text() + " and is " + status.text()
                            + " now. A task that has ended must keep its status: " + Findings.excerpt(now.toString()),
                    null);
        }
    }

    private Optional<TaskStatus> ended() {
        return TaskForm.status(state).filter(TaskStatus::isTerminal);
    }

    private void requireSameTask(JsonObject now) {
        if (now.has("taskId") && !now.string("taskId").equals(Optional.of(id))) {
            throw new McpProtocolException(
                    name() + " was asked for, and the answer is about another task, " + now.get("taskId") + ": "
                            + Findings.excerpt(now.toString()),
                    null);
        }
    }

    /** Cancel the task of a caller that does not wait any longer. */
    void giveUp() {
        if (form().isCancelOfferedBy(tasks.serverCapabilities())) {
            connection.conversation().cancelTask(TaskForm.about(id));
        }
    }

    /** The message of the status in parentheses, if there is one. */
    String statusMessage() {
        return state.string("statusMessage")
                .map(message -> " (" + message + ")")
                .orElse("");
    }

    /** The task, its server and its tool, for messages. */
    String name() {
        return "Task '" + id + "' of server '" + connection.options().server() + "' for tools/call '" + tool + "'";
    }

    private TaskForm form() {
        return tasks.form();
    }

    /** Name the task, its tool and its last known status. */
    @Override
    public String toString() {
        return name() + ": " + TaskForm.status(state).map(TaskStatus::text).orElse("unknown");
    }
}
