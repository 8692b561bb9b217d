/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.server.task;

import static dev.mcpjunit.contract.internal.server.rule.Rule.implied;
import static dev.mcpjunit.contract.internal.server.rule.Rule.must;
import static dev.mcpjunit.contract.internal.server.rule.Rule.should;

import dev.mcpjunit.contract.TaskServerContract;
import dev.mcpjunit.contract.internal.server.rule.Rule;
import org.apiguardian.api.API;

/** The rules of {@link TaskServerContract}: the core of 2025-11-25, and the extension of 2026-07-28. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TaskRules {

    private static final String CORE = "basic/utilities/tasks#";
    private static final String EXTENSION =
            "https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#";

    public static final Rule CREATED = new Rule(
            "A call that requests a task is answered with the task, and with nothing else.",
            must(CORE + "result-retrieval"),
            must(EXTENSION + "polymorphic-results"),
            "In revision 2025-11-25, answer with the object 'task'. Since 2026-07-28, answer with the members of the task"
                    + " and the resultType 'task'. A tool that cannot be a task must not say that it can.");

    public static final Rule DURABLE = new Rule(
            "A task exists before the call that creates it is answered.",
            implied(CORE + "creating-tasks"),
            must(EXTENSION + "task-creation"),
            "Store the task before you answer, where every instance of the server finds it.");

    public static final Rule IDS = new Rule(
            "The ids of tasks cannot be guessed.",
            must(CORE + "task-isolation-and-access-control"),
            must(EXTENSION + "security-considerations"),
            "Make ids from a cryptographic random number of at least 64 bits, such as a random UUID.");

    public static final Rule OWNER = new Rule(
            "Only the user who has created a task can see it, get its result or cancel it.",
            must(CORE + "task-isolation-and-access-control"),
            must(EXTENSION + "security-considerations"),
            "Store the user with the task, and answer requests of other users as if there were no such task.");

    public static final Rule UNDECLARED = new Rule(
            "A client that does not request or declare tasks gets none.",
            must(CORE + "tool-level-negotiation"),
            must(EXTENSION + "capability-negotiation"),
            "Answer with the result. If the call can only be a task, answer with error -32601 in revision 2025-11-25 and"
                    + " with -32021 since 2026-07-28, there also to tasks/get, tasks/update and tasks/cancel, with the"
                    + " extension in data.requiredCapabilities.");

    public static final Rule ENDED = new Rule(
            "The status of a task that has ended never changes.",
            must(CORE + "task-status-lifecycle"),
            must(EXTENSION + "task-status"),
            "Do not change the status after completed, failed or cancelled.");

    public static final Rule CANCEL_ENDED = new Rule(
            "A task that has ended cannot be canceled: error -32602.",
            must(CORE + "task-cancellation"),
            null,
            "Check the status before you cancel.");

    public static final Rule UNKNOWN = new Rule(
            "An id that no task has is an invalid parameter: error -32602.",
            must(CORE + "protocol-errors"),
            must(EXTENSION + "protocol-errors"),
            "Answer with error -32602 if there is no such task, also if it has expired.");

    public static final Rule TIMES = new Rule(
            "A task says when it was created and changed, and how long it is kept.",
            must(CORE + "task"),
            must(EXTENSION + "tasks"),
            "Set createdAt and lastUpdatedAt to times in ISO 8601, and ttl (since 2026-07-28: ttlMs) to milliseconds or null.");

    public static final Rule RESULT = new Rule(
            "The result of a task is what the plain call returns.",
            must(CORE + "result-retrieval"),
            must(EXTENSION + "task-execution-errors"),
            "Execute plain calls and tasks with the same code.");

    public static final Rule BEGIN = core(
            "A task begins with the status working.",
            must(CORE + "task-status-lifecycle"),
            "Answer the call with the status working. The others are input_required, completed, failed and cancelled.");

    public static final Rule RESULT_WAITS = core(
            "tasks/result is answered when the task has ended.",
            must(CORE + "result-retrieval"),
            "Hold the response to tasks/result back until the status is final.");

    public static final Rule RELATED = core(
            "The result of a task names its task, and requests name their task by taskId.",
            must(CORE + "associating-task-related-messages"),
            "Put io.modelcontextprotocol/related-task with the taskId into _meta of the response to tasks/result, and"
                    + " ignore that key in requests about tasks.");

    public static final Rule UNRELATED = core(
            "Messages that have the id of a task in them do not repeat it in their metadata.",
            should(CORE + "related-task-metadata"),
            "Leave io.modelcontextprotocol/related-task out of the responses to tasks/get, tasks/list and tasks/cancel, and"
                    + " out of notifications/tasks/status.");

    public static final Rule LISTED = core(
            "A task that tasks/get returns is on a page of tasks/list.",
            must(CORE + "task-listing"),
            "List all tasks of the client, and set nextCursor if there are more than a page has.");

    public static final Rule CANCELED = core(
            "A task that was canceled has the status cancelled, and keeps it.",
            must(CORE + "task-cancellation"),
            "Set the status before you answer tasks/cancel, and ignore how the call ends afterwards.");

    public static final Rule FORBIDDEN = core(
            "A request for a task gets error -32601 if the tool allows no tasks.",
            should(CORE + "tool-level-negotiation"),
            "Compare execution.taskSupport of the tool with the request before you execute it.");

    public static final Rule INPUT = core(
            "While a task waits for input, its status is input_required, and afterward it is not.",
            should(CORE + "input-required-status"),
            "Set the status before you send the request, and again when its answer comes.");

    public static final Rule INPUT_NAMES = core(
            "A request for input during a task names the task.",
            must(CORE + "associating-task-related-messages"),
            "Put io.modelcontextprotocol/related-task with the taskId into _meta of the request.");

    public static final Rule FAILURE = core(
            "A task that has failed says why.",
            should(CORE + "task-execution-errors"),
            "Set statusMessage when the status becomes failed.");

    public static final Rule PROGRESS = core(
            "The progress of a task has the token of its call, and ends with the task.",
            must("basic/utilities/progress#behavior-requirements"),
            "Keep the progressToken of the call with the task, and report nothing after its status is final.");

    private static Rule core(String statement, Rule.Section section, String advice) {
        return new Rule(statement, section, null, advice);
    }

    private TaskRules() {}
}
