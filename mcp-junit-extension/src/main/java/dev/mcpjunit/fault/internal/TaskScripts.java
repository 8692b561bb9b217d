/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal;

import dev.mcpjunit.fault.TaskFault;
import dev.mcpjunit.fault.internal.Script.Opening;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.rpc.ProtocolEra;
import dev.mcpjunit.internal.rpc.RpcErrors;
import dev.mcpjunit.internal.rpc.RpcMessage;
import dev.mcpjunit.internal.rpc.TaskForm;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.TaskStatus;

/** What the faults of tasks do. */
final class TaskScripts {

    private TaskScripts() {}

    static void addTo(FaultScripts table) {
        table.add(TaskFault.LostTask.class, fault -> Scripts.insteadOfRequest(TaskScripts::unknown));
        table.add(
                TaskFault.EndlessTask.class,
                fault -> Scripts.changeResult(result -> withStatus(result, TaskStatus.WORKING)));
        table.add(
                TaskFault.LostTaskResult.class,
                fault -> Scripts.chain(
                        Scripts.onRequest(request -> RpcMessage.isCall(request, Methods.TASK_RESULT)
                                ? Opening.instead(unknown(request))
                                : Opening.FORWARD),
                        Scripts.changeResult(
                                result -> result.toBuilder().remove("result").build())));
        table.add(
                TaskFault.BackwardTask.class,
                fault -> Scripts.changeResult(result -> TaskForm.of(ProtocolEra.HANDSHAKE)
                        .createdBy(result)
                        .map(task -> result.toBuilder()
                                .put("task", withStatus(task, TaskStatus.COMPLETED))
                                .build())
                        .orElseGet(() -> TaskForm.isTask(result) ? withStatus(result, TaskStatus.COMPLETED) : result)));
    }

    private static Act unknown(JsonObject request) {
        String task = RpcMessage.params(request).string("taskId").orElse("");
        return new Act.Send(RpcMessage.error(request.get("id"), RpcErrors.INVALID_PARAMS, "There is no task " + task));
    }

    /** A task with another status, and without what belongs to its own. */
    private static JsonObject withStatus(JsonObject task, TaskStatus status) {
        return task.toBuilder()
                .put("status", status.text())
                .remove("result")
                .remove("error")
                .remove("inputRequests")
                .build();
    }
}
