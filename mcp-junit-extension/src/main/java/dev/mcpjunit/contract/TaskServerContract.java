/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.internal.ContractExtension;
import dev.mcpjunit.contract.internal.server.task.CoreTaskChecks;
import dev.mcpjunit.contract.internal.server.task.TaskChecks;
import dev.mcpjunit.contract.server.AskingCall;
import dev.mcpjunit.contract.server.SampleCall;
import dev.mcpjunit.server.RunningServer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * {@code TaskServerContract} holds a server to what clients of its tasks rely on, in the form of revision 2025-11-25
 * and of the extension {@code io.modelcontextprotocol/tasks} of 2026-07-28.
 *
 * <pre>{@code
 * @McpServer(image = "acme/reports:2")
 * class ReportTaskTest implements TaskServerContract {
 *     @Override
 *     public SampleCall taskCall() {
 *         return new SampleCall("write-report", Map.of("topic", "rain"));
 *     }
 * }
 * }</pre>
 *
 * <p>The checks open connections of their own, make the call several times, and cancel tasks that they do not need. A
 * failing check says what the server did, the rule with its section of the specification, and what to do. A check of
 * something that the server does not offer is aborted, with the reason. The revision is the one that the connection to
 * the server speaks.
 *
 * <p>The class declares one server. To leave a check out, override it and disable it.
 */
