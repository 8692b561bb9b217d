/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.task;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.message.DeclaredCalls;
import dev.mcpjunit.contract.internal.server.message.MessageParts;
import dev.mcpjunit.contract.internal.server.message.ProgressOfCall;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.rpc.TaskForm;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.model.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a server of revision 2025-11-25 reports about a task. */
final class TaskProgressCheck {

    private static final JsonString TOKEN = new JsonString("token-of-a-task");

    /** Streams may deliver messages out of order: progress is late only after this much silence. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private static final int LOOKS = 3;

    private final TaskSubject subject;

    TaskProgressCheck(TaskSubject subject) {
        this.subject = subject;
    }

    void look() throws InterruptedException {
        RuleCheck check = subject.check(TaskRules.PROGRESS);
        JsonObject task = created();
        String id = task.string("taskId").orElse("");
        awaitEnd(id, task);
        int atEnd = awaitQuiet();
        for (int look = 0; look < LOOKS; look++) {
            subject.pause(task, LOOKS);
            Optional<JsonObject> unused = state(id);
        }
        List<JsonObject> all = progress();
        if (all.isEmpty()) {
            throw Finding.notApplicable("the server reports no progress of the task");
        }
        for (JsonObject message : all) {
            check.violationIf(
                    !TOKEN.equals(RpcMessage.params(message).get("progressToken")),
                    "The progressToken of task '" + id + "' is " + TOKEN + ", but it sent "
                            + MessageParts.excerpt(message));
        }
        for (JsonObject message : all.subList(atEnd, all.size())) {
            check.violation("After task '" + id + "' had ended, it sent " + MessageParts.excerpt(message));
        }
        check.conclude();
    }

    private JsonObject created() {
        JsonObject params =
                TaskForm.CORE.requesting(DeclaredCalls.params(subject.call(), Optional.of(TOKEN)), Optional.empty());
        try {
            return TaskForm.CORE
                    .createdBy(subject.connection().request(Methods.CALL_TOOL, params))
                    .orElseThrow(() -> Finding.hidden("the call is no task; see stores_a_task_before_it_answers"));
        } catch (McpException refused) {
            throw Finding.inconclusive(
                    "the call of '" + subject.call().tool() + "' is no task: " + refused.getMessage());
        }
    }

    private Optional<JsonObject> state(String id) {
        try {
            return Optional.of(subject.connection().request(Methods.GET_TASK, TaskForm.about(id)));
        } catch (McpException gone) {
            return Optional.empty();
        }
    }

    private void awaitEnd(String id, JsonObject task) throws InterruptedException {
        Deadline deadline = Deadline.after(subject.timeout());
        while (true) {
            Optional<JsonObject> state = state(id);
            if (state.flatMap(TaskForm::status).filter(TaskStatus::isTerminal).isPresent()) {
                return;
            }
            if (deadline.isOver()) {
                throw Finding.hidden("the task was not seen to end; see returns_the_result_of_the_plain_call");
            }
            subject.pause(task, LOOKS);
        }
    }

    /** Wait until nothing more comes, and count what came. */
    private int awaitQuiet() throws InterruptedException {
        Deadline deadline = Deadline.after(subject.timeout());
        Deadline quiet = Deadline.after(QUIET);
        int seen = progress().size();
        while (!quiet.isOver() && !deadline.isOver()) {
            subject.pause(JsonObject.EMPTY, LOOKS);
            int now = progress().size();
            if (now > seen) {
                seen = now;
                quiet = Deadline.after(QUIET);
            }
        }
        return seen;
    }

    private List<JsonObject> progress() {
        return ProgressOfCall.in(subject.connection().notifications());
    }
}
