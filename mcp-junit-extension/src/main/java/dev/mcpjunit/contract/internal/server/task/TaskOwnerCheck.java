/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.task;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.connection.McpConnectionBuilder;
import dev.mcpjunit.connection.McpTask;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.failure.TaskCancelledException;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.TaskForm;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.TaskStatus;
import dev.mcpjunit.model.ToolResult;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

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
            // A server that refuses everything to the other user would look as if it kept the tasks apart.
            if (isRefused(() -> other.listTools())) {
                throw Finding.inconclusive("the other user cannot even list the tools; see headersOfOtherUser()");
            }
            check.violationIf(
                    !isRefused(() -> other.request(Methods.GET_TASK, about)),
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
        try {
            if (!list(owner).ids().contains(task.id())) {
                check.inconclusive("the owner's tasks/list does not have the task either");
            }
        } catch (McpErrorException | McpProtocolException refused) {
            check.inconclusive("the owner's tasks/list was refused: " + refused.getMessage());
        }
        try {
            check.violationIf(list(other).ids().contains(task.id()), "It listed the task of one user to another.");
        } catch (McpErrorException | McpProtocolException refused) {
            // What is refused is not shown.
        }
    }

    /** The list up to the task. */
    private TaskList list(McpConnection client) {
        TaskList list = TaskList.read(client, List.of(task.id()), subject.timeout());
        if (!list.isComplete()) {
            check.inconclusive((client == owner ? "the owner's" : "the other user's")
                    + " tasks/list had not ended after " + Durations.print(subject.timeout()));
        }
        return list;
    }

    /** A gateway refuses with an HTTP status instead of an error of JSON-RPC. */
    private static boolean isRefused(Supplier<?> request) {
        try {
            Object unused = request.get();
            return false;
        } catch (McpErrorException | McpProtocolException refused) {
            return true;
        }
    }

    /** A task that has ended refuses each cancellation, whoever asks. */
    private void cancel(McpConnection other) {
        TaskStatus before;
        try {
            before = task.status();
        } catch (McpException lost) {
            check.inconclusive("the owner does not find the task either: " + lost.getMessage());
            return;
        }
        if (before.isTerminal()) {
            check.inconclusive(
                    "the task had ended before another user could try to cancel it; taskCall() must take longer");
        } else if (subject.offersCancel()) {
            if (!isRefused(() -> other.request(Methods.CANCEL_TASK, about))) {
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
            check.inconclusive("it is not known how the task ended after another user had tried to cancel it: "
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
        } catch (McpErrorException | McpProtocolException refused) {
            // As it must be.
        }
    }
}
