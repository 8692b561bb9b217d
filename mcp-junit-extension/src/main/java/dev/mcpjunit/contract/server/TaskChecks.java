/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import dev.mcpjunit.connection.ClientProfile;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.connection.McpConnectionBuilder;
import dev.mcpjunit.connection.McpTask;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.internal.rpc.MetaKeys;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.ProtocolEra;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.internal.rpc.TaskForm;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.JsonNull;
import dev.mcpjunit.json.JsonNumber;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.TaskStatus;
import dev.mcpjunit.model.ToolResult;
import dev.mcpjunit.server.RunningServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The checks of {@link TaskServerContract}, each with a connection of its own that declares tasks. */
final class TaskChecks implements AutoCloseable {

    private static final int SAMPLES = 8;
    private static final int LOOKS = 4;

    private final RunningServer server;
    private final String revision;
    private final SampleCall call;
    private final Duration timeout;
    private final McpConnection connection;
    private final TaskForm form;
    private final List<McpTask> open = new ArrayList<>();

    TaskChecks(RunningServer server, McpConnection known, SampleCall call, Duration timeout) {
        this.server = server;
        this.revision = known.server().protocol().date();
        this.call = call;
        this.timeout = timeout;
        this.form = TaskForm.of(ProtocolEra.of(known.server().protocol()));
        if (!form.isOfferedBy(known.server().capabilities())) {
            throw Finding.notApplicable("server '" + server.name() + "' offers no tasks in revision " + revision);
        }
        this.connection = client().open();
    }

    private McpConnectionBuilder client() {
        return McpConnection.builder(server.endpoint())
                .name(server.name())
                .protocol(revision)
                .client(ClientProfile.declaring(List.of("tasks")))
                .requestTimeout(timeout);
    }

    private RuleCheck check(Rule rule) {
        return new RuleCheck(
                rule,
                server.name(),
                server.endpoint().describe(),
                connection.server().protocol());
    }

    private McpTask create() {
        try {
            McpTask task = connection.startTask(call.tool(), call.arguments());
            open.add(task);
            return task;
        } catch (IllegalStateException | McpErrorException noTask) {
            throw Finding.inconclusive("the call of '" + call.tool() + "' is no task: " + noTask.getMessage());
        }
    }

    /** A task that has ended, and its result. */
    private record Ended(McpTask task, ToolResult result) {}

    private Ended ended() {
        McpTask task = create();
        try {
            ToolResult result = task.result();
            call.requireSuccess(server.name(), result.raw());
            return new Ended(task, result);
        } catch (McpException failure) {
            throw Finding.hidden(
                    "the task did not end well, which may be what another check is about: " + failure.getMessage());
        }
    }

    void durable() {
        RuleCheck check = check(TaskRules.DURABLE);
        McpTask task = create();
        TaskFields.error(connection, Methods.GET_TASK, TaskForm.about(task.id()))
                .ifPresent(lost -> check.violation("It created task '" + task.id()
                        + "', and answered tasks/get for it immediately afterwards with error " + lost.code() + " ("
                        + lost.errorMessage() + ")."));
        check.conclude();
    }

    void ids() {
        RuleCheck check = check(TaskRules.IDS);
        var ids = new ArrayList<String>();
        for (int task = 0; task < SAMPLES; task++) {
            ids.add(create().id());
        }
        TaskIds seen = new TaskIds(ids);
        check.violationIf(
                !seen.areUnguessable(),
                "It gave " + SAMPLES + " tasks ids that differ in " + Math.round(seen.bits())
                        + " bits at most, such as '" + ids.get(0) + "' and '" + ids.get(1) + "'.");
        check.conclude();
    }

    void owner(Map<String, String> headersOfOtherUser) {
        RuleCheck check = check(TaskRules.OWNER);
        if (headersOfOtherUser.isEmpty() || !(server.endpoint() instanceof McpEndpoint.Http)) {
            throw Finding.notApplicable("there is no second user; see headersOfOtherUser(), for servers on HTTP");
        }
        McpTask task = create();
        JsonObject about = TaskForm.about(task.id());
        TaskFields.error(connection, Methods.GET_TASK, about).ifPresent(lost -> {
            throw Finding.hidden("the owner does not find the task either: " + lost.getMessage());
        });
        McpConnectionBuilder builder = client();
        headersOfOtherUser.forEach(builder::header);
        try (McpConnection other = builder.open()) {
            check.violationIf(
                    TaskFields.error(other, Methods.GET_TASK, about).isEmpty(),
                    "It showed the task of one user to another, who asked by tasks/get.");
            if (form == TaskForm.CORE && offers("list")) {
                check.violationIf(
                        other.request(Methods.LIST_TASKS, JsonObject.EMPTY)
                                .toString()
                                .contains(task.id()),
                        "It listed the task of one user to another.");
            }
            if (form.isCancelOfferedBy(connection.server().capabilities())) {
                check.violationIf(
                        TaskFields.error(other, Methods.CANCEL_TASK, about).isEmpty(),
                        "It let one user cancel the task of another.");
            }
        }
        check.conclude();
    }

    private boolean offers(String operation) {
        return connection
                .server()
                .capabilities()
                .object("tasks")
                .filter(tasks -> tasks.has(operation))
                .isPresent();
    }

