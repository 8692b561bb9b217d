/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static dev.mcpjunit.testkit.Catalogs.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fleet.Fleet;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.model.Tool;
import dev.mcpjunit.testkit.EmptyTest;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.ToolListServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.MultipleFailuresError;

/** The budget of a class or a test: what it counts, when it fails, and how growth is accepted. */
class ContextBudgetTests {

    private static final Tool PING = tool("ping", "{'description':'Checks the connection.'}");

    private static final Tool BOOK =
            tool("book", "{'description':'Books a flight that was found before, and returns the ticket.'}");

    private static final Tool SEARCH = tool(
            "search",
            "{'description':'Finds flights between two cities on a day.','inputSchema':{'type':'object','properties':"
                    + "{'from':{'type':'string','title':'From','examples':['Oslo']},'to':{'type':'string'}}}}");

    private static final Tool WORDY_SEARCH = tool(
            "search",
            "{'description':'Finds flights between two cities on a day. Prices are in the currency of the first city."
                    + " Flights that are fully booked are not listed, and those of partners come last.','inputSchema':"
                    + "{'type':'object','properties':{'from':{'type':'string','title':'From','examples':['Oslo']},"
                    + "'to':{'type':'string'}}}}");

    private final ToolListServer server = new ToolListServer(PING, SEARCH);
    private final String name = "budget-" + UUID.randomUUID();
    private final Path snapshot = Path.of("target/context-budget-tests", name + ".snapshot.json");

    @AfterEach
    void stop() {
        server.close();
    }

    private Run run(Class<?> testCase, Map<String, String> parameters) {
        var all = new TreeMap<>(Map.of("tools.url", server.uri().toString(), "snapshot.name", name));
        all.putAll(parameters);
        return Run.with(all, testCase);
    }

    private Run run(Class<?> testCase, String mode) {
        return run(testCase, Map.of("mcp.snapshot", mode));
    }

    private static final String UPDATE = "mvn test -pl mcp-junit-extension -am -Dmcp.snapshot=update"
            + " -Dtest=ContextBudgetTests -Dsurefire.failIfNoSpecifiedTests=false";

    @McpServer(name = "air", url = "${tools.url}")
    @ContextBudget(maxTokens = 150, maxPerTool = 100)
    static class RoomyTestCase implements EmptyTest {}

    @McpServer(name = "air", url = "${tools.url}")
    @ContextBudget(maxTokens = 60, maxPerTool = 40)
    static class TightTestCase implements EmptyTest {}

    @Test
    void a_class_within_its_budget_passes() {
        run(RoomyTestCase.class, "verify").allSucceeded(1);
    }

    @Test
    void a_class_over_its_budget_fails_before_its_tests_and_lists_what_costs() {
        Run run = run(TightTestCase.class, "verify");

        assertThat(run.started()).isZero();
        assertThat(run.failure()).isInstanceOf(AssertionFailedError.class).hasMessage("""
                Context budget exceeded:
                  All tools together cost 68 tokens, 8 more than maxTokens = 60 allows.
                  1 of 2 tools costs more than maxPerTool = 40 allows: air/search (50).

                  tokens by o200k    total  description  input schema  examples  output schema (not in the total)
                  air/search            50           10            25         6                                 0
                  air/ping              18            4             5         0                                 0
                  all tools             68

                  Largest savings:
                    air/search: remove the examples, saves 6 tokens
                    air/search: remove the titles in the input schema, saves 4 tokens
                """);
    }

    @McpServer(name = "air", url = "${tools.url}")
    @PinnedSchema("target/context-budget-tests/${snapshot.name}.snapshot.json")
    @ContextBudget(growthSinceSnapshot = "10%")
    static class GrowthTestCase implements EmptyTest {}

    @Test
    void growth_is_compared_with_the_snapshot_that_the_first_run_writes() {
        run(GrowthTestCase.class, "create-missing").allSucceeded(1);
        run(GrowthTestCase.class, "verify").allSucceeded(1);

        server.change(PING, WORDY_SEARCH);
        Run grown = run(GrowthTestCase.class, "verify");

        assertThat(grown.started()).isZero();
        assertThat(grown.failure())
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith(
                        "Context budget exceeded:\n  The tools of server 'air' grew from 68 to 94 tokens"
                                + " (+38.2 %); largest growth: air/search (+26). growthSinceSnapshot = \"10%\" allows 74.\n\n"
                                + "  tokens by o200k")
                .hasMessageEndingWith("saves 4 tokens\n\n  Accept the growth with   " + UPDATE);
    }

    @Test
    void an_update_accepts_the_growth() {
        run(GrowthTestCase.class, "create-missing").allSucceeded(1);
        server.change(PING, WORDY_SEARCH);

        run(GrowthTestCase.class, "update").allSucceeded(1);
        run(GrowthTestCase.class, "verify").allSucceeded(1);
    }

