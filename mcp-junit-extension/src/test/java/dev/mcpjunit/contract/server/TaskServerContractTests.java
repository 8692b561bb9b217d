/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.TaskServerContract;
import dev.mcpjunit.contract.internal.server.message.IdSample;
import dev.mcpjunit.contract.internal.server.rule.Rule;
import dev.mcpjunit.contract.internal.server.task.TaskRules;
import dev.mcpjunit.fixtures.protocol.TaskFlaw;
import dev.mcpjunit.fixtures.reports.ReportServer;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.server.RunningServer;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.Fixture;
import dev.mcpjunit.testkit.Run;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about servers of tasks, each with one flaw. */
class TaskServerContractTests {

    private static final int CHECKS = 19;

    /** Those whose rules only revision 2025-11-25 has. */
    private static final int CORE_CHECKS = 11;

    /**
     * Whose tasks are checked: with users in both eras; without users in the handshake era; with a tool for tasks only.
     */
    private static final List<Class<?>> CASES = List.of(
            LegacyCase.class, ModernCase.class, NobodyCase.class, LegacyTaskOnlyCase.class, ModernTaskOnlyCase.class);

    private static final Set<Class<?>> LEGACY = Set.of(LegacyCase.class, NobodyCase.class, LegacyTaskOnlyCase.class);
    private static final Set<Class<?>> MODERN = Set.of(ModernCase.class, ModernTaskOnlyCase.class);
    private static final Set<Class<?>> PLAIN = Set.of(LegacyCase.class, ModernCase.class, NobodyCase.class);
    private static final Set<Class<?>> LEGACY_WITH_USERS = Set.of(LegacyCase.class, LegacyTaskOnlyCase.class);

    private static boolean hasUsers(Class<?> testCase) {
        return testCase != NobodyCase.class;
    }

    /**
     * What a flaw breaks.
     *
     * @param rule the rule
     * @param where the cases in which it is broken; in the others, nothing is
     */
    private record Broken(Rule rule, Predicate<Class<?>> where) {

        static Broken everywhere(Rule rule) {
            return new Broken(rule, any -> true);
        }

        static Broken in(Rule rule, Set<Class<?>> cases) {
            return new Broken(rule, cases::contains);
        }
    }

    /** What each flaw breaks. */
    private static final Map<TaskFlaw, Broken> BROKEN = new EnumMap<>(Map.ofEntries(
            Map.entry(TaskFlaw.COUNTS_IDS, new Broken(TaskRules.IDS, any -> !LEGACY_WITH_USERS.contains(any))),
            Map.entry(TaskFlaw.SHORT_IDS, new Broken(TaskRules.IDS, any -> !LEGACY_WITH_USERS.contains(any))),
            Map.entry(TaskFlaw.SHARES_TASKS, new Broken(TaskRules.OWNER, TaskServerContractTests::hasUsers)),
            Map.entry(TaskFlaw.SHARES_CANCELLATION, new Broken(TaskRules.OWNER, TaskServerContractTests::hasUsers)),
            Map.entry(TaskFlaw.SHARES_RESULTS, Broken.in(TaskRules.OWNER, LEGACY_WITH_USERS)),
            Map.entry(TaskFlaw.LISTS_TASKS_OF_OTHERS, Broken.in(TaskRules.OWNER, LEGACY_WITH_USERS)),
            Map.entry(TaskFlaw.CREATES_TASKS_LATE, Broken.everywhere(TaskRules.DURABLE)),
            Map.entry(TaskFlaw.IGNORES_TASK_REQUESTS, Broken.in(TaskRules.CREATED, LEGACY)),
            Map.entry(TaskFlaw.MISPLACES_NEW_TASKS, Broken.everywhere(TaskRules.CREATED)),
            Map.entry(TaskFlaw.FORCES_TASKS, Broken.everywhere(TaskRules.UNDECLARED)),
            Map.entry(
                    TaskFlaw.EXECUTES_TASKS_PLAINLY, Broken.in(TaskRules.UNDECLARED, Set.of(LegacyTaskOnlyCase.class))),
            Map.entry(TaskFlaw.GUARDS_ONLY_POLLS, Broken.in(TaskRules.UNDECLARED, MODERN)),
            Map.entry(
                    TaskFlaw.OMITS_THE_MISSING_EXTENSION,
                    Broken.in(TaskRules.UNDECLARED, Set.of(ModernTaskOnlyCase.class))),
            Map.entry(TaskFlaw.REOPENS_TASKS, Broken.everywhere(TaskRules.ENDED)),
            Map.entry(TaskFlaw.REOPENS_TASKS_LATER, Broken.everywhere(TaskRules.ENDED)),
            Map.entry(TaskFlaw.CANCELS_COMPLETED_TASKS, Broken.in(TaskRules.CANCEL_ENDED, LEGACY)),
            Map.entry(TaskFlaw.REPORTS_UNKNOWN_IDS_AS_INTERNAL_ERRORS, Broken.everywhere(TaskRules.UNKNOWN)),
            Map.entry(TaskFlaw.OMITS_THE_TTL, Broken.everywhere(TaskRules.TIMES)),
            Map.entry(TaskFlaw.OMITS_THE_TTL_WHEN_POLLED, Broken.everywhere(TaskRules.TIMES)),
            Map.entry(TaskFlaw.NEGATIVE_TTL, Broken.everywhere(TaskRules.TIMES)),
            Map.entry(TaskFlaw.OMITS_THE_CREATION_TIME, Broken.everywhere(TaskRules.TIMES)),
            Map.entry(TaskFlaw.OMITS_THE_UPDATE_TIME, Broken.everywhere(TaskRules.TIMES)),
            Map.entry(TaskFlaw.CHANGES_RESULTS, Broken.in(TaskRules.RESULT, PLAIN)),
            Map.entry(TaskFlaw.LOSES_RESULTS, Broken.everywhere(TaskRules.RESULT)),
            Map.entry(TaskFlaw.NEVER_ENDS, Broken.everywhere(TaskRules.RESULT))));

