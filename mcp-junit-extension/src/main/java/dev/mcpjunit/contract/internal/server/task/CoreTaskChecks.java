/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.task;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.connection.McpTask;
import dev.mcpjunit.contract.TaskServerContract;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.message.MessageParts;
import dev.mcpjunit.contract.internal.server.peer.ProbeTool;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.contract.server.AskingCall;
import dev.mcpjunit.contract.server.SampleCall;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.internal.rpc.TaskForm;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.ProtocolRevision;
import dev.mcpjunit.model.TaskStatus;
import dev.mcpjunit.model.Tool;
import dev.mcpjunit.server.RunningServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** The checks of {@link TaskServerContract} whose rules only revision 2025-11-25 has. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CoreTaskChecks implements AutoCloseable {

    private static final int LOOKS = 2;
    private static final int TASKS = 3;

    private final TaskSubject subject;
    private final McpConnection connection;

    public CoreTaskChecks(RunningServer server, McpConnection known, SampleCall call, Duration timeout) {
        ProtocolRevision revision = known.server().protocol();
        if (revision.isStateless()) {
            throw Finding.notApplicable("revision " + revision + " has no such rule");
        }
        this.subject = new TaskSubject(server, known, call, timeout);
        this.connection = subject.connection();
    }

    public void begin() {
        RuleCheck check = subject.check(TaskRules.BEGIN);
        JsonObject state = subject.create().state();
        Optional<TaskStatus> status = TaskForm.status(state);
        check.violationIf(
                status.isEmpty(),
                "It created a task whose status is " + MessageParts.excerpt(state, "status")
                        + ", which the protocol does not have.");
        if (status.filter(begun -> begun != TaskStatus.WORKING).isPresent()) {
            check.inconclusive("the task was " + status.get().text()
                    + " when its call was answered. Give a call that takes a moment: taskCall()");
        }
        check.conclude();
    }

    public void resultWaits() throws InterruptedException {
        RuleCheck check = subject.check(TaskRules.RESULT_WAITS);
        McpTask task = subject.create();
        if (isEnded(task)) {
            throw Finding.inconclusive("the task had ended before its result was asked for. Give a call that takes a"
                    + " moment: taskCall()");
        }
        JsonObject unused = subject.found(task);
        subject.pause(task.state(), LOOKS);
        String answer = TaskFields.code(subject.result(task));
        Optional<JsonObject> after = subject.state(task);
        if (after.isEmpty()) {
            throw Finding.inconclusive("the task was not found after tasks/result had been answered with " + answer);
        }
        check.violationIf(
                TaskForm.status(after.get()).filter(TaskStatus::isTerminal).isEmpty(),
                "It answered tasks/result for task '" + task.id() + "' with " + answer + " while the status was "
                        + MessageParts.excerpt(after.get(), "status") + ".");
        check.conclude();
    }

    private static boolean isEnded(McpTask task) {
        return TaskForm.status(task.state()).filter(TaskStatus::isTerminal).isPresent();
    }

    public void related() throws InterruptedException {
        new TaskMetadataChecks(subject).related();
    }

    public void unrelated() throws InterruptedException {
        new TaskMetadataChecks(subject).unrelated();
    }

    public void listed() {
        RuleCheck check = subject.check(TaskRules.LISTED);
        if (!subject.offers("list")) {
            throw Finding.notApplicable("the server does not declare tasks.list");
        }
        var tasks = new ArrayList<McpTask>();
        for (int task = 0; task < TASKS; task++) {
            tasks.add(subject.create());
        }
        try {
            List<String> ids = tasks.stream().map(McpTask::id).toList();
            TaskList listed = TaskList.read(connection, ids, subject.timeout());
            tasks.removeIf(task -> listed.ids().contains(task.id()));
            if (!listed.isComplete()) {
                throw Finding.inconclusive(
                        "the pages of tasks/list had not ended after " + Durations.print(subject.timeout()));
            }
            for (McpTask task : tasks) {
                check.violationIf(
                        subject.state(task).isPresent(),
                        "tasks/get returns task '" + task.id() + "', and no page of tasks/list has it.");
            }
        } catch (McpErrorException refused) {
            String answer = "tasks/list was answered with " + TaskFields.code(Optional.of(refused));
            check.violationIf(
                    tasks.stream().anyMatch(task -> subject.state(task).isPresent()),
                    "It declares tasks.list and keeps tasks, but " + answer + ".");
            check.inconclusive(answer);
        }
        check.conclude();
    }

    public void canceled() throws InterruptedException {
        RuleCheck check = subject.check(TaskRules.CANCELED);
        if (!subject.offers("cancel")) {
            throw Finding.notApplicable("the server does not declare tasks.cancel");
        }
        McpTask task = subject.create();
        JsonObject answer;
        try {
            answer = connection.request(Methods.CANCEL_TASK, TaskForm.about(task.id()));
        } catch (McpErrorException refused) {
            throw Finding.inconclusive("the task could not be canceled: " + TaskFields.code(Optional.of(refused))
                    + ". Give a call that takes a moment: taskCall()");
        }
        requireCanceled(check, "The response to tasks/cancel", answer);
        for (int look = 0; look < LOOKS; look++) {
            Optional<JsonObject> state = subject.state(task);
            // A server may forget a task that was canceled.
            state.ifPresent(now -> requireCanceled(check, "tasks/get after tasks/cancel", now));
            if (state.isEmpty()) {
                break;
            }
            subject.pause(task.state(), LOOKS);
        }
        check.conclude();
    }

    private static void requireCanceled(RuleCheck check, String where, JsonObject state) {
        check.violationIf(
                !TaskForm.status(state).equals(Optional.of(TaskStatus.CANCELLED)),
                where + " has the status " + MessageParts.excerpt(state, "status") + ".");
    }

    public void forbidden() {
        RuleCheck check = subject.check(TaskRules.FORBIDDEN);
        List<Tool> plain = connection.listTools().stream()
                .filter(tool -> TaskForm.support(tool.raw()).equals("forbidden"))
                .toList();
        // An error of a tool that needs no arguments is not about them.
        Optional<String> complete = ProbeTool.readOnlyWithoutArguments(plain);
        String tool = complete.or(() -> ProbeTool.harmless(plain))
                .orElseThrow(() -> Finding.notApplicable("no tool without tasks can be called without harm"));
        JsonObject params = TaskForm.CORE.requesting(
                JsonObject.builder()
                        .put("name", tool)
                        .put("arguments", JsonObject.EMPTY)
                        .build(),
                Optional.empty());
        Optional<McpErrorException> error = Optional.empty();
        try {
            JsonObject result = connection.request(Methods.CALL_TOOL, params);
            if (complete.isEmpty() && result.bool("isError").orElse(false)) {
                throw Finding.inconclusive("'" + tool + "' reported an error, perhaps about its arguments");
            }
        } catch (McpErrorException refused) {
            error = Optional.of(refused);
        }
        if (error.filter(refused -> refused.code() == RpcErrors.INVALID_PARAMS).isPresent()) {
            throw Finding.inconclusive("the server refused the arguments of '" + tool + "' first");
        }
        check.violationIf(
                error.filter(refused -> refused.code() == RpcErrors.METHOD_NOT_FOUND)
                        .isEmpty(),
                "It answered tools/call '" + tool + "', which allows no tasks, with a request for a task by "
                        + TaskFields.code(error) + ".");
        check.conclude();
    }

    public void failure(Optional<SampleCall> failing) {
        RuleCheck check = subject.check(TaskRules.FAILURE);
        SampleCall bad = failing.orElseThrow(
                () -> Finding.notApplicable("the test declares no task that fails; see failingTaskCall()"));
        McpTask task = subject.create(bad);
        Optional<McpErrorException> unused = subject.result(task);
        JsonObject state =
                subject.state(task).orElseThrow(() -> Finding.inconclusive("the failed task was not found any more"));
        if (!TaskForm.status(state).equals(Optional.of(TaskStatus.FAILED))) {
            throw Finding.inconclusive("the status of the task of failingTaskCall() is "
                    + MessageParts.excerpt(state, "status") + ". Give a call that fails");
        }
        check.violationIf(
                state.string("statusMessage").filter(text -> !text.isBlank()).isEmpty(),
                "Task '" + task.id() + "' failed, and tasks/get has no statusMessage: "
                        + Findings.excerpt(state.toString()));
        check.conclude();
    }

    public void progress() throws InterruptedException {
        new TaskProgressCheck(subject).look();
    }

    public void input(Optional<AskingCall> asking) throws InterruptedException {
        AskingCall asks = asking.orElseThrow(() ->
                Finding.notApplicable("the test declares no task that asks the user for input; see askingTaskCall()"));
        new TaskInputCheck(subject, asks).look();
    }

    @Override
    public void close() {
        subject.close();
    }
}