    @Test
    void compatible_changes_are_not_written_if_they_grow_too_much() throws IOException {
        run(GrowthTestCase.class, "create-missing").allSucceeded(1);
        String written = Files.readString(snapshot);
        server.change(PING, SEARCH, BOOK);

        for (int i = 0; i < 2; i++) {
            assertThat(run(GrowthTestCase.class, "accept-compatible").failure())
                    .hasMessageContaining("largest growth: air/book (new, +")
                    .hasMessageEndingWith("\n  No snapshot was written.\n  Accept the growth with   " + UPDATE);
            assertThat(Files.readString(snapshot)).isEqualTo(written);
        }

        run(RoomyGrowthTestCase.class, "accept-compatible").allSucceeded(1);
        assertThat(Files.readString(snapshot)).contains("\"book\"");
    }

    @McpServer(name = "air", url = "${tools.url}")
    @PinnedSchema("target/context-budget-tests/${snapshot.name}.snapshot.json")
    @ContextBudget(growthSinceSnapshot = "200 tokens")
    static class RoomyGrowthTestCase implements EmptyTest {}

    @McpServer(name = "air", url = "${tools.url}")
    @PinnedSchema("target/context-budget-tests/${snapshot.name}.snapshot.json")
    static class GrowthOfMethodTestCase {
        @Test
        @ContextBudget(growthSinceSnapshot = "10%")
        void limited() {}

        @Test
        void free() {}
    }

    @Test
    void the_budget_of_a_method_fails_only_that_test_and_protects_the_snapshot() throws IOException {
        run(GrowthOfMethodTestCase.class, "create-missing").allSucceeded(2);
        String written = Files.readString(snapshot);
        server.change(PING, SEARCH, BOOK);

        Run verified = run(GrowthOfMethodTestCase.class, "verify");
        assertThat(verified.succeeded()).isEqualTo(1);
        assertThat(verified.failure()).hasMessageContaining("growthSinceSnapshot = \"10%\" allows 74.");

        Run accepting = run(GrowthOfMethodTestCase.class, "accept-compatible");
        assertThat(accepting.failure()).hasMessageContaining("No snapshot was written.");
        assertThat(Files.readString(snapshot)).isEqualTo(written);
    }

    @Test
    void a_missing_snapshot_is_no_pass() {
        assertThat(run(GrowthTestCase.class, "verify").failure())
                .hasMessageStartingWith("No snapshot: server 'air' is pinned, but ");
    }

    @Test
    void a_drift_and_a_growth_are_both_reported() {
        run(GrowthTestCase.class, "create-missing").allSucceeded(1);
        Tool broken = tool(
                "search",
                "{'description':'" + "Very long words. ".repeat(20) + "','inputSchema':{'type':'object','properties':"
                        + "{'from':{'type':'integer'}},'required':['from']}}");
        server.change(PING, broken);

        Throwable failure = run(GrowthTestCase.class, "verify").failure();

        assertThat(failure).isInstanceOf(MultipleFailuresError.class);
        assertThat(((MultipleFailuresError) failure).getFailures())
                .extracting(Throwable::getMessage)
                .satisfiesExactly(
                        drift -> assertThat(drift).startsWith("Schema drift: server 'air'"),
                        growth -> assertThat(growth).startsWith("Context budget exceeded:"));
    }

    @McpServer(name = "air", url = "${tools.url}")
    @ContextBudget(growthSinceSnapshot = "10%")
    static class UnpinnedTestCase implements EmptyTest {}

    @Test
    void growth_without_a_pin_is_a_mistake() {
        assertThat(run(UnpinnedTestCase.class, "verify").failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@ContextBudget on " + UnpinnedTestCase.class.getName()
                        + ": growthSinceSnapshot needs a snapshot of server 'air'. Pin it: @PinnedSchema.");
    }

    @McpServer(name = "air", url = "${tools.url}")
    @McpServer(
            name = "dead",
            command = {"sh", "-c", "echo no key >&2; exit 3"})
    @ContextBudget(maxTokens = 1_000)
    static class DeadTestCase {
        @Test
        void test(Fleet fleet) {
            assertThat(fleet.names()).contains("dead");
        }
    }

    @Test
    void a_server_that_cannot_be_asked_is_no_pass() {
        assertThat(run(DeadTestCase.class, "verify").failure())
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith("Inconclusive: context budget: the tools of some servers are unknown:\n"
                        + "  dead: Server 'dead' did not become ready.")
                .hasMessageContaining("no key");
    }

    @McpServer(name = "air", url = "${tools.url}")
    @McpServer(
            name = "dead",
            command = {"sh", "-c", "exit 3"})
    @ContextBudget(maxTokens = 150, servers = "air")
    static class OnlyAirTestCase {
        @Test
        void test(Fleet fleet) {
            assertThat(fleet.contextCost().total()).isPositive();
        }
    }

    @Test
    void a_budget_counts_the_servers_that_it_names() {
        run(OnlyAirTestCase.class, "verify").allSucceeded(1);
    }