    /** What each flaw breaks that only the handshake era has. */
    private static final Map<TaskFlaw, Rule> BROKEN_CORE = new EnumMap<>(Map.ofEntries(
            Map.entry(TaskFlaw.REPORTS_WITH_ANOTHER_TOKEN, TaskRules.PROGRESS),
            Map.entry(TaskFlaw.REPORTS_AFTER_THE_END, TaskRules.PROGRESS),
            Map.entry(TaskFlaw.SUBMITS_TASKS, TaskRules.BEGIN),
            Map.entry(TaskFlaw.ANSWERS_RESULTS_EARLY, TaskRules.RESULT_WAITS),
            Map.entry(TaskFlaw.HIDES_THE_TASK_OF_A_RESULT, TaskRules.RELATED),
            Map.entry(TaskFlaw.FOLLOWS_TASK_METADATA, TaskRules.RELATED),
            Map.entry(TaskFlaw.REPEATS_TASK_METADATA, TaskRules.UNRELATED),
            Map.entry(TaskFlaw.NOTIFIES_WITH_TASK_METADATA, TaskRules.UNRELATED),
            Map.entry(TaskFlaw.LISTS_NO_TASKS, TaskRules.LISTED),
            Map.entry(TaskFlaw.REFUSES_LISTS, TaskRules.LISTED),
            Map.entry(TaskFlaw.CANCELS_LATER, TaskRules.CANCELED),
            Map.entry(TaskFlaw.COMPLETES_CANCELED_TASKS, TaskRules.CANCELED),
            Map.entry(TaskFlaw.MAKES_ANY_TOOL_A_TASK, TaskRules.FORBIDDEN),
            Map.entry(TaskFlaw.FAILS_WITHOUT_A_MESSAGE, TaskRules.FAILURE),
            Map.entry(TaskFlaw.HIDES_THE_TASK_OF_A_QUESTION, TaskRules.INPUT_NAMES),
            Map.entry(TaskFlaw.WAITS_AFTER_THE_ANSWER, TaskRules.INPUT),
            Map.entry(TaskFlaw.WORKS_WHILE_IT_WAITS, TaskRules.INPUT)));

    interface Reports extends TaskServerContract {
        @Override
        default SampleCall taskCall() {
            return new SampleCall("write-report", Map.of("topic", "rain", "polls", 2));
        }

        @Override
        default Optional<SampleCall> failingTaskCall() {
            return Optional.of(new SampleCall("write-report", Map.of("topic", "rain", "polls", 1, "ends", "error")));
        }

