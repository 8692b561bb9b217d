/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.task;

import dev.mcpjunit.connection.ClientProfile;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.connection.McpConnectionBuilder;
import dev.mcpjunit.connection.McpTask;
import dev.mcpjunit.contract.TaskServerContract;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.message.DeclaredCalls;
import dev.mcpjunit.contract.internal.server.rule.Rule;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.contract.server.SampleCall;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.internal.rpc.MetaKeys;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.ProtocolEra;
import dev.mcpjunit.internal.rpc.TaskForm;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.TaskStatus;
import dev.mcpjunit.server.RunningServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The server that {@link TaskServerContract} checks, over a connection that declares tasks, and the tasks created
 * there.
 */
final class TaskSubject implements AutoCloseable {

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);

    private final RunningServer server;
    private final String revision;
    private final SampleCall call;
    private final Duration timeout;
    private final McpConnection connection;
    private final TaskForm form;
    private final List<McpTask> open = new ArrayList<>();

    TaskSubject(RunningServer server, McpConnection known, SampleCall call, Duration timeout) {
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

    McpConnectionBuilder client() {
        return McpConnection.builder(server.endpoint())
                .name(server.name())
                .protocol(revision)
                .client(ClientProfile.declaring(List.of("tasks")))
                .requestTimeout(timeout);
    }

    /** A client that can be asked, too. */
    McpConnectionBuilder asking() {
        return client().client(ClientProfile.declaring(List.of("tasks", "elicitation")));
    }

    RunningServer server() {
        return server;
    }

    SampleCall call() {
        return call;
    }

    Duration timeout() {
        return timeout;
    }

    McpConnection connection() {
        return connection;
    }

    TaskForm form() {
        return form;
    }

    RuleCheck check(Rule rule) {
        return new RuleCheck(rule, server, connection.server().protocol());
    }

    boolean offers(String operation) {
        return connection
                .server()
                .capabilities()
                .object("tasks")
                .filter(tasks -> tasks.has(operation))
                .isPresent();
    }

    boolean offersCancel() {
        return form.isCancelOfferedBy(connection.server().capabilities());
    }

    /** What the tool of the sample call says of tasks; empty since 2026-07-28, where the server decides. */
    Optional<String> support() {
        return form == TaskForm.EXTENSION
                ? Optional.empty()
                : connection.listTools().stream()
                        .filter(tool -> tool.name().equals(call.tool()))
                        .map(tool -> TaskForm.support(tool.raw()))
                        .findFirst();
    }

    /** Whether the tool declares that a call may be a task. */
    boolean isTaskPossible() {
        return support()
                .filter(support -> support.equals("optional") || support.equals(TaskForm.REQUIRED))
                .isPresent();
    }

    boolean isTaskOnly() {
        return support().equals(Optional.of(TaskForm.REQUIRED));
    }

    /** The result of the plain call; empty if the tool can be called as a task only. */
    Optional<JsonObject> plainResult() {
        if (isTaskOnly()) {
            return Optional.empty();
        }
        JsonObject plain;
        try {
            plain = connection.request(Methods.CALL_TOOL, undeclared(DeclaredCalls.params(call)));
        } catch (McpErrorException refused) {
            return Optional.empty();
        }
        if (form.createdBy(plain).isPresent()) {
            throw Finding.hidden("the plain call is a task as well; another check is about that");
        }
        DeclaredCalls.requireSuccess(call, server.name(), plain);
        return Optional.of(plain);
    }

    McpTask create() {
        return create(call);
    }

    McpTask create(SampleCall call) {
        try {
            McpTask task = connection.startTask(call.tool(), call.arguments());
            open.add(task);
            return task;
        } catch (IllegalStateException | McpErrorException | McpProtocolException noTask) {
            throw Finding.inconclusive("the call of '" + call.tool() + "' is no task: " + noTask.getMessage());
        }
    }

    /** Create a task, and wait until it has ended well. */
    McpTask ended() {
        McpTask task = create();
        try {
            DeclaredCalls.requireSuccess(call, server.name(), task.result().raw());
            return task;
        } catch (McpException failure) {
            throw Finding.hidden(
                    "the task did not succeed; see returns_the_result_of_the_plain_call: " + failure.getMessage());
        }
    }

    /** Ask for the result; empty if it comes, and otherwise the error. */
    Optional<McpErrorException> result(McpTask task) {
        try {
            return TaskFields.error(connection, Methods.TASK_RESULT, TaskForm.about(task.id()));
        } catch (McpTimeoutException late) {
            throw Finding.hidden("see returns_the_result_of_the_plain_call: " + late.getMessage());
        }
    }

    /** What {@code tasks/get} says of a task that exists. */
    JsonObject found(McpTask task) {
        return state(task)
                .orElseThrow(() -> Finding.hidden("the task was not found; see stores_a_task_before_it_answers"));
    }

    /** What {@code tasks/get} says; empty for an error. */
    Optional<JsonObject> state(McpTask task) {
        try {
            return Optional.of(connection.request(Methods.GET_TASK, TaskForm.about(task.id())));
        } catch (McpErrorException gone) {
            return Optional.empty();
        }
    }

    /** The parameters as a client sends them that does not know tasks. */
    JsonObject undeclared(JsonObject params) {
        return form == TaskForm.CORE
                ? params
                : params.toBuilder()
                        .put("_meta", Map.of(MetaKeys.CLIENT_CAPABILITIES, JsonObject.EMPTY))
                        .build();
    }

    /** Wait before the next look at a task: as long as the server asks for, but no large part of the timeout. */
    void pause(JsonObject state, int looks) throws InterruptedException {
        Duration wanted = form.pollInterval(state).orElse(SHORTEST_PAUSE);
        Duration atLeast = wanted.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : wanted;
        Deadline pause = Deadline.after(timeout.dividedBy(looks)).atMost(atLeast);
        // Only time shows that a status does not change; there is nothing to wait for.
        boolean unused = new CountDownLatch(1).await(pause.remainingNanos(), TimeUnit.NANOSECONDS);
    }

    /** Cancels the tasks that have not ended. */
    @Override
    public void close() {
        try (connection) {
            if (offersCancel()) {
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
