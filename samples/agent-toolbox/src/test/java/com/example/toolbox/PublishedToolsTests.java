/* SPDX-License-Identifier: Apache-2.0 */
package com.example.toolbox;

import static dev.mcpjunit.assertj.McpAssertions.assertThat;

import dev.mcpjunit.ForServer;
import dev.mcpjunit.McpServer;
import dev.mcpjunit.RequiresCommand;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.tool.DeclaredTools;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The contract of tools, for three published servers. The findings are on the page of the contract. */
@McpServer(
        name = "everything",
        command = {"npx", "-y", "@modelcontextprotocol/server-everything@2026.8.31", "stdio"},
        startupTimeout = "5 m")
@McpServer(
        name = "filesystem",
        command = {"npx", "-y", "@modelcontextprotocol/server-filesystem@2026.8.31", "target"},
        startupTimeout = "5 m")
@McpServer(
        name = "memory",
        command = {"npx", "-y", "@modelcontextprotocol/server-memory@2026.8.31"},
        env = "MEMORY_FILE_PATH=${user.dir}/target/published-tools-memory.jsonl",
        startupTimeout = "5 m")
@RequiresCommand("npx")
@ResourceLock("npx") // two npx that fetch the same package get in each other's way
class PublishedToolsTests {

    private static final Path FILES = Path.of("target/published-tools");

    private static final DeclaredTools EVERYTHING = DeclaredTools.none()
            .calling("echo", Map.of("message", "hello"))
            .calling("get-annotated-message", Map.of("messageType", "success", "includeImage", false))
            .calling("get-env", Map.of())
            .calling("get-resource-links", Map.of("count", 2))
            .calling("get-resource-reference", Map.of("resourceType", "Text", "resourceId", 1))
            .calling("get-structured-content", Map.of("location", "Chicago"))
            .calling("get-sum", Map.of("a", 2, "b", 3))
            .calling("get-tiny-image", Map.of())
            .calling("gzip-file-as-resource", Map.of("name", "a.gz", "data", "data:text/plain,hello"))
            .calling("trigger-long-running-operation", Map.of("duration", 0.01, "steps", 1))
            .failing("get-resource-reference", Map.of("resourceType", "Text", "resourceId", -1))
            .withoutSampleCall("toggle-simulated-logging", "starts a timer that logs until it is toggled again")
            .withoutSampleCall(
                    "toggle-subscriber-updates", "starts a timer that sends updates until it is toggled again")
            .withoutSampleCall("simulate-research-query", "runs only as a task")
            .harmless("get-annotated-message", "get-resource-links", "get-resource-reference", "get-structured-content")
            .acceptingAllValid("echo", "get-env", "get-sum", "get-tiny-image")
            .exempt("leaves state unchanged in read-only calls", "the server has no state that a client can read")
            .exempt(
                    "leaves state unchanged in repeated idempotent calls",
                    "the server has no state that a client can read");