        @Override
        default Optional<AskingCall> askingTaskCall() {
            return Optional.of(AskingCall.accepting("sign-report", Map.of("topic", "rain"), Map.of("name", "Ada")));
        }
    }

    interface ReportsOfUsers extends Reports {
        @Override
        default Map<String, String> headersOfOtherUser() {
            return Map.of("Authorization", "Bearer two");
        }
    }

    interface TaskOnly extends ReportsOfUsers {
        @Override
        default SampleCall taskCall() {
            return new SampleCall("archive-report", Map.of("topic", "rain", "polls", 2));
        }
    }

    @McpServer(name = "reports", url = "${reports.url}", headers = "Authorization: Bearer one", protocol = "LEGACY")
    static class LegacyCase implements ReportsOfUsers {}

    @McpServer(name = "reports", url = "${reports.url}", headers = "Authorization: Bearer one", protocol = "MODERN")
    static class ModernCase implements ReportsOfUsers {}

    @McpServer(name = "reports", url = "${reports.url}", protocol = "LEGACY")
    static class NobodyCase implements Reports {}

    @McpServer(name = "reports", url = "${reports.url}", headers = "Authorization: Bearer one", protocol = "LEGACY")
    static class LegacyTaskOnlyCase implements TaskOnly {}

    @McpServer(name = "reports", url = "${reports.url}", headers = "Authorization: Bearer one", protocol = "MODERN")
    static class ModernTaskOnlyCase implements TaskOnly {}

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
    void a_sound_server_passes_each_check_that_applies() {
        try (var server = ReportServer.http(TaskFlaw.NONE)) {
            assertThat(verdicts(LegacyCase.class, server.uri()))
                    .containsExactly(
                            "Not applicable: gives tasks unguessable ids: tasks belong to users here, and then ids"
                                    + " may be guessed in revision 2025-11-25; another check is about users.");
            assertThat(verdicts(ModernCase.class, server.uri()))
                    .hasSize(CORE_CHECKS)
                    .contains("Not applicable: refuses to cancel an ended task: revision 2026-07-28 has no such"
                            + " rule: A task that has ended cannot be canceled: error -32602.");
            assertThat(verdicts(NobodyCase.class, server.uri()))
                    .containsExactly("Not applicable: keeps the tasks of users apart: there is no second user; see"
                            + " headersOfOtherUser(), for servers on HTTP.");
            assertThat(verdicts(LegacyTaskOnlyCase.class, server.uri()))
                    .hasSize(2)
                    .contains(
                            "Not applicable: returns the result of the plain call: 'archive-report' requires tasks, so there is no plain result to compare.");
        }
    }

    /** Why checks gave no verdict, in a class without failures. */
    private static List<String> verdicts(Class<?> testCase, URI uri) {
        Run run = run(testCase, uri);
        assertThat(run.failedTests()).isEmpty();
        assertThat(run.succeeded() + run.aborted().size()).isEqualTo(CHECKS);
        return run.aborted();
    }

    @ParameterizedTest
    @EnumSource(names = {"LOOKS_UP_IDS_FIRST", "ACKNOWLEDGES_ALL_CANCELLATIONS", "SHOWS_INPUT_LATE", "LIMITS_POLLS"})
    void what_the_protocol_allows_is_no_flaw(TaskFlaw allowed) {
        try (var server = ReportServer.http(allowed)) {
            for (Class<?> testCase : CASES) {
                assertThat(verdicts(testCase, server.uri()))
                        .as("%s", testCase)
                        .allMatch(reason -> reason.startsWith("Not applicable: "));
            }
        }
    }

    @Test
    void a_tool_that_reports_its_arguments_first_is_inconclusive() {
        try (var server = ReportServer.http(TaskFlaw.REPORTS_ARGUMENTS_FIRST)) {
            assertThat(verdicts(NobodyCase.class, server.uri()))
                    .filteredOn(reason -> reason.startsWith("Inconclusive: "))
                    .singleElement()
                    .asString()
                    .endsWith("reported an error, perhaps about its arguments.");
        }
    }