@ExtendWith(ContractExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface TaskServerContract {

    /**
     * Give a call that the server executes as a task if the client wants that.
     *
     * @return a call that does no harm, takes a moment, ends by itself, and has the same result each time; never
     *     {@code null}
     */
    SampleCall taskCall();

    /**
     * Say how long the server may take to answer a request, and to complete the task.
     *
     * @return the time; 20 seconds by default; never {@code null}
     */
    default Duration answersWithin() {
        return Duration.ofSeconds(20);
    }

    /**
     * Give the headers of a second user, for {@link #keeps_the_tasks_of_users_apart}. The first user has the headers of
     * the server's declaration.
     *
     * @return for example {@code Authorization} with another token; empty, the default, for a server without users;
     *     never {@code null}
     */
    default Map<String, String> headersOfOtherUser() {
        return Map.of();
    }

    /**
     * Give a call whose task fails, for {@link #says_why_a_task_failed}.
     *
     * @return a call that does no harm; none by default; never {@code null}
     */
    default Optional<SampleCall> failingTaskCall() {
        return Optional.empty();
    }

    /**
     * Give a call whose task asks the user for input, for {@link #shows_that_a_task_needs_input}.
     *
     * @return a call that does no harm; none by default; never {@code null}
     */
    default Optional<AskingCall> askingTaskCall() {
        return Optional.empty();
    }

    /** A call that requests a task is answered with it, and it is found immediately after that answer. */
    @Test
    default void stores_a_task_before_it_answers(RunningServer server, McpConnection connection) {
        try (var checks = new TaskChecks(server, connection, taskCall(), answersWithin())) {
            checks.durable();
        }
    }

    /** Ids of tasks differ in at least 64 bits; in revision 2025-11-25, only where tasks do not belong to users. */
    @Test
    default void gives_tasks_unguessable_ids(RunningServer server, McpConnection connection) {
        try (var checks = new TaskChecks(server, connection, taskCall(), answersWithin())) {
            checks.ids(headersOfOtherUser());
        }
    }

    /** Another user can neither see a task, nor cancel it, nor get its result. */
    @Test
    default void keeps_the_tasks_of_users_apart(RunningServer server, McpConnection connection) {
        try (var checks = new TaskChecks(server, connection, taskCall(), answersWithin())) {
            checks.owner(headersOfOtherUser());
        }
    }

    /** A client that does not request or declare tasks gets a result, or the error of the protocol. */
    @Test
    default void gives_no_task_to_other_clients(RunningServer server, McpConnection connection) {
        try (var checks = new TaskChecks(server, connection, taskCall(), answersWithin())) {
            checks.undeclared();
        }
    }

    /** A completed task stays completed, in four looks that are as far apart as the server asks for. */
    @Test
    default void keeps_the_status_of_an_ended_task(RunningServer server, McpConnection connection)
            throws InterruptedException {
        try (var checks = new TaskChecks(server, connection, taskCall(), answersWithin())) {
            checks.statusAfterEnd();
        }
    }

    /** In revision 2025-11-25, a completed task cannot be canceled. */
    @Test
    default void refuses_to_cancel_an_ended_task(RunningServer server, McpConnection connection) {
        try (var checks = new TaskChecks(server, connection, taskCall(), answersWithin())) {
            checks.cancelAfterEnd();
        }
    }

    /** An id that no task has is an invalid parameter. */
    @Test
    default void refuses_an_unknown_task(RunningServer server, McpConnection connection) {
        try (var checks = new TaskChecks(server, connection, taskCall(), answersWithin())) {
            checks.unknown();
        }
    }

    /** A task has its times of creation and of the last change, and its time to live, also when it is polled. */
    @Test
    default void says_how_long_a_task_is_kept(RunningServer server, McpConnection connection) {
        try (var checks = new TaskChecks(server, connection, taskCall(), answersWithin())) {
            checks.times();
        }
    }

    /** A task ends with a result, which is that of the plain call. */
    @Test
    default void returns_the_result_of_the_plain_call(RunningServer server, McpConnection connection)
            throws InterruptedException {
        try (var checks = new TaskChecks(server, connection, taskCall(), answersWithin())) {
            checks.result();
        }
    }

    /** In revision 2025-11-25, a task begins as working. */
    @Test
    default void begins_a_task_as_working(RunningServer server, McpConnection connection) {
        try (var checks = new CoreTaskChecks(server, connection, taskCall(), answersWithin())) {
            checks.begin();
        }
    }

    /** In revision 2025-11-25, {@code tasks/result} waits for the end of the task. */
    @Test
    default void waits_for_the_end_with_the_result(RunningServer server, McpConnection connection)
            throws InterruptedException {
        try (var checks = new CoreTaskChecks(server, connection, taskCall(), answersWithin())) {
            checks.resultWaits();
        }
    }

    /** In revision 2025-11-25, a result names its task, and requests are about their {@code taskId}. */
    @Test
    default void names_the_task_of_a_result(RunningServer server, McpConnection connection)
            throws InterruptedException {
        try (var checks = new CoreTaskChecks(server, connection, taskCall(), answersWithin())) {
            checks.related();
        }
    }

    /** In revision 2025-11-25, messages that have the id of a task do not repeat it in {@code _meta}. */
    @Test
    default void repeats_no_task_metadata(RunningServer server, McpConnection connection) throws InterruptedException {
        try (var checks = new CoreTaskChecks(server, connection, taskCall(), answersWithin())) {
            checks.unrelated();
        }
    }

    /** In revision 2025-11-25, tasks that can be fetched are listed. */
    @Test
    default void lists_the_tasks_that_it_returns(RunningServer server, McpConnection connection) {
        try (var checks = new CoreTaskChecks(server, connection, taskCall(), answersWithin())) {
            checks.listed();
        }
    }

    /** In revision 2025-11-25, a canceled task becomes and stays canceled. */
    @Test
    default void keeps_a_canceled_task_canceled(RunningServer server, McpConnection connection)
            throws InterruptedException {
        try (var checks = new CoreTaskChecks(server, connection, taskCall(), answersWithin())) {
            checks.canceled();
        }
    }

    /** In revision 2025-11-25, a tool that allows no tasks refuses a request for one. */
    @Test
    default void refuses_tasks_for_other_tools(RunningServer server, McpConnection connection) {
        try (var checks = new CoreTaskChecks(server, connection, taskCall(), answersWithin())) {
            checks.forbidden();
        }
    }

    /** In revision 2025-11-25, the task of the {@link #failingTaskCall()} says why it failed. */
    @Test
    default void says_why_a_task_failed(RunningServer server, McpConnection connection) {
        try (var checks = new CoreTaskChecks(server, connection, taskCall(), answersWithin())) {
            checks.failure(failingTaskCall());
        }
    }

    /** In revision 2025-11-25, the task of the {@link #askingTaskCall()} shows that it waits for input. */
    @Test
    default void shows_that_a_task_needs_input(RunningServer server, McpConnection connection)
            throws InterruptedException {
        try (var checks = new CoreTaskChecks(server, connection, taskCall(), answersWithin())) {
            checks.input(askingTaskCall());
        }
    }

    /** In revision 2025-11-25, the progress of a task has the token of its call, and ends with the task. */
    @Test
    default void reports_the_progress_of_a_task_until_its_end(RunningServer server, McpConnection connection)
            throws InterruptedException {
        try (var checks = new CoreTaskChecks(server, connection, taskCall(), answersWithin())) {
            checks.progress();
        }
    }
}
