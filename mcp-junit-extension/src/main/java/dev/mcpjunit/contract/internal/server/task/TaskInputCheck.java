/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.task;

import dev.mcpjunit.connection.ElicitationAnswer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.connection.McpTask;
import dev.mcpjunit.contract.internal.server.message.MessageParts;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.contract.server.AskingCall;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.TaskForm;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.model.TaskStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** Looks at a task, in revision 2025-11-25, while it asks its user for something. */
record TaskInputCheck(TaskSubject subject, AskingCall call) {

    private static final Duration WAIT = Duration.ofSeconds(2);

    /** No task has this id. */
    private static final String NONE = "";

    void look() {
        RuleCheck check = subject.check(TaskRules.INPUT);
        var created = new CompletableFuture<String>();
        var judged = new ConcurrentLinkedQueue<Optional<String>>();
        try (McpConnection client = subject.asking().open()) {
            client.onElicitation(params -> {
                // The question may overtake the answer that names the task.
                String id = created.completeOnTimeout(NONE, WAIT.toMillis(), TimeUnit.MILLISECONDS)
                        .join();
                if (!id.equals(NONE)) {
                    judged.add(wrongInput(client, id, params));
                }
                return new ElicitationAnswer(answer(params));
            });
            McpTask task = client.startTask(call.tool(), call.arguments());
            created.complete(task.id());
            JsonObject unused = client.request(Methods.TASK_RESULT, TaskForm.about(task.id()), subject.timeout());
        } catch (McpException | IllegalStateException noTask) {
            check.inconclusive("the call of '" + call.tool() + "' gave no task that ends well: " + noTask.getMessage());
        }
        judged.forEach(wrong -> wrong.ifPresent(check::violation));
        if (judged.isEmpty()) {
            check.inconclusive("the task of '" + call.tool() + "' asked for no elicitation");
        }
        check.conclude();
    }

    /** What is wrong while a task asks for input. */
    private static Optional<String> wrongInput(McpConnection client, String id, JsonObject params) {
        if (!TaskMetadataChecks.related(params).equals(Optional.of(id))) {
            return Optional.of("During task '" + id + "', it sent elicitation/create without that id in "
                    + TaskMetadataChecks.RELATED + " of _meta: " + Findings.excerpt(params.toString()));
        }
        try {
            JsonObject state = client.request(Methods.GET_TASK, TaskForm.about(id));
            return TaskForm.status(state).equals(Optional.of(TaskStatus.INPUT_REQUIRED))
                    ? Optional.empty()
                    : Optional.of("While task '" + id + "' waited for input, its status was "
                            + MessageParts.excerpt(state, "status") + ".");
        } catch (McpErrorException unknown) {
            // Another check is about tasks that are not found.
            return Optional.empty();
        }
    }

    private JsonObject answer(JsonObject params) {
        JsonObject question = JsonObject.builder()
                .put("method", Methods.ELICIT)
                .put("params", params)
                .build();
        return JsonValue.of(call.answers().apply(question)) instanceof JsonObject answer ? answer : JsonObject.EMPTY;
    }
}