    @Test
    void a_process_has_no_second_user() {
        Run run = Run.of(StdioCase.class);

        assertThat(run.failedTests()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(CHECKS - CORE_CHECKS - 1);
        assertThat(run.aborted()).anySatisfy(reason -> assertThat(reason)
                .isEqualTo("Not applicable: keeps the tasks of users apart: there is no second user; see"
                        + " headersOfOtherUser(), for servers on HTTP."));
    }

    @Test
    void each_flaw_has_its_rule() {
        assertThat(Stream.of(BROKEN, BROKEN_CORE).flatMap(flaws -> flaws.keySet().stream()))
                .containsExactlyInAnyOrderElementsOf(Stream.of(TaskFlaw.values())
                        .filter(flaw -> !flaw.isAllowed())
                        .toList());
        assertThat(Stream.concat(BROKEN.values().stream().map(Broken::rule), BROKEN_CORE.values().stream())
                        .distinct())
                .hasSize(CHECKS + 2);
    }

    static Stream<TaskFlaw> flaws() {
        return BROKEN.keySet().stream().filter(flaw -> flaw != TaskFlaw.NEVER_ENDS);
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void each_flaw_fails_exactly_its_check(TaskFlaw flaw) {
        for (Class<?> testCase : CASES) {
            requireFailure(flaw, testCase, BROKEN.get(flaw).where().test(testCase));
        }
    }

    static Stream<TaskFlaw> coreFlaws() {
        return BROKEN_CORE.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("coreFlaws")
    void each_flaw_of_the_handshake_era_fails_exactly_its_check(TaskFlaw flaw) {
        requireFailure(flaw, BROKEN_CORE.get(flaw), LegacyCase.class, true);
    }

    private static void requireFailure(TaskFlaw flaw, Class<?> testCase, boolean isBroken) {
        requireFailure(flaw, BROKEN.get(flaw).rule(), testCase, isBroken);
    }

    private static void requireFailure(TaskFlaw flaw, Rule rule, Class<?> testCase, boolean isBroken) {
        try (var server = ReportServer.http(flaw)) {
            List<Throwable> failed = run(testCase, server.uri()).failedTests();

            assertThat(failed).as("%s %s", testCase, flaw).hasSize(isBroken ? 1 : 0);
            assertThat(failed).allSatisfy(failure -> assertThat(failure)
                    .hasMessageStartingWith("Server 'reports' breaks a rule: " + rule.statement() + "\n\n  ")
                    .hasMessageContaining("  Rule:  ")
                    .hasMessageEndingWith("  To do: " + rule.advice()));
        }
    }

    /** The checks of something else wait for the end as well, and are left out here. */
    interface Brief extends Reports {
        @Override
        default Duration answersWithin() {
            return Duration.ofSeconds(5);
        }

        @Override
        @Disabled
        default void keeps_the_status_of_an_ended_task(RunningServer server, McpConnection connection) {}

        @Override
        @Disabled
        default void refuses_to_cancel_an_ended_task(RunningServer server, McpConnection connection) {}

        @Override
        @Disabled
        default void waits_for_the_end_with_the_result(RunningServer server, McpConnection connection) {}

        @Override
        @Disabled
        default void names_the_task_of_a_result(RunningServer server, McpConnection connection) {}

        @Override
        @Disabled
        default void says_why_a_task_failed(RunningServer server, McpConnection connection) {}

        @Override
        @Disabled
        default void shows_that_a_task_needs_input(RunningServer server, McpConnection connection) {}
    }

    @McpServer(name = "reports", url = "${reports.url}", protocol = "LEGACY")
    static class BriefLegacyCase implements Brief {}

    @McpServer(name = "reports", url = "${reports.url}", protocol = "MODERN")
    static class BriefModernCase implements Brief {}

    @ParameterizedTest
    @ValueSource(classes = {BriefLegacyCase.class, BriefModernCase.class})
    void a_task_without_end_has_no_result(Class<?> testCase) {
        requireFailure(TaskFlaw.NEVER_ENDS, testCase, true);
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

        assertThat(new IdSample(ids).areUnguessable()).isFalse();
    }

    @Test
    void random_ids_cannot_be_guessed() {
        var random = Stream.generate(() -> "task_" + UUID.randomUUID()).limit(8).toList();

        assertThat(new IdSample(random).areUnguessable()).isTrue();
        assertThat(new IdSample(List.of(random.get(0), random.get(0), random.get(1))).areUnguessable())
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
