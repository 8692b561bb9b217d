/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.connection.McpConnectionBuilder;
import dev.mcpjunit.connection.McpTask;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.failure.TaskCancelledException;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.TaskForm;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.TaskStatus;
import dev.mcpjunit.model.ToolResult;
import java.util.Map;
import java.util.Optional;

/** Whether a second user can see, cancel or collect the task of the first. */
final class TaskOwnerCheck {

    private final TaskSubject subject;
    private final McpConnection owner;
    private final RuleCheck check;
    private final McpTask task;
    private final JsonObject about;

    TaskOwnerCheck(TaskSubject subject) {
        this.subject = subject;
        this.owner = subject.connection();
        this.check = subject.check(TaskRules.OWNER);
        this.task = subject.create();
        this.about = TaskForm.about(task.id());
    }

    void look(Map<String, String> headersOfOtherUser) {
        McpConnectionBuilder builder = subject.client();
        headersOfOtherUser.forEach(builder::header);
        try (McpConnection other = builder.open()) {
            check.violationIf(
                    TaskFields.error(other, Methods.GET_TASK, about).isEmpty(),
                    "It showed the task of one user to another, who asked by tasks/get.");
            if (subject.form() == TaskForm.CORE && subject.offers("list")) {
                lists(other);
            }
            cancel(other);
            if (subject.form() == TaskForm.CORE) {
                result(other);
            }
        }
        check.conclude();
    }

    private void lists(McpConnection other) {
        if (!isListed(owner)) {
            check.unclear("the owner's tasks/list does not have the task either");
        }
        check.violationIf(isListed(other), "It listed the task of one user to another.");
    }

    private boolean isListed(McpConnection client) {
        Deadline deadline = Deadline.after(subject.timeout());
        JsonObject params = JsonObject.EMPTY;
        while (!deadline.isOver()) {
            JsonObject page = client.request(Methods.LIST_TASKS, params, deadline.remaining());
            if (page.toString().contains(task.id())) {
                return true;
            }
            Optional<String> next = page.string("nextCursor").filter(cursor -> !cursor.isEmpty());
            if (next.isEmpty()) {
                return false;
            }
            params = JsonObject.builder().put("cursor", next.get()).build();
        }
        check.unclear("tasks/list had not ended after " + Durations.print(deadline.budget()));
        return false;
    }

    /** A task that has ended refuses each cancellation, whoever asks. */
    private void cancel(McpConnection other) {
        TaskStatus before;
        try {
            before = task.status();
        } catch (McpException lost) {
            check.unclear("the owner does not find the task either: " + lost.getMessage());
            return;
        }
        if (before.isTerminal()) {
            check.unclear("the task had ended before another user could try to cancel it; taskCall() must take longer");
        } else if (subject.offersCancel()) {
            Optional<McpErrorException> refused = TaskFields.error(other, Methods.CANCEL_TASK, about);
            if (refused.isEmpty()) {
                acknowledged();
            }
        }
    }

    /** Since 2026-07-28, an acknowledgment says nothing, so that it does not say either which tasks exist. */
    private void acknowledged() {
        if (subject.form() == TaskForm.CORE) {
            check.violation("It let one user cancel the task of another.");
            return;
        }
        try {
            ToolResult unused = task.result(subject.timeout());
        } catch (TaskCancelledException canceled) {
            check.violation("It let one user cancel the task of another.");
        } catch (McpException unknown) {
            check.unclear("it is not known how the task ended after another user had tried to cancel it: "
                    + unknown.getMessage());
        }
    }

    /** This request waits for the end of the task; a refusal does not. */
    private void result(McpConnection other) {
        try {
            JsonObject unused = other.request(Methods.TASK_RESULT, about, subject.timeout());
            check.violation("It gave the result of one user's task to another, who asked by tasks/result.");
        } catch (McpTimeoutException waited) {
            check.violation("It did not refuse tasks/result to another user: there was no answer within "
                    + Durations.print(subject.timeout()) + ".");
        } catch (McpErrorException refused) {
            // As it must be.
        }
    }
}