    /** The parameters as a client sends them that does not know tasks. */
    private JsonObject undeclared(JsonObject params) {
        return form == TaskForm.CORE
                ? params
                : params.toBuilder()
                        .put("_meta", Map.of(MetaKeys.CLIENT_CAPABILITIES, JsonObject.EMPTY))
                        .build();
    }

    void undeclared() {
        RuleCheck check = check(TaskRules.UNDECLARED);
        try {
            JsonObject answer = connection.request(Methods.CALL_TOOL, undeclared(call.params()));
            check.violationIf(
                    form.createdBy(answer).isPresent(),
                    "It answered tools/call '" + call.tool() + "' of a client that "
                            + (form == TaskForm.CORE ? "requested no task" : "did not declare tasks")
                            + " with a task: " + Findings.excerpt(answer.toString()));
        } catch (McpErrorException refused) {
            boolean asPrescribed = form == TaskForm.CORE
                    ? refused.code() == RpcErrors.METHOD_NOT_FOUND || refused.code() == RpcErrors.INVALID_REQUEST
                    : refused.code() == RpcErrors.MISSING_CAPABILITY;
            check.violationIf(
                    !asPrescribed,
                    "It answered tools/call '" + call.tool() + "' of a client without tasks with "
                            + TaskFields.code(Optional.of(refused)) + ".");
        }
        if (form == TaskForm.EXTENSION) {
            JsonObject about = undeclared(TaskForm.about(UUID.randomUUID().toString()));
            Optional<McpErrorException> error = TaskFields.error(connection, Methods.GET_TASK, about);
            check.violationIf(
                    error.filter(refused -> refused.code() == RpcErrors.MISSING_CAPABILITY)
                            .isEmpty(),
                    "It answered tasks/get of a client that did not declare tasks with " + TaskFields.code(error)
                            + ".");
        }
        check.conclude();
    }

    void statusAfterEnd() {
        RuleCheck check = check(TaskRules.ENDED);
        McpTask task = ended().task();
        for (int look = 0; look < LOOKS; look++) {
            JsonObject state = connection.request(Methods.GET_TASK, TaskForm.about(task.id()));
            check.violationIf(
                    !state.string("status").equals(Optional.of(TaskStatus.COMPLETED.text())),
                    "Task '" + task.id() + "' was completed, and then " + state.get("status") + ".");
        }
        check.conclude();
    }

    void cancelAfterEnd() {
        RuleCheck check = check(TaskRules.CANCEL_ENDED);
        if (!offers("cancel")) {
            throw Finding.notApplicable("the server does not declare tasks.cancel");
        }
        requireInvalidParams(check, Methods.CANCEL_TASK, ended().task().id(), "a completed task");
        check.conclude();
    }

    void unknown() {
        RuleCheck check = check(TaskRules.UNKNOWN);
        String id = UUID.randomUUID().toString();
        requireInvalidParams(check, Methods.GET_TASK, id, "an id that no task has");
        if (form == TaskForm.CORE) {
            requireInvalidParams(check, Methods.TASK_RESULT, id, "an id that no task has");
            if (offers("cancel")) {
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

    void times() {
        RuleCheck check = check(TaskRules.TIMES);
        JsonObject task = create().state();
        check.violationIf(
                task.string("createdAt").filter(TaskFields::isTime).isEmpty(),
                "createdAt is " + TaskFields.shown(task, "createdAt") + ", which is no time in ISO 8601.");
        boolean hasTtl = task.get(form.ttlMember()) == JsonNull.NULL
                || (task.get(form.ttlMember()) instanceof JsonNumber number && number.isInteger());
        check.violationIf(
                !hasTtl,
                form.ttlMember() + " is " + TaskFields.shown(task, form.ttlMember())
                        + ", which is neither an integer nor null.");
        check.conclude();
    }

    void result() {
        RuleCheck check = check(TaskRules.RESULT);
        JsonObject plain;
        try {
            plain = connection.request(Methods.CALL_TOOL, undeclared(call.params()));
        } catch (McpErrorException refused) {
            throw Finding.notApplicable("'" + call.tool() + "' can be called as a task only: " + refused.getMessage());
        }
        if (form.createdBy(plain).isPresent()) {
            throw Finding.hidden("the plain call is a task as well; another check is about that");
        }
        call.requireSuccess(server.name(), plain);
        JsonObject result = ended().result().raw();
        check.violationIf(
                !TaskFields.comparable(plain).equals(TaskFields.comparable(result)),
                "The plain call of '" + call.tool() + "' returned "
                        + Findings.excerpt(TaskFields.comparable(plain).toString())
                        + ", and the task returned "
                        + Findings.excerpt(TaskFields.comparable(result).toString())
                        + ". The sample call must have the same result each time.");
        check.conclude();
    }

    /** Cancels the tasks that have not ended. */
    @Override
    public void close() {
        try (connection) {
            if (form.isCancelOfferedBy(connection.server().capabilities())) {
                for (McpTask task : open) {
                    if (TaskForm.status(task.state())
                            .filter(TaskStatus::isTerminal)
                            .isEmpty()) {
                        Optional<McpErrorException> unused =
                                TaskFields.error(connection, Methods.CANCEL_TASK, TaskForm.about(task.id()));
                    }
                }
            }
        } catch (McpException unreachable) {
            // The check has its verdict; what the server does with its tasks cannot change it.
        }
    }
}
