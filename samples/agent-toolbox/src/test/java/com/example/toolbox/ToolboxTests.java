/* SPDX-License-Identifier: Apache-2.0 */
package com.example.toolbox;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;

import dev.mcpjunit.ContextBudget;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.RequiresCommand;
import dev.mcpjunit.fleet.Fleet;
import dev.mcpjunit.fleet.SelectionTask;
import dev.mcpjunit.fleet.ToolSelector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The servers of an agent: whether all of them answer, what their tools cost, and which tools a task needs. */
// tag::budget[]
@McpServer(config = ".mcp.json", startupTimeout = "5 m")
@ContextBudget(maxTokens = 12_000, maxPerTool = 1_200)
// end::budget[]
@RequiresCommand("npx")
@ResourceLock("npx") // two npx that fetch the same package get in each other's way
// tag::budget[]
class ToolboxTests {

    @Test
    void everyServerAnswers(Fleet fleet) {
        assertThat(fleet).isHealthy();
    }
    // end::budget[]

    // tag::selection[]
    @Test
    void tenToolsAreEnoughForMostTasks(Fleet fleet) throws IOException {
        List<SelectionTask> tasks = SelectionTask.read(Path.of("src/test/resources/tasks.json"));

        assertThat(fleet.select(tasks, ToolSelector.bm25(10)))
                .hasRecallOfAtLeast(80)
                .savesAtLeast(75);
    }
    // end::selection[]

    // tag::filter[]
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Open the shop in the browser          | browser_navigate browser_snapshot
            Keep in memory that Anna likes apples | add_observations search_nodes
            """)
    void ourOwnFilterKeepsWhatATaskNeeds(String task, String needed, Fleet fleet) {
        ToolSelector byServer = (words, tools) ->
                tools.stream().filter(tool -> words.contains(tool.server())).toList();

        assertThat(fleet.select(task, byServer)).keeps(needed.split(" ")).savesAtLeast(40);
    }
    // end::filter[]

    @Test
    void theDocumentationShowsWhatTheseServersCost(Fleet fleet) throws IOException {
        Path page = Path.of("../../docs/context-budget.md");
        List<SelectionTask> tasks = SelectionTask.read(Path.of("src/test/resources/tasks.json"));
        var tables = new ToolboxTables(fleet.contextCost(), fleet.select(tasks, ToolSelector.bm25(10)));

        assertThat(tables.pageOf(page))
                .as("run this test with -Dmcp.docs=write")
                .isEqualTo(tables.shownOn(page));
    }
    // tag::budget[]
}
// end::budget[]
