/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.tool.DeclaredTools;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import dev.mcpjunit.contract.verdict.VerdictReport;
import dev.mcpjunit.fixtures.stock.StockFlaw;
import dev.mcpjunit.fixtures.stock.StockServer;
import dev.mcpjunit.server.McpServerFactory;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.StockServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks of the contract of tools, each with the server that has the flaw which it finds. */
class ToolContractTests {

    /** More runs: {@code -Dmcp.contract.runs=20}. */
    private static final int RUNS = Integer.getInteger("mcp.contract.runs", 1);

    private static final Map<StockFlaw, String> CHECKS = new EnumMap<>(Map.ofEntries(
            Map.entry(StockFlaw.ADDS_A_TOOL, "covers every tool"),
            Map.entry(StockFlaw.HAS_A_BLANK_TITLE, "uses valid names and titles"),
            Map.entry(StockFlaw.CHANGES_WHILE_READING, "leaves state unchanged in read-only calls"),
            Map.entry(StockFlaw.ADDS_INSTEAD_OF_SETTING, "leaves state unchanged in repeated idempotent calls"),
            Map.entry(StockFlaw.FAILS, "answers sample calls"),
            Map.entry(StockFlaw.BREAKS_AN_OUTPUT_SCHEMA, "honors output schemas"),
            Map.entry(StockFlaw.OMITS_THE_TEXT, "repeats structured content as text"),
            Map.entry(StockFlaw.DECLARES_A_WEAK_OUTPUT_SCHEMA, "declares strong output schemas"),
            Map.entry(StockFlaw.REPORTS_PROTOCOL_ERRORS, "reports errors in results"),
            Map.entry(StockFlaw.ACCEPTS_INVALID_ARGUMENTS, "refuses invalid arguments"),
            Map.entry(StockFlaw.REQUIRES_AN_OPTIONAL_ARGUMENT, "accepts minimal arguments"),
            Map.entry(StockFlaw.REQUIRES_THE_ARGUMENTS_MEMBER, "answers calls without arguments")));

    private static VerdictReport overHttp(String protocol, StockFlaw flaw) {
        try (var server = StockServer.http(flaw);
                McpConnection stock = McpConnection.builder(StockServers.http(server))
                        .name("stock")
                        .protocol(protocol)
                        .open()) {
            return ToolProbe.of(StockServers.declared(), stock).all();
        }
    }

    private static VerdictReport overStdio(String era, StockFlaw flaw) {
        try (McpConnection stock = McpConnection.builder(StockServers.stdio(era, flaw))
                .name("stock")
                .open()) {
            return ToolProbe.of(StockServers.declared(), stock).all();
        }
    }

    private static void assertOnlyItsCheckFails(StockFlaw flaw, VerdictReport report) {
        assertThat(report.with(Status.FAILED)).as("%s\n%s", flaw, report).containsExactly(CHECKS.get(flaw));
    }

