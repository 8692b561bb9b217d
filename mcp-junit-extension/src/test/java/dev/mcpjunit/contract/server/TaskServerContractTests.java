/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.fixtures.protocol.TaskFlaw;
import dev.mcpjunit.fixtures.reports.ReportServer;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Fixture;
import dev.mcpjunit.testkit.Run;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about servers of tasks, each with one flaw. */
class TaskServerContractTests {

    private static final int CHECKS = 9;

    /** The rule that each flaw breaks. */
    private static final Map<TaskFlaw, Rule> BROKEN = new EnumMap<>(Map.ofEntries(
            Map.entry(TaskFlaw.COUNTS_IDS, TaskRules.IDS),
            Map.entry(TaskFlaw.SHORT_IDS, TaskRules.IDS),
            Map.entry(TaskFlaw.SHARES_TASKS, TaskRules.OWNER),
            Map.entry(TaskFlaw.CREATES_TASKS_LATE, TaskRules.DURABLE),
            Map.entry(TaskFlaw.FORCES_TASKS, TaskRules.UNDECLARED),
            Map.entry(TaskFlaw.REOPENS_TASKS, TaskRules.ENDED),
            Map.entry(TaskFlaw.CANCELS_COMPLETED_TASKS, TaskRules.CANCEL_ENDED),
            Map.entry(TaskFlaw.REPORTS_UNKNOWN_IDS_AS_INTERNAL_ERRORS, TaskRules.UNKNOWN),
            Map.entry(TaskFlaw.OMITS_THE_TTL, TaskRules.TIMES),
            Map.entry(TaskFlaw.OMITS_THE_CREATION_TIME, TaskRules.TIMES),
            Map.entry(TaskFlaw.CHANGES_RESULTS, TaskRules.RESULT)));

    interface Reports extends TaskServerContract {
        @Override
        default SampleCall taskCall() {
            return new SampleCall("write-report", Map.of("topic", "rain", "polls", 1));
        }
    }

    @McpServer(name = "reports", url = "${reports.url}", headers = "Authorization: Bearer one", protocol = "LEGACY")
    static class LegacyCase implements Reports {
        @Override
        public Map<String, String> headersOfOtherUser() {
            return Map.of("Authorization", "Bearer two");
        }
    }

    @McpServer(name = "reports", url = "${reports.url}", headers = "Authorization: Bearer one", protocol = "MODERN")
    static class ModernCase implements Reports {
        @Override
        public Map<String, String> headersOfOtherUser() {
            return Map.of("Authorization", "Bearer two");
        }
    }

    @McpServer(name = "reports", source = "reports")
    static class StdioCase implements Reports {
        static ServerSpec reports() {
            return Fixture.stdio(ReportServer.class, "modern").build();
        }
    }

    private static Run run(Class<?> testCase, URI uri) {
        return Run.with(Map.of("reports.url", uri.toString()), testCase);
    }

    @Test
    void a_sound_server_passes_each_check() {
        try (var server = ReportServer.http(TaskFlaw.NONE)) {
            run(LegacyCase.class, server.uri()).allSucceeded(CHECKS);
            Run modern = run(ModernCase.class, server.uri());

            assertThat(modern.failedTests()).isEmpty();
            assertThat(modern.succeeded()).isEqualTo(CHECKS - 1);
            assertThat(modern.aborted())
                    .containsExactly("Not applicable: refuses to cancel an ended task: revision 2026-07-28 has no such"
                            + " rule: A task that has ended cannot be canceled: error -32602.");
        }
    }

    @Test
    void a_process_has_no_second_user() {
        Run run = Run.of(StdioCase.class);

        assertThat(run.failedTests()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(CHECKS - 2);
        assertThat(run.aborted()).anySatisfy(reason -> assertThat(reason)
                .isEqualTo("Not applicable: keeps the tasks of users apart: there is no second user; see"
                        + " headersOfOtherUser(), for servers on HTTP."));
    }

    @Test
    void each_flaw_has_its_rule() {
        assertThat(BROKEN).hasSize(TaskFlaw.values().length - 1);
        assertThat(BROKEN.values()).hasSize(11);
        assertThat(List.copyOf(BROKEN.values()).stream().distinct()).hasSize(CHECKS);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void each_flaw_fails_exactly_its_check(TaskFlaw flaw) {
        for (Class<?> testCase : List.of(LegacyCase.class, ModernCase.class)) {
            boolean applies = testCase == LegacyCase.class || flaw != TaskFlaw.CANCELS_COMPLETED_TASKS;
            try (var server = ReportServer.http(flaw)) {
                List<Throwable> failed = run(testCase, server.uri()).failedTests();

                assertThat(failed).as("%s %s", testCase, flaw).hasSize(applies ? 1 : 0);
                assertThat(failed).allSatisfy(failure -> assertThat(failure)
                        .hasMessageStartingWith("Server 'reports' breaks a rule: "
                                + BROKEN.get(flaw).statement() + "\n\n  ")
                        .hasMessageContaining("  Rule:  ")
                        .hasMessageEndingWith("  To do: " + BROKEN.get(flaw).advice()));
            }
        }
    }

    @Test
    void a_server_without_tasks_has_nothing_to_check() {
        try (var server = WeatherServer.http(WeatherOptions.standard())) {
            Run run = run(LegacyCase.class, server.uri());

            assertThat(run.failedTests()).isEmpty();
            assertThat(run.succeeded()).isZero();
            assertThat(run.aborted()).hasSize(CHECKS).allSatisfy(reason -> assertThat(reason)
                    .contains("server 'reports' offers no tasks in revision 2025-11-25"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%d", "task-%d", "0b5c9b4e-7d1f-11ee-b962-%012x", "%08x"})
    void counters_can_be_guessed_whatever_surrounds_them(String format) {
        var ids = IntStream.range(0, 8)
                .mapToObj(i -> String.format(format, 1_700_000_000 + i))
                .toList();

        assertThat(new TaskIds(ids).areUnguessable()).isFalse();
    }

    @Test
    void random_ids_cannot_be_guessed() {
        var random = Stream.generate(() -> "task_" + UUID.randomUUID()).limit(8).toList();

        assertThat(new TaskIds(random).areUnguessable()).isTrue();
        assertThat(new TaskIds(List.of(random.get(0), random.get(0), random.get(1))).areUnguessable())
                .isFalse();
    }

    @Test
    void the_page_lists_each_check() throws IOException {
        String page = Files.readString(Path.of("../docs/server-contracts.md"));

        assertThat(Stream.of(TaskServerContract.class.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Test.class))
                        .map(method -> "\n| `" + method.getName() + "` | "))
                .hasSize(CHECKS)
                .allSatisfy(row -> assertThat(page).contains(row));
    }
}
