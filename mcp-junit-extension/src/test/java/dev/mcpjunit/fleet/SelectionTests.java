/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fleet;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static dev.mcpjunit.assertj.McpAssertions.assertThatThrownBy;
import static dev.mcpjunit.testkit.Catalogs.catalog;
import static dev.mcpjunit.testkit.Catalogs.tool;

import dev.mcpjunit.budget.Tokenizer;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.testkit.HidingClassLoader;
import dev.mcpjunit.testkit.ToolListServer;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which tools are selected for a task, what that saves, and what is said of a selection that loses a tool. */
class SelectionTests {

    private static final Tokenizer CHARACTERS = new Tokenizer("characters", String::length);

    private static final Catalog GITHUB = catalog(
            tool("search_issues", "{'description':'Search for issues and pull requests.'}"),
            tool("createIssue", "{'description':'Create a new issue in a repository.'}"),
            tool("get-file", "{'description':'Get the contents of a file of a repository.'}"));

    private static final Catalog WEATHER = catalog(
            tool(
                    "get-forecast",
                    "{'description':'Forecast for the coming days.','inputSchema':{'type':'object','properties':"
                            + "{'city':{'type':'string','description':'Where, for example Oslo'}}}}"),
            tool("status", "{'description':'Is the service up?'}"));

    private static final Catalog MAIL = catalog(
            tool("send", "{'description':'Sends a letter.'}"), tool("status", "{'description':'Mailbox size.'}"));

    private final Toolbox toolbox = Toolbox.of(catalogs(), Map.of(), CHARACTERS);

    private static Map<String, Catalog> catalogs() {
        Map<String, Catalog> catalogs = new LinkedHashMap<>();
        catalogs.put("github", GITHUB);
        catalogs.put("weather", WEATHER);
        catalogs.put("mail", MAIL);
        return catalogs;
    }

    private static List<String> names(Selection selection) {
        return selection.kept().stream().map(FleetTool::toString).toList();
    }

    @Test
    void words_of_names_descriptions_and_arguments_find_a_tool() {
        assertThat(names(toolbox.relevantTo("Which issues mention the login?")))
                .containsExactly("github/search_issues", "github/createIssue");
        assertThat(names(toolbox.relevantTo("Will it rain in Oslo?"))).containsExactly("weather/get-forecast");
        assertThat(names(toolbox.relevantTo("weather forecasts"))).startsWith("weather/get-forecast");
        assertThat(names(toolbox.relevantTo("Read FILES"))).containsExactly("github/get-file");
    }

    @Test
    void a_task_without_a_word_in_common_selects_nothing() {
        assertThat(names(toolbox.relevantTo("42 !?"))).isEmpty();
        assertThat(names(toolbox.relevantTo("the of"))).isEmpty();
        assertThat(names(toolbox.relevantTo(""))).isEmpty();
        assertThat(Toolbox.of(Map.of()).relevantTo("weather").savedPercent()).isZero();
    }

