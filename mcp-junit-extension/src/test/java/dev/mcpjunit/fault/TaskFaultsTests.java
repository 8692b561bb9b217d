/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault;

import static dev.mcpjunit.fault.Selector.method;
import static dev.mcpjunit.fault.Selector.toolCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mcpjunit.FaultKind;
import dev.mcpjunit.InjectFault;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.connection.McpTask;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.failure.McpProtocolException;
import dev.mcpjunit.failure.McpTimeoutException;
import dev.mcpjunit.fixtures.reports.ReportServer;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.internal.wiring.TestProxies;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Fixture;
import dev.mcpjunit.testkit.ReportServers;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.traffic.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the faults of tasks do to a client that follows them, in both forms and over both transports. */
class TaskFaultsTests {

    private static final Map<String, Object> RAIN = Map.of("topic", "rain", "polls", 1);

    private static ServerHandle start(ReportServers via, Duration requestTimeout) {
        String era = via.isModern() ? "modern" : "legacy";
        var spec = via.name().startsWith("HTTP")
                ? ServerSpec.inProcess(ReportServers.InProcess.class)
                : Fixture.stdio(ReportServer.class, era);
        return new ServerHandle(spec.name("reports")
                .protocol(era.toUpperCase(Locale.ROOT))
                .clientCapabilities(List.of("tasks"))
                .requestTimeout(requestTimeout)
                .build());
    }

    /** What the call of a tool that is a task ends with under a fault. */
    private static <E extends McpException> E failure(
            ReportServers via, Duration requestTimeout, Class<E> type, Selector selector, Fault fault) {
        try (var reports = start(via, requestTimeout);
                var wire = new TestProxies(false)) {
            McpConnection connection = wire.connection(reports);
            InjectedFault injected = wire.faults().on(selector).inject(fault);
            E failure = catchThrowableOfType(type, () -> connection.callTool("archive-report", RAIN));
            assertThat(injected.fired()).isPositive();
            wire.faults().clear();
            // The fault happened to one task; the next one is followed.
            assertThat(connection.callTool("archive-report", RAIN).text()).isEqualTo("Archived: rain");
            return failure;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_lost_task_is_an_error(ReportServers via) {
        var failure = failure(
                via,
                Duration.ofSeconds(20),
                McpErrorException.class,
                method("tasks/get").nth(2),
                new TaskFault.LostTask());

        assertThat(failure.code()).isEqualTo(-32602);
        assertThat(failure).hasMessageContaining("There is no task");
    }

    @ParameterizedTest
    @EnumSource
    void a_task_without_end_ends_with_the_deadline(ReportServers via) {
        assertThat(failure(
                        via,
                        Duration.ofSeconds(2),
                        McpTimeoutException.class,
                        method("tasks/get"),
                        new TaskFault.EndlessTask()))
                .hasMessageContaining("had no result within 2 s. Its last status was working.");
    }

    @ParameterizedTest
    @EnumSource
    void a_lost_result_is_an_error(ReportServers via) {
        var failure = failure(
                via,
                Duration.ofSeconds(20),
                McpException.class,
                method(via.isModern() ? "tasks/get" : "tasks/result"),
                new TaskFault.LostTaskResult());

        assertThat(failure)
                .hasMessageContaining(via.isModern() ? "is completed, but has no result" : "There is no task");
    }

    @ParameterizedTest
    @EnumSource
    void a_status_that_goes_backwards_is_a_breach(ReportServers via) {
        assertThat(failure(
                        via,
                        Duration.ofSeconds(20),
                        McpProtocolException.class,
                        toolCall("archive-report"),
                        new TaskFault.BackwardTask()))
                .hasMessageContaining("was completed and is working now");
    }

    @McpServer(
            name = "reports",
            inProcess = ReportServers.InProcess.class,
            clientCapabilities = "tasks",
            protocol = "MODERN")
    static class AnnotatedTestCase {
        @Test
        @InjectFault(onMethod = "tasks/get", calls = "1", fault = FaultKind.TASK_LOST)
        void loses_the_task(McpConnection reports, Traffic traffic) {
            McpTask task = reports.startTask("write-report", RAIN);

            assertThatThrownBy(task::result).isInstanceOf(McpErrorException.class);
            assertThat(task.result().text()).isEqualTo("Report about rain");
            assertThat(traffic.toolCalls("write-report").count()).isEqualTo(1);
        }
    }

    @Test
    void an_annotation_loses_a_task() {
        Run.of(AnnotatedTestCase.class).allSucceeded(1);
    }
}
