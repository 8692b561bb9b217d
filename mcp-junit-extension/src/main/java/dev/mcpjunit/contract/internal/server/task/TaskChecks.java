/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.task;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.connection.McpTask;
import dev.mcpjunit.contract.TaskServerContract;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.message.DeclaredCalls;
import dev.mcpjunit.contract.internal.server.message.IdSample;
import dev.mcpjunit.contract.internal.server.message.MessageParts;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.contract.server.SampleCall;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.ServerDiedException;
import dev.mcpjunit.failure.ServerUnreachableException;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.internal.rpc.TaskForm;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.JsonNull;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.TaskStatus;
import dev.mcpjunit.server.RunningServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apiguardian.api.API;

/** The checks of {@link TaskServerContract}, each with a connection of its own that declares tasks. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TaskChecks implements AutoCloseable {

    private static final int SAMPLES = 8;
    private static final int POLLS = 4;

    private final TaskSubject subject;
    private final SampleCall call;
    private final McpConnection connection;
    private final TaskForm form;

    public TaskChecks(RunningServer server, McpConnection known, SampleCall call, Duration timeout) {
        this.subject = new TaskSubject(server, known, call, timeout);
        this.call = call;
        this.connection = subject.connection();
        this.form = subject.form();
    }

    public void durable() {
        created();
        RuleCheck check = subject.check(TaskRules.DURABLE);
        McpTask task = subject.create();
        TaskFields.error(connection, Methods.GET_TASK, TaskForm.about(task.id()))
                .ifPresent(error -> {
                    String what = "It created task '" + task.id()
                            + "', and answered tasks/get for it immediately afterwards with "
                            + TaskFields.code(Optional.of(error)) + ".";
                    if (error.code() == RpcErrors.INVALID_PARAMS) {
                        check.violation(what);
                    } else {
                        check.inconclusive(what);
                    }
                });
        check.conclude();
    }

    /** A call that requests a task gets one, in the form of the protocol. */
    private void created() {
        RuleCheck check = subject.check(TaskRules.CREATED);
        JsonObject answer;
        try {
            answer = connection.request(
                    Methods.CALL_TOOL, form.requesting(DeclaredCalls.params(call), Optional.empty()));
        } catch (McpErrorException refused) {
            check.violationIf(
                    refused.code() == RpcErrors.METHOD_NOT_FOUND && subject.isTaskPossible(),
                    "It refused to execute tools/call '" + call.tool() + "' as a task: " + refused.getMessage());
            check.conclude();
            throw Finding.inconclusive("the call of '" + call.tool() + "' is no task: " + refused.getMessage());
        }
        Optional<String> breach = form.breachOf(answer, true);
        breach.ifPresent(what -> check.violation("It answered tools/call '" + call.tool() + "' with a task " + what
                + ": " + Findings.excerpt(answer.toString())));
        if (breach.isEmpty() && form.createdBy(answer).isEmpty()) {
            check.violationIf(
                    subject.isTaskPossible(),
                    "Tool '" + call.tool() + "' says that tasks are "
                            + subject.support().orElse("") + ", and a call that requested a task was answered with "
                            + Findings.excerpt(answer.toString()));
        }
        check.conclude();
    }

    public void ids(Map<String, String> headersOfOtherUser) {
        RuleCheck check = subject.check(TaskRules.IDS);
        if (form == TaskForm.CORE && hasUsers(headersOfOtherUser)) {
            throw Finding.notApplicable("tasks belong to users here, and then ids may be guessed in revision "
                    + connection.server().protocol() + "; another check is about users");
        }
        var ids = new ArrayList<String>();
        for (int task = 0; task < SAMPLES; task++) {
            ids.add(subject.create().id());
        }
        IdSample seen = new IdSample(ids);
        check.violationIf(
                !seen.areUnguessable(),
                "It gave " + SAMPLES + " tasks ids that differ in " + Math.round(seen.bits())
                        + " bits at most, such as '" + ids.get(0) + "' and '" + ids.get(1) + "'.");
        check.conclude();
    }

    private boolean hasUsers(Map<String, String> headersOfOtherUser) {
        return !headersOfOtherUser.isEmpty() && subject.server().endpoint() instanceof McpEndpoint.Http;
    }

    public void owner(Map<String, String> headersOfOtherUser) {
        if (!hasUsers(headersOfOtherUser)) {
            throw Finding.notApplicable("there is no second user; see headersOfOtherUser(), for servers on HTTP");
        }
        new TaskOwnerCheck(subject).look(headersOfOtherUser);
    }

    public void undeclared() {
        RuleCheck check = subject.check(TaskRules.UNDECLARED);
        try {
            answered(check, connection.request(Methods.CALL_TOOL, subject.undeclared(DeclaredCalls.params(call))));
        } catch (McpErrorException refused) {
            boolean asPrescribed = form == TaskForm.CORE
                    ? refused.code() == RpcErrors.METHOD_NOT_FOUND || refused.code() == RpcErrors.INVALID_REQUEST
                    : refused.code() == RpcErrors.MISSING_CAPABILITY && TaskFields.namesExtension(refused);
            check.violationIf(
                    !asPrescribed,
                    "It answered tools/call '" + call.tool() + "' of a client without tasks with "
                            + TaskFields.code(Optional.of(refused))
                            + (refused.code() == RpcErrors.MISSING_CAPABILITY
                                    ? ", whose data does not name the extension in requiredCapabilities."
                                    : "."));
        }
        if (form == TaskForm.EXTENSION) {
            JsonObject about = TaskForm.about(subject.create().id());
            refuses(check, Methods.GET_TASK, about);
            refuses(
                    check,
                    Methods.UPDATE_TASK,
                    about.toBuilder().put("inputResponses", JsonObject.EMPTY).build());
            refuses(check, Methods.CANCEL_TASK, about);
        }
        check.conclude();
    }

    private void answered(RuleCheck check, JsonObject answer) {
        String who = "tools/call '" + call.tool() + "' of a client that "
                + (form == TaskForm.CORE ? "requested no task" : "did not declare tasks");
        if (form.createdBy(answer).isPresent() || form.breachOf(answer, false).isPresent()) {
            check.violation("It answered " + who + " with a task: " + Findings.excerpt(answer.toString()));
            return;
        }
        if (subject.isTaskOnly()) {
            check.violation("It answered " + who + " with a result, and the tool says that tasks are required: "
                    + Findings.excerpt(answer.toString()));
            return;
        }
        DeclaredCalls.requireSuccess(call, subject.server().name(), answer);
    }

    private void refuses(RuleCheck check, String method, JsonObject about) {
        Optional<McpErrorException> error = TaskFields.error(connection, method, subject.undeclared(about));
        check.violationIf(
                error.filter(refused -> refused.code() == RpcErrors.MISSING_CAPABILITY)
                        .isEmpty(),
                "It answered " + method + " of a client that did not declare tasks with " + TaskFields.code(error)
                        + ".");
    }

    public void statusAfterEnd() throws InterruptedException {
        RuleCheck check = subject.check(TaskRules.ENDED);
        McpTask task = subject.ended();
        for (int look = 0; look < POLLS; look++) {
            subject.pause(task.state(), POLLS);
            try {
                JsonObject state = connection.request(Methods.GET_TASK, TaskForm.about(task.id()));
                check.violationIf(
                        !state.string("status").equals(Optional.of(TaskStatus.COMPLETED.text())),
                        "Task '" + task.id() + "' was completed, and then " + state.get("status") + ".");
            } catch (McpErrorException refused) {
                // The specification does not say how long a task that has ended is kept before its ttl.
                check.inconclusive("tasks/get for task '" + task.id() + "', which had ended, got "
                        + TaskFields.code(Optional.of(refused)));
            }
        }
        check.conclude();
    }

    public void cancelAfterEnd() {
        RuleCheck check = subject.check(TaskRules.CANCEL_ENDED);
        if (!subject.offers("cancel")) {
            throw Finding.notApplicable("the server does not declare tasks.cancel");
        }
        requireInvalidParams(check, Methods.CANCEL_TASK, subject.ended().id(), "a completed task");
        check.conclude();
    }

    public void unknown() {
        RuleCheck check = subject.check(TaskRules.UNKNOWN);
        String id = UUID.randomUUID().toString();
        requireInvalidParams(check, Methods.GET_TASK, id, "an id that no task has");
        if (form == TaskForm.CORE) {
            requireInvalidParams(check, Methods.TASK_RESULT, id, "an id that no task has");
            if (subject.offers("cancel")) {
                requireInvalidParams(check, Methods.CANCEL_TASK, id, "an id that no task has");
            }
        }
        check.conclude();
    }

    private void requireInvalidParams(RuleCheck check, String method, String id, String what) {
        Optional<McpErrorException> error = TaskFields.error(connection, method, TaskForm.about(id));
        check.violationIf(
                error.filter(refused -> refused.code() == RpcErrors.INVALID_PARAMS)
                        .isEmpty(),
                "It answered " + method + " for " + what + " with " + TaskFields.code(error) + ".");
    }

    public void times() {
        RuleCheck check = subject.check(TaskRules.TIMES);
        McpTask task = subject.create();
        times(check, "the answer that created the task", task.state());
        try {
            times(check, "tasks/get", connection.request(Methods.GET_TASK, TaskForm.about(task.id())));
        } catch (McpErrorException refused) {
            check.inconclusive("tasks/get got " + TaskFields.code(Optional.of(refused)));
        }
        check.conclude();
    }

    private void times(RuleCheck check, String where, JsonObject task) {
        for (String member : List.of("createdAt", "lastUpdatedAt")) {
            check.violationIf(
                    task.string(member).filter(TaskFields::isTime).isEmpty(),
                    "In " + where + ", " + member + " is " + MessageParts.excerpt(task, member)
                            + ", which is no time in ISO 8601.");
        }
        boolean hasTtl = task.get(form.ttlMember()) == JsonNull.NULL
                || (task.get(form.ttlMember()) instanceof JsonNumber number
                        && number.isInteger()
                        && number.value().signum() >= 0);
        check.violationIf(
                !hasTtl,
                "In " + where + ", " + form.ttlMember() + " is " + MessageParts.excerpt(task, form.ttlMember())
                        + ", which is neither null nor an integer that is not negative.");
    }

    public void result() throws InterruptedException {
        RuleCheck check = subject.check(TaskRules.RESULT);
        Optional<JsonObject> plain = subject.plainResult();
        McpTask task = subject.create();
        TaskFields.error(connection, Methods.GET_TASK, TaskForm.about(task.id()))
                .ifPresent(lost -> {
                    throw Finding.hidden(
                            "the task was not found; see stores_a_task_before_it_answers: " + lost.getMessage());
                });
        subject.pause(task.state(), POLLS);
        try {
            JsonObject result = task.result(subject.timeout()).raw();
            plain.ifPresent(other -> check.violationIf(
                    !TaskFields.comparable(other).equals(TaskFields.comparable(result)),
                    "The plain call of '" + call.tool() + "' returned "
                            + Findings.excerpt(TaskFields.comparable(other).toString())
                            + ", and the task returned "
                            + Findings.excerpt(TaskFields.comparable(result).toString())
                            + ". The sample call must have the same result each time."));
            if (plain.isEmpty()) {
                DeclaredCalls.requireSuccess(call, subject.server().name(), result);
            }
        } catch (ServerDiedException | ServerUnreachableException gone) {
            throw Finding.hidden("the server was gone before the task had ended: " + gone.getMessage());
        } catch (McpException failure) {
            check.violation((plain.isPresent() ? "The plain call succeeded, and the task did not: " : "")
                    + failure.getMessage() + " See answersWithin(), if the call may take longer.");
        }
        check.conclude();
        if (plain.isEmpty()) {
            throw Finding.notApplicable("'" + call.tool() + "' requires tasks, so there is no plain result to compare");
        }
    }

    @Override
    public void close() {
        subject.close();
    }
}
