/* SPDX-License-Identifier: Apache-2.0 */
package com.example.conditions;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.RequiresCommand;
import dev.mcpjunit.drift.Drift;
import dev.mcpjunit.drift.DriftOptions;
import dev.mcpjunit.drift.DriftReport;
import dev.mcpjunit.drift.report.DriftText;
import dev.mcpjunit.model.Catalog;
import dev.mcpjunit.snapshot.CatalogFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One upgrade, from 2025.11.25 to 2026.8.31: whether it breaks a team depends on the tools that the team calls. */
@McpServer(
        name = "everything",
        command = {"npx", "-y", "@modelcontextprotocol/server-everything@2026.8.31", "stdio"},
        startupTimeout = "5 m")
@RequiresCommand("npx")
class UpgradeTests {

    /** The pin of a team that uses the older release. */
    private static final Path PINNED = Path.of("src/test/resources/mcp/everything-2025.11.25.snapshot.json");

    private static DriftReport upgradeOfCallersOf(String tool, Catalog now) throws IOException {
        return Drift.compare(
                CatalogFile.read(PINNED), now, DriftOptions.defaults().withTools(Set.of(tool)));
    }

    @Test
    void breaksCallersOfARenamedTool(Catalog everything) throws IOException {
        DriftReport upgrade = upgradeOfCallersOf("structuredContent", everything);

        assertThat(upgrade).fails().hasChange("tool.removed", "structuredContent");
        assertThat(DriftText.of(upgrade)).contains("BREAKING    tools/structuredContent  tool.removed");
    }

    @Test
    void breaksNoCallersOfTheEcho(Catalog everything) throws IOException {
        assertThat(upgradeOfCallersOf("echo", everything)).passes();
    }
}
