/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.task;

import dev.mcpjunit.connection.McpTask;
import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.server.message.MessageParts;
import dev.mcpjunit.contract.internal.server.rule.RuleCheck;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.rpc.TaskForm;
import dev.mcpjunit.internal.time.Deadline;
import dev.mcpjunit.internal.wire.Findings;
import dev.mcpjunit.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks at the metadata by which messages of revision 2025-11-25 name their task. */
record TaskMetadataChecks(TaskSubject subject) {

    static final String RELATED = "io.modelcontextprotocol/related-task";
    private static final int LOOKS = 2;
    private static final int PAUSE_MILLIS = 10;

    void related() throws InterruptedException {
        RuleCheck check = subject.check(TaskRules.RELATED);
        McpTask task = subject.ended();
        JsonObject result;
        try {
            result = subject.connection().request(Methods.TASK_RESULT, TaskForm.about(task.id()));
        } catch (McpErrorException forgotten) {
            throw Finding.inconclusive(
                    "the server gave the result once, and then " + TaskFields.code(Optional.of(forgotten)));
        }
        check.violationIf(
                !related(result).equals(Optional.of(task.id())),
                "It answered tasks/result for task '" + task.id() + "' without that id in " + RELATED + " of _meta: "
                        + Findings.excerpt(result.toString()));
        McpTask other = subject.create();
        JsonObject misled = TaskForm.about(task.id()).toBuilder()
                .put(
                        "_meta",
                        JsonObject.builder()
                                .put(RELATED, TaskForm.about(other.id()))
                                .build())
                .build();
        String what = "It answered tasks/get for task '" + task.id() + "', with the id of task '" + other.id() + "' in "
                + RELATED + ", with ";
        subject.pause(task.state(), LOOKS);
        try {
            JsonObject state = subject.connection()
                    .request(Methods.GET_TASK, misled, subject.timeout().dividedBy(4));
            check.violationIf(
                    !state.string("taskId").equals(Optional.of(task.id())),
                    what + "task " + MessageParts.excerpt(state, "taskId") + ".");
        } catch (McpTimeoutException silent) {
            Deadline soon = Deadline.after(subject.timeout().dividedBy(20));
            JsonObject unused = subject.found(task);
            if (soon.isOver()) {
                throw Finding.inconclusive("the server is slow: " + silent.getMessage());
            }
            check.violation(what + "no response.");
        } catch (McpErrorException refused) {
            subject.pause(task.state(), LOOKS);
            boolean isMisled = refused.code() == RpcErrors.INVALID_PARAMS
                    && subject.state(task).isPresent();
            String code = TaskFields.code(Optional.of(refused));
            check.violationIf(isMisled, what + code + ".");
            if (!isMisled) {
                check.inconclusive("tasks/get got " + code);
            }
        }
        check.conclude();
    }

    static Optional<String> related(JsonObject message) {
        return message.object("_meta").flatMap(meta -> meta.object(RELATED)).flatMap(task -> task.string("taskId"));
    }

    void unrelated() throws InterruptedException {
        RuleCheck check = subject.check(TaskRules.UNRELATED);
        McpTask task = subject.create();
        JsonObject about = TaskForm.about(task.id());
        unrelated(check, Methods.GET_TASK, subject.found(task));
        if (subject.offers("list")) {
            try {
                unrelated(
                        check, Methods.LIST_TASKS, subject.connection().request(Methods.LIST_TASKS, JsonObject.EMPTY));
            } catch (McpErrorException refused) {
                check.inconclusive("tasks/list got " + TaskFields.code(Optional.of(refused)));
            }
        }
        if (subject.offers("cancel")) {
            try {
                unrelated(check, Methods.CANCEL_TASK, subject.connection().request(Methods.CANCEL_TASK, about));
            } catch (McpErrorException ended) {
                check.inconclusive("tasks/cancel got " + TaskFields.code(Optional.of(ended)));
            }
        }
        for (JsonObject message : notified()) {
            unrelated(check, TaskForm.CORE.notification(), RpcMessage.params(message));
        }
        check.conclude();
    }

    /** The notifications about tasks; a stream of their own may bring them later. */
    private List<JsonObject> notified() throws InterruptedException {
        Deadline deadline = Deadline.after(subject.timeout().dividedBy(20));
        while (true) {
            List<JsonObject> all = subject.connection().notifications().stream()
                    .filter(message -> RpcMessage.isCall(message, TaskForm.CORE.notification()))
                    .toList();
            if (!all.isEmpty() || deadline.isOver()) {
                return all;
            }
            boolean unused = new CountDownLatch(1).await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private static void unrelated(RuleCheck check, String what, JsonObject about) {
        check.violationIf(
                about.object("_meta").filter(meta -> meta.has(RELATED)).isPresent(),
                what + " has " + RELATED + " in _meta: " + Findings.excerpt(about.toString()));
    }
}