    @McpServer(name = "air", url = "${tools.url}")
    @McpServer(name = "sea", url = "${tools.url}", scope = Scope.METHOD)
    @ContextBudget(maxTokens = 120)
    static class ScopesTestCase {
        @Test
        void one(McpConnection sea) {
            assertThat(sea.catalog().tools()).hasSize(2);
        }

        @Test
        void other() {}
    }

    @McpServer(name = "sea", url = "${tools.url}", scope = Scope.METHOD)
    @ContextBudget(maxTokens = 1)
    static class BothBudgetsTestCase {
        @Test
        @ContextBudget(maxPerTool = 100_000)
        void test() {}
    }

    @Test
    void the_budget_of_a_class_holds_beside_that_of_a_method() {
        assertThat(run(BothBudgetsTestCase.class, "verify").failure()).hasMessageContaining("more than maxTokens = 1");
    }

    @Test
    void servers_of_a_class_and_of_its_tests_are_counted_together_before_each_test() {
        Run run = run(ScopesTestCase.class, "verify");

        assertThat(run.succeeded()).isZero();
        assertThat(run.failedTests()).hasSize(2).allSatisfy(failure -> assertThat(failure)
                .hasMessageContaining("All tools together cost 136 tokens, 16 more than maxTokens = 120 allows.")
                .hasMessageContaining("all tools of air")
                .hasMessageContaining("all tools of sea"));
    }

    @McpServer(name = "air", url = "${tools.url}")
    @ContextBudget(maxTokens = 120)
    static class OuterTestCase {
        @Test
        void fits() {}

        @Nested
        @McpServer(name = "sea", url = "${tools.url}")
        class Inner {
            @Test
            void test() {}
        }

        @Nested
        class WithoutServers {
            @Test
            void test() {}
        }
    }

    @Test
    void a_nested_class_with_more_servers_must_fit_into_the_budget_around_it() {
        Run run = run(OuterTestCase.class, "verify");

        assertThat(run.succeeded()).isEqualTo(2);
        assertThat(run.failure()).hasMessageContaining("All tools together cost 136 tokens");
    }

    @McpServer(config = "${team.config}")
    @ContextBudget(maxTokens = 150)
    static class ConfigTestCase implements EmptyTest {}

    @Test
    void the_servers_of_a_configuration_file_are_counted_without_their_secrets() throws IOException {
        server.change(tool("ping", "{'description':'Sends k93fj20dk3l5n7pq along.'}"));
        String url = Json.print(new JsonString(server.uri().toString()));
        Path file = Path.of("target/context-budget-tests", name + ".json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                {"mcpServers": {
                  "one": {"url": %s, "headers": {"X-Api-Key": "k93fj20dk3l5n7pq"}},
                  "two": {"url": %s}
                }}""".formatted(url, url));

        run(ConfigTestCase.class, Map.of("team.config", file.toString())).allSucceeded(1);

        server.change(PING, SEARCH, tool("k93fj20dk3l5n7pq", "{}"));
        assertThat(run(ConfigTestCase.class, Map.of("team.config", file.toString()))
                        .failure())
                .hasMessageContaining("one/[masked: X-Api-Key]")
                .hasMessageContaining("all tools of two")
                .message()
                .doesNotContain("k93fj20dk3l5n7pq");
    }

    @McpServer(name = "air", url = "${tools.url}")
    static class MistakesTestCase {
        @Test
        @ContextBudget
        void nothing() {}

        @Test
        @ContextBudget(maxTokens = -1)
        void negative() {}

        @Test
        @ContextBudget(growthSinceSnapshot = "some")
        void unreadable() {}

        @Test
        @ContextBudget(maxTokens = 1_000, servers = "sea")
        void unknown() {}
    }

    @Test
    void a_mistake_fails_its_test_only_and_says_what_is_wrong() {
        String on = "@ContextBudget on " + MistakesTestCase.class.getName();
        assertThat(run(MistakesTestCase.class, "verify").failedTests())
                .extracting(Throwable::getMessage)
                .containsExactlyInAnyOrder(
                        on + ".nothing: has no limit. Set maxTokens, maxPerTool or growthSinceSnapshot.",
                        on + ".negative: maxTokens = -1 must be positive.",
                        on
                                + ".unreadable: growthSinceSnapshot: 'some' is not a growth limit. Write a limit such as \"10%\" or"
                                + " \"200 tokens\".",
                        on + ": servers = \"sea\": there is no such server. The servers are [air].");
    }

    @ContextBudget(maxTokens = 150)
    static class NoServerTestCase implements EmptyTest {}

    @Test
    void a_budget_without_a_server_is_a_mistake() {
        assertThat(run(NoServerTestCase.class, "verify").failure())
                .hasMessage("@ContextBudget on " + NoServerTestCase.class.getName()
                        + ": there is no server whose tools could be counted. Declare one: @McpServer.");
    }
}