    private static final DeclaredTools FILESYSTEM = DeclaredTools.none()
            .calling("read_file", Map.of("path", "published-tools/notes.txt", "head", 1))
            .calling("read_text_file", Map.of("path", "published-tools/notes.txt", "head", 1))
            .calling("read_media_file", Map.of("path", "published-tools/notes.txt"))
            .calling("read_multiple_files", Map.of("paths", List.of("published-tools/notes.txt")))
            .calling("write_file", Map.of("path", "published-tools/written.txt", "content", "hello"))
            .calling(
                    "edit_file",
                    Map.of(
                            "path",
                            "published-tools/notes.txt",
                            "edits",
                            List.of(Map.of("oldText", "one", "newText", "two")),
                            "dryRun",
                            true))
            .calling("create_directory", Map.of("path", "published-tools/directory"))
            .calling("list_directory", Map.of("path", "published-tools"))
            .calling("list_directory_with_sizes", Map.of("path", "published-tools", "sortBy", "size"))
            .calling("directory_tree", Map.of("path", "published-tools", "excludePatterns", List.of("*.log")))
            .calling(
                    "move_file",
                    Map.of("source", "published-tools/notes.txt", "destination", "published-tools/moved.txt"))
            .calling(
                    "move_file",
                    Map.of("source", "published-tools/moved.txt", "destination", "published-tools/notes.txt"))
            .calling("search_files", Map.of("path", "published-tools", "pattern", "*.txt"))
            .calling("get_file_info", Map.of("path", "published-tools/notes.txt"))
            .calling("list_allowed_directories", Map.of())
            .failing("read_text_file", Map.of("path", "published-tools/missing.txt"))
            .harmless(
                    "read_file",
                    "read_text_file",
                    "read_media_file",
                    "read_multiple_files",
                    "list_directory",
                    "list_directory_with_sizes",
                    "directory_tree",
                    "search_files",
                    "get_file_info")
            .acceptingAllValid("list_allowed_directories")
            .observing(connection -> {
                try (var files = Files.list(FILES)) {
                    return files.map(Path::getFileName)
                            .map(Path::toString)
                            .sorted()
                            .toList();
                }
            });

    private static final Map<String, ?> OSLO =
            Map.of("name", "Oslo", "entityType", "city", "observations", List.of("is cold"));

    private static final Map<String, ?> ROAD = Map.of("from", "Oslo", "to", "Bergen", "relationType", "leads to");

    private static final DeclaredTools MEMORY = DeclaredTools.none()
            .calling("create_entities", Map.of("entities", List.of(OSLO)))
            .calling("create_relations", Map.of("relations", List.of(ROAD)))
            .calling(
                    "add_observations",
                    Map.of("observations", List.of(Map.of("entityName", "Oslo", "contents", List.of("is far")))))
            .calling("read_graph", Map.of())
            .calling("search_nodes", Map.of("query", "city"))
            .calling("open_nodes", Map.of("names", List.of("Oslo")))
            .calling(
                    "delete_observations",
                    Map.of("deletions", List.of(Map.of("entityName", "Oslo", "observations", List.of("is far")))))
            .calling("delete_relations", Map.of("relations", List.of(ROAD)))
            .calling("delete_entities", Map.of("entityNames", List.of("Oslo")))
            .failing(
                    "add_observations",
                    Map.of("observations", List.of(Map.of("entityName", "Atlantis", "contents", List.of("is far")))))
            .acceptingAllValid("read_graph", "search_nodes", "open_nodes")
            .observing(connection ->
                    connection.callTool("read_graph").structuredContent().orElseThrow());

    @BeforeAll
    static void createFiles() throws IOException {
        Files.createDirectories(FILES);
        Files.writeString(FILES.resolve("notes.txt"), "one\ntwo\n");
        // What an earlier run has written would hide that a tool writes it.
        Files.deleteIfExists(FILES.resolve("written.txt"));
        Files.deleteIfExists(FILES.resolve("directory"));
        Files.deleteIfExists(Path.of("target/published-tools-memory.jsonl"));
    }

    @Test
    void theDocumentationShowsWhatTheContractFinds(
            @ForServer("everything") McpConnection everything,
            @ForServer("filesystem") McpConnection filesystem,
            @ForServer("memory") McpConnection memory)
            throws IOException {
        Path page = Path.of("../../docs/tool-contract.md");
        List<ToolFindings> findings = List.of(
                ToolFindings.of(EVERYTHING, everything),
                ToolFindings.of(FILESYSTEM, filesystem),
                ToolFindings.of(MEMORY, memory));

        assertThat(findings).allSatisfy(server -> assertThat(server.report().with(Status.INCONCLUSIVE))
                .isSubsetOf(server.declared().exemptions().reasons().keySet()));
        assertThat(ToolFindings.pageOf(page, findings))
                .as("run this test with -Dmcp.docs=write")
                .isEqualTo(ToolFindings.shownOn(page, findings));
    }
}
