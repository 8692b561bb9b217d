/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.connection.McpTask;
import dev.mcpjunit.fixtures.reports.ReportServer;
import dev.mcpjunit.model.TaskStatus;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Fixture;
import dev.mcpjunit.testkit.ReportServers;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.traffic.Traffic;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks are recorded and replayed, and are in the traffic of a test. */
class TaskCassetteTests {

    private static final String NAME = "task-cassette-tests";
    private static final CassetteFiles FILES = new CassetteFiles(NAME);

    @BeforeEach
    @AfterEach
    void removeFiles() throws IOException {
        FILES.remove();
    }

    private static void use(McpConnection reports) {
        assertThat(reports.callTool("archive-report", Map.of("topic", "rain")).text())
                .isEqualTo("Archived: rain");
        McpTask task = reports.startTask("write-report", Map.of("topic", "snow", "polls", 1));
        assertThat(task.status()).isEqualTo(TaskStatus.WORKING);
        assertThat(task.result().text()).isEqualTo("Report about snow");
        McpTask canceled = reports.startTask("write-report", Map.of("topic", "hail", "hold", true));
        canceled.cancel();
        assertThat(canceled.status()).isEqualTo(TaskStatus.CANCELLED);
    }

    @McpServer(name = "reports", source = "reports")
    static class StdioTestCase {
        static ServerSpec reports() {
            return Fixture.stdio(ReportServer.class, "legacy")
                    .cassette(NAME)
                    .clientCapabilities(List.of("tasks"))
                    .build();
        }

        @Test
        void follows(McpConnection reports) {
            use(reports);
        }
    }

    @McpServer(
            name = "reports",
            inProcess = ReportServers.InProcess.class,
            cassette = NAME,
            clientCapabilities = "tasks",
            protocol = "MODERN")
    static class HttpTestCase {
        @Test
        void follows(McpConnection reports, Traffic traffic) {
            use(reports);
            assertThat(traffic.toolCalls("write-report").count()).isEqualTo(2);
            assertThat(traffic.requests("tasks/get").count()).isGreaterThanOrEqualTo(4);
            assertThat(traffic.requests("tasks/cancel").count()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {StdioTestCase.class, HttpTestCase.class})
    void tasks_are_recorded_and_replayed(Class<?> testCase) throws IOException {
        Run.with(Map.of("mcp.cassette", "record"), testCase).allSucceeded(1);
        assertThat(List.of(FILES.text().split("\n")))
                .anySatisfy(line -> assertThat(line).contains("tasks/get"));

        Run.with(Map.of("mcp.cassette", "replay"), testCase).allSucceeded(1);
    }
}
