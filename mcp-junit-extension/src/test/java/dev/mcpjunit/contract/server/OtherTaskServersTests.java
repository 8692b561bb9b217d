/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.RequiresCommand;
import dev.mcpjunit.connection.ClientProfile;
import dev.mcpjunit.connection.ElicitationAnswer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.connection.McpTask;
import dev.mcpjunit.contract.TaskServerContract;
import dev.mcpjunit.contract.internal.server.rule.Rule;
import dev.mcpjunit.contract.internal.server.task.TaskRules;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.failure.TaskCancelledException;
import dev.mcpjunit.model.TaskStatus;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.NodePrograms;
import dev.mcpjunit.testkit.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Servers with tasks that are not ours; what the contract says of them is in docs/tasks.md. */
@RequiresCommand({"node", "npm"})
class OtherTaskServersTests {

    private static final Path PAGE = Path.of("../docs/tasks.md");
    private static final int CHECKS = 19;

    /** The checks by the rules that real servers break. */
    private static final Map<Rule, String> BROKEN = Map.of(
            TaskRules.UNDECLARED, "gives_no_task_to_other_clients",
            TaskRules.RELATED, "names_the_task_of_a_result");

    interface Sdk extends TaskServerContract {
        static ServerSpec server() {
            return ServerSpec.command("node", program("server.mjs"))
                    .name("typescript-sdk")
                    .startupTimeout(Duration.ofMinutes(1))
                    .build();
        }
    }

    @McpServer(name = "typescript-sdk", source = "server")
    static class OptionalCase implements Sdk {
        static ServerSpec server() {
            return Sdk.server();
        }

        @Override
        public SampleCall taskCall() {
            return new SampleCall("report-optional", Map.of("topic", "rain"));
        }
    }

    @McpServer(name = "typescript-sdk", source = "server")
    static class RequiredCase implements Sdk {
        static ServerSpec server() {
            return Sdk.server();
        }

        @Override
        public SampleCall taskCall() {
            return new SampleCall("report-required", Map.of("topic", "rain"));
        }
    }

    private static String program(String file) {
        return NodePrograms.install("tasks").resolve(file).toString();
    }

    private static McpConnection connect(String file, String... arguments) {
        List<String> command = Stream.concat(Stream.of("node", program(file)), Stream.of(arguments))
                .toList();
        return McpConnection.builder(new McpEndpoint.Stdio(command, Map.of(), Path.of("")))
                .name("other")
                .client(ClientProfile.declaring(List.of("tasks", "elicitation")))
                .openTimeout(Duration.ofMinutes(1))
                .requestTimeout(Duration.ofSeconds(30))
                .open();
    }

    /** The verdict of a check on a class, as the page has it. */
    private static String verdict(Run run, String check) {
        String name = check.replace('_', ' ');
        if (run.aborted().stream().anyMatch(reason -> reason.startsWith("Not applicable: " + name + ": "))) {
            return "not applicable";
        }
        boolean isBroken = run.failedTests().stream()
                .flatMap(failure -> BROKEN.entrySet().stream().filter(rule -> String.valueOf(failure.getMessage())
                        .contains("breaks a rule: " + rule.getKey().statement())))
                .anyMatch(rule -> rule.getValue().equals(check));
        return isBroken ? "fails" : "passes";
    }

    @Test
    void the_page_has_the_verdicts_on_the_typescript_sdk() throws IOException {
        Run optional = Run.of(OptionalCase.class);
        Run required = Run.of(RequiredCase.class);

        String page = Files.readString(PAGE);
        List<String> rows = Stream.of(TaskServerContract.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> "| `" + method.getName() + "` | " + verdict(optional, method.getName()) + " | "
                        + verdict(required, method.getName()) + " |")
                .toList();
        assertThat(rows).hasSize(CHECKS).allSatisfy(row -> assertThat(page).contains(row));
        assertThat(optional.failedTests()).singleElement().satisfies(failure -> assertThat(failure)
                .hasMessageContaining("io.modelcontextprotocol/related-task, with no response."));
        assertThat(optional.succeeded() + optional.aborted().size()).isEqualTo(CHECKS - 1);
        assertThat(required.failedTests()).hasSize(2).anySatisfy(failure -> assertThat(failure)
                .hasMessageContaining("the tool says that tasks are required")
                .hasMessageContaining("requires task augmentation"));
        assertThat(required.succeeded() + required.aborted().size()).isEqualTo(CHECKS - 2);
        assertThat(Stream.of(optional, required).flatMap(run -> run.aborted().stream()))
                .allMatch(reason -> reason.startsWith("Not applicable: "));
    }

    @Test
    void tasks_of_the_typescript_sdk_are_followed_and_canceled() {
        try (var reports = connect("server.mjs")) {
            assertThat(reports.callTool("report-required", Map.of("topic", "rain"))
                            .text())
                    .isEqualTo("Report about rain");
            assertThat(reports.callTool("report-optional", Map.of("topic", "snow"))
                            .text())
                    .isEqualTo("Report about snow");

            McpTask task = reports.startTask("report-optional", Map.of("topic", "hail"), Duration.ofMinutes(1));
            assertThat(task.ttl()).contains(Duration.ofMinutes(1));
            assertThat(task.result().text()).isEqualTo("Report about hail");
            assertThat(task.status()).isEqualTo(TaskStatus.COMPLETED);

            McpTask endless = reports.startTask("report-required", Map.of("topic", "fog", "millis", 60_000));
            assertThat(endless.status()).isEqualTo(TaskStatus.WORKING);
            endless.cancel();
            assertThat(endless.status()).isEqualTo(TaskStatus.CANCELLED);
            assertThatThrownBy(endless::result).isInstanceOf(TaskCancelledException.class);
            assertThat(reports.findings()).isEmpty();
        }
    }

    /** Four stages of a second each; the server asks the user during the third. */
    @Test
    void tasks_of_server_everything_ask_and_are_canceled() {
        try (var everything = connect("node_modules/@modelcontextprotocol/server-everything/dist/index.js", "stdio")) {
            everything.onElicitation(question -> ElicitationAnswer.accept(Map.of("interpretation", "historical")));
            McpTask canceled = everything.startTask("simulate-research-query", Map.of("topic", "rain"));
            assertThat(canceled.status()).isEqualTo(TaskStatus.WORKING);
            canceled.cancel();
            assertThat(canceled.status()).isEqualTo(TaskStatus.CANCELLED);

            assertThat(everything
                            .callTool("simulate-research-query", Map.of("topic", "rain", "ambiguous", true))
                            .text())
                    .contains("rain (historical)");
            assertThat(everything.findings()).isEmpty();
        }
    }
}