    @Test
    void each_check_has_a_server_that_only_it_fails() {
        assertThat(CHECKS.values()).hasSize(12).doesNotHaveDuplicates();
        assertThat(Set.of(StockFlaw.values())).hasSize(CHECKS.size() + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-06-18", "LEGACY", "MODERN"})
    void the_good_server_passes_every_check_over_http(String protocol) {
        for (int run = 0; run < RUNS; run++) {
            VerdictReport report = overHttp(protocol, StockFlaw.NONE);
            assertThat(report.with(Status.PASSED)).as("%s", report).hasSize(12);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LEGACY", "MODERN"})
    void each_flaw_fails_exactly_its_check_over_http(String protocol) {
        for (int run = 0; run < RUNS; run++) {
            CHECKS.keySet().forEach(flaw -> assertOnlyItsCheckFails(flaw, overHttp(protocol, flaw)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "modern"})
    void the_good_server_passes_every_check_over_stdio(String era) {
        for (int run = 0; run < RUNS; run++) {
            VerdictReport report = overStdio(era, StockFlaw.NONE);
            assertThat(report.with(Status.PASSED)).as("%s", report).hasSize(12);
        }
    }

    /** Every flaw, with {@code -Dmcp.contract.runs=20}: a process for each would take too long for every build. */
    @ParameterizedTest
    @CsvSource({"legacy, ADDS_INSTEAD_OF_SETTING", "modern, REQUIRES_THE_ARGUMENTS_MEMBER"})
    void each_flaw_fails_exactly_its_check_over_stdio(String era, StockFlaw one) {
        Set<StockFlaw> flaws = RUNS > 1 ? CHECKS.keySet() : Set.of(one);
        for (int run = 0; run < RUNS; run++) {
            flaws.forEach(flaw -> assertOnlyItsCheckFails(flaw, overStdio(era, flaw)));
        }
    }

    @Test
    void the_contract_has_the_same_checks_as_tests() {
        Run good = Run.of(GoodTestCase.class);
        assertThat(good.succeeded()).isEqualTo(12);

        Run flawed = Run.of(NewToolTestCase.class);
        assertThat(flawed.succeeded()).isEqualTo(11);
        assertThat(flawed.failedTests()).hasSize(1).allSatisfy(failure -> assertThat(failure)
                .hasMessage(
                        "Failed: covers every tool: tool 'delete-item' has no sample call, and no reason for having none. Add one:"
                                + " calling(\"delete-item\", …) or withoutSampleCall(\"delete-item\", reason)."));
    }

    /** A call that changes the state only once would hide the change from checks that run later. */
    @Test
    void the_checks_run_one_after_the_other_and_those_of_the_state_first() {
        OrderedTestCase.STARTED.clear();
        Run.of(OrderedTestCase.class).allSucceeded(12);

        assertThat(OrderedTestCase.STARTED)
                .containsSubsequence(
                        "leavesStateUnchangedInReadOnlyCalls",
                        "leavesStateUnchangedInRepeatedIdempotentCalls",
                        "end of leavesStateUnchangedInRepeatedIdempotentCalls",
                        "answersSampleCalls",
                        "end of answersSampleCalls");
        assertThat(OrderedTestCase.STARTED.get(0) + " " + OrderedTestCase.STARTED.get(1))
                .isEqualTo("coversEveryTool end of coversEveryTool");
    }

    @Test
    void the_page_lists_each_check() throws IOException {
        String page = Files.readString(Path.of("../docs/tool-contract.md"));

        assertThat(Stream.of(ToolContract.class.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Test.class))
                        .map(method -> "\n| `" + method.getName() + "` | "))
                .hasSize(12)
                .allSatisfy(row -> assertThat(page).contains(row));
    }

    @McpServer(name = "stock", inProcess = Good.class)
    static class GoodTestCase implements ToolContract {
        @Override
        public DeclaredTools tools() {
            return StockServers.declared();
        }
    }

    @McpServer(name = "stock", inProcess = Good.class)
    static class OrderedTestCase implements ToolContract {

        static final List<String> STARTED = new CopyOnWriteArrayList<>();

        @Override
        public DeclaredTools tools() {
            return StockServers.declared();
        }

        @BeforeEach
        void start(TestInfo test) {
            STARTED.add(test.getTestMethod().orElseThrow().getName());
        }

        @AfterEach
        void end(TestInfo test) {
            STARTED.add("end of " + test.getTestMethod().orElseThrow().getName());
        }
    }

    @McpServer(name = "stock", inProcess = WithNewTool.class)
    static class NewToolTestCase implements ToolContract {
        @Override
        public DeclaredTools tools() {
            return StockServers.declared();
        }
    }

    static final class Good implements McpServerFactory {
        @Override
        public Started start() {
            StockServer server = StockServer.http(StockFlaw.NONE);
            return new Started(server.uri(), server);
        }
    }

    static final class WithNewTool implements McpServerFactory {
        @Override
        public Started start() {
            StockServer server = StockServer.http(StockFlaw.ADDS_A_TOOL);
            return new Started(server.uri(), server);
        }
    }
}
