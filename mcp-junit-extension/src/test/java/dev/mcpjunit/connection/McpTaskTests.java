/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.failure.TaskCancelledException;
import dev.mcpjunit.fixtures.protocol.TaskFlaw;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.model.TaskStatus;
import dev.mcpjunit.model.ToolResult;
import dev.mcpjunit.testkit.Awaiting;
import dev.mcpjunit.testkit.ReportServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls that a server executes as tasks, in both forms and over both transports. */
class McpTaskTests {

    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Map<String, Object> RAIN = Map.of("topic", "rain");
    private static final Map<String, Object> HELD = Map.of("topic", "rain", "hold", true);

    @ParameterizedTest
    @EnumSource
    void a_call_follows_its_task_to_the_result(ReportServers via) throws Exception {
        try (var server = via.start(TaskFlaw.NONE);
                var reports = via.client(server, "tasks").open()) {
            ToolResult archived = reports.callTool("archive-report", RAIN);

            assertThat(archived.text()).isEqualTo("Archived: rain");
            assertThat(archived.isError()).isFalse();
            assertThat(reports.callTool("write-report", RAIN).text()).isEqualTo("Report about rain");
            assertThat(reports.callTool("release-reports").text()).isEqualTo("Released.");
            assertThat(reports.findings()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_client_that_declares_no_tasks_gets_results_only(ReportServers via) throws Exception {
        try (var server = via.start(TaskFlaw.NONE);
                var reports = via.client(server).open()) {
            assertThat(reports.callTool("write-report", RAIN).text()).isEqualTo("Report about rain");
            assertThatThrownBy(() -> reports.callTool("archive-report", RAIN))
                    .isInstanceOf(McpErrorException.class)
                    .hasMessageContaining("clientCapabilities = \"tasks\"");
            assertThatThrownBy(() -> reports.startTask("write-report", RAIN))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("This client did not declare to server 'reports' that it can follow tasks."
                            + " Declare it: @McpServer(clientCapabilities = \"tasks\")");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_task_that_the_client_does_not_know_is_a_breach(ReportServers via) throws Exception {
        try (var server = via.start(TaskFlaw.FORCES_TASKS);
                var reports = via.client(server).open()) {
            assertThatThrownBy(() -> reports.callTool("write-report", RAIN))
                    .isInstanceOf(McpProtocolException.class)
                    .hasMessageContaining(
                            via.isModern()
                                    ? "is a task, but this client has not declared tasks"
                                    : "with a task, but the call did not request one");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_started_task_is_a_handle(ReportServers via) throws Exception {
        try (var server = via.start(TaskFlaw.NONE);
                var reports = via.client(server, "tasks").open()) {
            McpTask task = reports.startTask("write-report", Map.of("topic", "rain", "polls", 2));

            assertThat(task.ttl()).contains(Duration.ofHours(1));
            assertThat(task.state().string("createdAt")).isPresent();
            assertThat(task)
                    .hasToString(
                            "Task '" + task.id() + "' of server 'reports' for tools/call" + " 'write-report': working");
            assertThat(Stream.generate(task::status).limit(3))
                    .containsExactly(TaskStatus.WORKING, TaskStatus.WORKING, TaskStatus.COMPLETED);
            assertThat(task.result().text()).isEqualTo("Report about rain");
            assertThat(task.result().text()).isEqualTo("Report about rain");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_canceled_task_has_no_result(ReportServers via) throws Exception {
        try (var server = via.start(TaskFlaw.NONE);
                var reports = via.client(server, "tasks").open()) {
            McpTask task = reports.startTask("write-report", HELD);
            task.cancel();

            assertThat(task.status()).isEqualTo(TaskStatus.CANCELLED);
            assertThatThrownBy(task::result)
                    .isInstanceOf(TaskCancelledException.class)
                    .hasMessage("Task '" + task.id() + "' of server 'reports' for tools/call 'write-report'"
                            + " was canceled, so it has no result.");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_failed_task_fails_as_the_plain_call_does(ReportServers via) throws Exception {
        try (var server = via.start(TaskFlaw.NONE);
                var reports = via.client(server, "tasks").open()) {
            ToolResult error = reports.startTask("write-report", Map.of("topic", "rain", "ends", "tool-error"))
                    .result();
            assertThat(error.isError()).isTrue();
            assertThat(error.text()).isEqualTo("There is nothing to report about rain");
            assertThat(reports.toolErrors()).isEqualTo(1);

            McpTask broken = reports.startTask("write-report", Map.of("topic", "rain", "ends", "error"));
            var failure = catchThrowableOfType(McpErrorException.class, broken::result);
            assertThat(failure.code()).isEqualTo(-32602);
            assertThat(failure).hasMessageContaining(broken.id()).hasMessageContaining("The printer is on fire");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_task_that_asks_is_answered_by_the_script(ReportServers via) throws Exception {
        try (var server = via.start(TaskFlaw.NONE);
                var reports = via.client(server, "tasks", "elicitation").open()) {
            reports.onElicitation(question -> ElicitationAnswer.accept(Map.of("name", "Ada")));
            McpTask task = reports.startTask("sign-report", RAIN);

            assertThat(task.status()).isEqualTo(TaskStatus.INPUT_REQUIRED);
            assertThat(task.result().text()).isEqualTo("Report about rain, signed by Ada");
            assertThat(reports.callTool("sign-report", RAIN).text()).isEqualTo("Report about rain, signed by Ada");
            assertThat(reports.findings()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_task_continues_after_its_caller_gave_up(ReportServers via) throws Exception {
        try (var server = via.start(TaskFlaw.NONE);
                var reports = via.client(server, "tasks").open()) {
            McpTask task = reports.startTask("write-report", HELD);

            assertThatThrownBy(() -> task.result(Duration.ofMillis(100)))
                    .isInstanceOf(McpTimeoutException.class)
                    .hasMessageStartingWith("Task '" + task.id() + "' of server 'reports' for tools/call"
                            + " 'write-report' had no result within 100 ms. Its last status was working.");
            reports.callTool("release-reports");
            assertThat(task.result().text()).isEqualTo("Report about rain");
        }
    }

    @Test
    void a_call_that_is_too_late_cancels_its_task() throws Exception {
        ReportServers via = ReportServers.HTTP_LEGACY;
        try (var server = via.start(TaskFlaw.NONE);
                var observer = via.client(server).open();
                var reports = via.client(server, "tasks")
                        .requestTimeout(Duration.ofMillis(500))
                        .open()) {
            assertThatThrownBy(() -> reports.callTool("archive-report", Map.of("topic", "rain", "polls", 1_000_000)))
                    .isInstanceOf(McpTimeoutException.class)
                    .hasMessageContaining("raise requestTimeout");
            JsonArray tasks = observer.request("tasks/list", JsonObject.EMPTY)
                    .array("tasks")
                    .orElseThrow();
            assertThat(tasks.objects())
                    .extracting(task -> task.string("status").orElse(""))
                    .containsExactly("cancelled");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_LEGACY", "STDIO_LEGACY"})
    void a_notification_ends_the_pause_between_two_polls(ReportServers via) throws Exception {
        try (var server = via.start(TaskFlaw.NONE);
                var reports = via.client(server, "tasks").open()) {
            reports.listen();
            McpTask task =
                    reports.startTask("write-report", Map.of("topic", "rain", "hold", true, "pollInterval", 600_000));
            var result = new FutureTask<>(() -> task.result(BOUND));
            var thread = new Thread(result);
            thread.start();
            Awaiting.until(BOUND, () -> assertThat(thread.getStackTrace())
                    .extracting(StackTraceElement::getMethodName)
                    .contains("pause", "tryAcquire"));
            reports.callTool("release-reports");

            assertThat(result.get(BOUND.toSeconds(), TimeUnit.SECONDS).text()).isEqualTo("Report about rain");
        }
    }

    @Test
    void an_expired_task_is_an_error() throws Exception {
        ReportServers via = ReportServers.HTTP_LEGACY;
        try (var server = via.start(TaskFlaw.NONE);
                var reports = via.client(server, "tasks").open()) {
            McpTask task = reports.startTask("write-report", HELD, Duration.ofMillis(1));

            assertThat(task.ttl()).contains(Duration.ofMillis(1));
            assertThatThrownBy(() -> task.result(BOUND))
                    .isInstanceOf(McpErrorException.class)
                    .hasMessageContaining("tasks/get '" + task.id() + "'")
                    .hasMessageContaining("has expired");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_LEGACY", "STDIO_MODERN"})
    void a_task_that_works_again_after_its_end_is_a_breach(ReportServers via) throws Exception {
        try (var server = via.start(TaskFlaw.REOPENS_TASKS);
                var reports = via.client(server, "tasks").open()) {
            McpTask task = reports.startTask("write-report", Map.of("topic", "rain", "polls", 0));

            assertThat(task.status()).isEqualTo(TaskStatus.COMPLETED);
            assertThatThrownBy(task::status)
                    .isInstanceOf(McpProtocolException.class)
                    .hasMessageContaining(
                            "was completed and is working now. A task that has ended must keep its status");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_LEGACY", "HTTP_MODERN"})
    void a_tool_that_is_no_task_cannot_be_started(ReportServers via) throws Exception {
        try (var server = via.start(TaskFlaw.NONE);
                var reports = via.client(server, "tasks").open()) {
            assertThatThrownBy(() -> reports.startTask("release-reports", Map.of()))
                    .isInstanceOf(via.isModern() ? IllegalStateException.class : McpErrorException.class)
                    .hasMessageContaining(via.isModern() ? "with a result instead of a task" : "-32601");
        }
    }

    @Test
    void a_server_without_tasks_is_named() {
        try (var server = WeatherServer.http(WeatherOptions.standard());
                var weather = McpConnection.builder(new McpEndpoint.Http(server.uri(), Map.of()))
                        .name("weather")
                        .client(ClientProfile.declaring(List.of("tasks")))
                        .open()) {
            assertThatThrownBy(() -> weather.startTask("get-forecast", Map.of("city", "Oslo")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Server 'weather' does not declare the capability tasks.requests.tools.call, so that"
                            + " 'get-forecast' cannot be called as a task. Use callTool.");
            assertThat(weather.callTool("get-forecast", Map.of("city", "Oslo")).isError())
                    .isFalse();
        }
    }

    @Test
    void names_with_a_slash_are_extensions() {
        assertThat(ClientProfile.declaring(List.of("elicitation", "tasks", "com.example/charts"))
                        .capabilities())
                .hasToString("{\"elicitation\":{},\"extensions\":{\"io.modelcontextprotocol/tasks\":{},"
                        + "\"com.example/charts\":{}}}");
    }
}