    @Test
    void the_number_of_tools_is_limited_and_a_very_long_task_is_ranked() {
        String text = "issue ".repeat(3) + String.join(" ", java.util.Collections.nCopies(5_000, "w"));
        var words = new StringBuilder(text);
        for (int i = 0; i < 3_000; i++) {
            words.append(" word").append((char) ('a' + i % 26)).append(Integer.toString(i, 26));
        }

        assertThat(names(toolbox.select(words.toString(), ToolSelector.bm25(1))))
                .hasSize(1);
        assertThatThrownBy(() -> ToolSelector.bm25(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("most must be at least 1, but is 0");
    }

    @Test
    void equal_tools_are_ranked_in_the_order_of_the_servers() {
        Catalog same = catalog(tool("find", "{'description':'Finds a train.'}"));
        Map<String, Catalog> servers = new LinkedHashMap<>();
        List.of("x3", "x1", "x2").forEach(name -> servers.put(name, same));

        assertThat(names(Toolbox.of(servers).relevantTo("find a train")))
                .containsExactly("x3/find", "x1/find", "x2/find");
    }

    @Test
    void a_selection_knows_what_it_saves() {
        Selection selection = toolbox.relevantTo("Oslo");

        int kept = selection
                .costOfAll()
                .tool("weather", "get-forecast")
                .orElseThrow()
                .total();
        assertThat(selection.tokens()).isEqualTo(kept);
        assertThat(selection.savedTokens()).isEqualTo(selection.costOfAll().total() - kept);
        assertThat(selection)
                .keeps("get-forecast")
                .keeps(List.of("weather/get-forecast"))
                .savesAtLeast(70);
        assertThat(selection)
                .hasToString("1 of 7 tools, 182 of 756 tokens by characters, saves 75.9 %: weather/get-forecast");
    }

    @Test
    void a_selection_that_loses_a_tool_says_which() {
        Selection selection = toolbox.relevantTo("Oslo");

        failsWith(
                "Expected the selection for 'Oslo' to keep send, fly (no server has it), but it has " + selection,
                () -> assertThat(selection).keeps("get-forecast", "send", "fly"));
        failsWith(
                "Expected the selection for 'Oslo' to save at least 80.0 %, but it has " + selection,
                () -> assertThat(selection).savesAtLeast(80));
        assertThatThrownBy(() -> assertThat(selection).keeps("status"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Several servers have the tool 'status'. Say which is needed: weather/status, mail/status.");
        assertThatThrownBy(() -> assertThat(selection).keeps())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Name at least one tool");
        assertThatThrownBy(() -> assertThat(selection).savesAtLeast(101))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A share must be from 0 to 100 percent, but is 101.0");
    }

    @Test
    void a_selector_of_the_team_is_judged_in_the_same_way() {
        ToolSelector byServer = (task, tools) ->
                tools.stream().filter(tool -> task.contains(tool.server())).toList();

        assertThat(toolbox.select("Write a mail", byServer))
                .keeps("mail/status", "send")
                .savesAtLeast(60);
        FleetTool foreign = new FleetTool("sea", tool("sail", "{}"));
        assertThatThrownBy(() -> toolbox.select("Sail", (task, tools) -> List.of(foreign)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The selector returned sea/sail, which is not one of the tools that it was given.");
    }

    @Test
    void a_tool_that_is_selected_twice_costs_once() {
        Selection selection = toolbox.select("x", (task, tools) -> List.of(tools.get(0), tools.get(0)));

        assertThat(selection.kept()).hasSize(1);
    }

    @Test
    void a_selector_may_make_values_of_its_own() {
        FleetTool own = new FleetTool("mail", tool("send", "{}"));

        Selection selection = toolbox.select("x", (task, tools) -> List.of(own, own));

        assertThat(selection.kept()).hasSize(1);
        assertThat(selection.kept().get(0).tool().description()).hasValue("Sends a letter.");
    }

    @Test
    void a_tool_that_a_server_lists_twice_is_no_saving() {
        Catalog twice = catalog(tool("send", "{}"), tool("send", "{}"));

        assertThat(Toolbox.of(Map.of("mail", twice))
                        .select("x", (task, tools) -> tools)
                        .savedTokens())
                .isZero();
    }

    @Test
    void tasks_are_read_from_a_file_and_those_that_lose_a_tool_are_listed(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("tasks.json"), """
                [
                  {"task": "Will it rain in Oslo?", "needs": ["get-forecast"]},
                  {"task": "Tell Anna about the new issue", "needs": ["createIssue", "send"]}
                ]
                """);

        SelectionReport report = toolbox.select(SelectionTask.read(file), ToolSelector.bm25(2));

        assertThat(report.recallPercent()).isBetween(66.6, 66.7);
        assertThat(report.losing()).hasSize(1);
        assertThat(report).hasRecallOfAtLeast(60).savesAtLeast(60);
        String shown = """
                recall 66.7 % (2 of 3 needed tools), saves 73.6 % of 756 tokens by characters, 1 of 2 tasks lost a tool
                  Will it rain in Oslo?: 1 of 7 tools, 182 of 756 tokens by characters, saves 75.9 %: weather/get-forecast
                  Tell Anna about the new issue: lost send: 2 of 7 tools, 217 of 756 tokens by characters, saves 71.3 %: \
                github/createIssue, github/search_issues""";
        failsWith("Expected each task to keep the tools that it needs, but " + shown, () -> assertThat(report)
                .losesNoTool());
        failsWith("Expected a recall of at least 90.0 %, but " + shown, () -> assertThat(report)
                .hasRecallOfAtLeast(90));
        failsWith("Expected the selector to save at least 90.0 %, but " + shown, () -> assertThat(report)
                .savesAtLeast(90));
        assertThat(toolbox.select(SelectionTask.read(file), (task, tools) -> tools))
                .losesNoTool();
    }

    @Test
    void a_file_of_tasks_with_a_mistake_says_where_it_is(@TempDir Path directory) throws IOException {
        Map<String, String> mistakes = Map.of(
                "{}", ": expected an array of at least one task, such as [{\"task\": \"…\", \"needs\": [\"search\"]}]",
                "[]", ": expected an array of at least one task, such as [{\"task\": \"…\", \"needs\": [\"search\"]}]",
                "[1]", ": entry 1: it is not an object",
                "[{\"needs\":[\"a\"]}]", ": entry 1: it has no string 'task'",
                "[{\"task\":\"a\"}]", ": entry 1: it has no array 'needs'",
                "[{\"task\":\"a\",\"needs\":[\"b\"]},{\"task\":\"a\",\"needs\":[1]}]",
                        ": entry 2: 'needs' has an item that is not a string",
                "[{\"task\":\"a\",\"needs\":[]}]", ": entry 1: The task 'a' must name at least one tool that it needs",
                "[{\"task\":\" \",\"needs\":[\"a\"]}]", ": entry 1: A task must not be blank");
        for (Map.Entry<String, String> mistake : mistakes.entrySet()) {
            Path file = Files.writeString(directory.resolve("tasks.json"), mistake.getKey());
            assertThatThrownBy(() -> SelectionTask.read(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(file + mistake.getValue());
        }
        assertThatThrownBy(() -> toolbox.select(List.of(), ToolSelector.bm25(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A selection report needs at least one task");
    }

    @Test
    void a_fleet_selects_counts_and_never_passes_without_one_of_its_servers() {
        try (var server = new ToolListServer(WEATHER.tools().toArray(dev.mcpjunit.model.Tool[]::new));
                Fleet fleet = Fleet.start(List.of(
                        ServerSpec.url(server.uri()).name("weather").build(),
                        ServerSpec.command("sh", "-c", "exit 3").name("dead").build()))) {
            String unknown = "the tools of some servers are unknown:\n  dead: Server 'dead' did not become ready.";

            assertThat(fleet.contextCost().servers()).containsOnlyKeys("weather");
            assertThat(fleet.contextCost().unmeasured()).containsOnlyKeys("dead");
            assertThat(names(fleet.relevantTo("Oslo"))).containsExactly("weather/get-forecast");
            assertThatThrownBy(() -> assertThat(fleet.contextCost()).isAtMost(100_000))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("Inconclusive: context budget: " + unknown);
            for (ThrowingCallable assertion : List.<ThrowingCallable>of(
                    () -> assertThat(fleet.relevantTo("Oslo")).keeps("get-forecast"),
                    () -> assertThat(fleet.relevantTo("Oslo")).savesAtLeast(0),
                    () -> assertThat(fleet.select(
                                    List.of(new SelectionTask("Oslo", List.of("get-forecast"))), ToolSelector.bm25(1)))
                            .losesNoTool())) {
                assertThatThrownBy(assertion)
                        .isInstanceOf(AssertionError.class)
                        .hasMessageStartingWith("Inconclusive: selection: " + unknown);
            }
        }
    }

    @Test
    void without_lucene_the_message_names_it() throws Exception {
        try (var loader = new HidingClassLoader("dev.mcpjunit.", "org.apache.lucene.")) {
            Class<?> hidden = loader.loadClass(ToolSelector.class.getName());

            assertThatThrownBy(() -> hidden.getMethod("bm25", int.class).invoke(null, 3))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Ranking tools for a task needs Lucene 9 or later. Add"
                            + " org.apache.lucene:lucene-analysis-common to the test class path, or use a ToolSelector of"
                            + " your own.");
        }
    }

    private static void failsWith(String message, ThrowingCallable assertion) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessage(message);
    }
}
