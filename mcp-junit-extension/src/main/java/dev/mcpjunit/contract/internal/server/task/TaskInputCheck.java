/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.task;

import dev.mcpjunit.connection.ElicitationAnswer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.connection.McpTask;
import dev.mcpjunit.contract.internal.server.message.DeclaredCalls;
import dev.mcpjunit.contract.internal.server.message.MessageParts;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.contract.server.AskingCall;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.TaskForm;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.TaskStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** Looks at a task, in revision 2025-11-25, while it asks its user for input, and afterward. */
final class TaskInputCheck {

    private static final Duration WAIT = Duration.ofSeconds(2);
    private static final int LOOKS = 10;

    /** No task has this id. */
    private static final String NONE = "";

    private final TaskSubject subject;
    private final AskingCall call;
    private final Queue<Question> questions = new ConcurrentLinkedQueue<>();

    TaskInputCheck(TaskSubject subject, AskingCall call) {
        this.subject = subject;
        this.call = call;
    }

    /**
     * A request for input.
     *
     * @param status what was shown of its task while the request was open; empty if that is not known
     */
    private record Question(String task, JsonObject params, Optional<JsonObject> status) {

        boolean namesTask() {
            return TaskMetadataChecks.related(params).equals(Optional.of(task));
        }
    }

    void look() throws InterruptedException {
        RuleCheck names = subject.check(TaskRules.INPUT_NAMES);
        RuleCheck status = subject.check(TaskRules.INPUT);
        var created = new CompletableFuture<String>();
        try (McpConnection client = subject.asking().open()) {
            client.onElicitation(params -> {
                // The question may overtake the answer that names the task.
                String id = created.completeOnTimeout(NONE, WAIT.toMillis(), TimeUnit.MILLISECONDS)
                        .join();
                if (!id.equals(NONE)) {
                    questions.add(new Question(id, params, waiting(client, id)));
                }
                return new ElicitationAnswer(answer(params));
            });
            McpTask task = client.startTask(call.tool(), call.arguments());
            created.complete(task.id());
            JsonObject unused = client.request(Methods.TASK_RESULT, TaskForm.about(task.id()), subject.timeout());
            subject.pause(task.state(), LOOKS);
            ended(client, task.id(), status);
        } catch (McpException | IllegalStateException noTask) {
            names.inconclusive("the call of '" + call.tool() + "' made no task that completes: " + noTask.getMessage());
        }
        questions.forEach(question -> judge(question, names, status));
        if (questions.isEmpty()) {
            names.inconclusive("the task of '" + call.tool() + "' asked for no elicitation");
        }
        if (names.isClean()) {
            status.conclude();
        }
        names.conclude();
    }

    /** Judge what is shown of a task whose result was there. */
    private void ended(McpConnection client, String id, RuleCheck status) {
        try {
            JsonObject state = client.request(Methods.GET_TASK, TaskForm.about(id));
            status.violationIf(
                    !questions.isEmpty() && isWaiting(state),
                    "After the result of task '" + id + "', its status was still "
                            + MessageParts.excerpt(state, "status") + ".");
        } catch (McpException unknown) {
            // A server may forget a task whose result it has given.
        }
    }

    private void judge(Question question, RuleCheck names, RuleCheck status) {
        String id = question.task();
        names.violationIf(
                !question.namesTask(),
                "During task '" + id + "', it sent elicitation/create without that id in " + TaskMetadataChecks.RELATED
                        + " of _meta: " + Findings.excerpt(question.params().toString()));
        if (question.status().isEmpty()) {
            status.inconclusive("the status of task '" + id + "' is not known");
        }
        if (question.status().filter(TaskInputCheck::isEnded).isPresent()) {
            status.inconclusive("task '" + id + "' ended while its request was open, so it did not need the input");
        }
        question.status()
                .filter(state -> !isWaiting(state) && !isEnded(state))
                .ifPresent(state -> status.violation("While task '" + id + "' waited for input, its status was still "
                        + MessageParts.excerpt(state, "status") + " after " + Durations.print(bound()) + "."));
    }

    private static boolean isWaiting(JsonObject state) {
        return TaskForm.status(state).equals(Optional.of(TaskStatus.INPUT_REQUIRED));
    }

    private static boolean isEnded(JsonObject state) {
        return TaskForm.status(state).filter(TaskStatus::isTerminal).isPresent();
    }

    private Duration bound() {
        return subject.timeout().dividedBy(LOOKS);
    }

    /** What is shown of a task whose request is open: the status may follow the request. */
    private Optional<JsonObject> waiting(McpConnection client, String id) {
        Deadline deadline = Deadline.after(bound());
        try {
            while (true) {
                JsonObject state = client.request(Methods.GET_TASK, TaskForm.about(id));
                if (isWaiting(state) || isEnded(state) || deadline.isOver()) {
                    return Optional.of(state);
                }
                subject.pause(state, LOOKS);
            }
        } catch (McpException unknown) {
            // Another check is about tasks that are not found.
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private JsonObject answer(JsonObject params) {
        return DeclaredCalls.answer(
                call,
                JsonObject.builder()
                        .put("method", Methods.ELICIT)
                        .put("params", params)
                        .build());
    }
}
