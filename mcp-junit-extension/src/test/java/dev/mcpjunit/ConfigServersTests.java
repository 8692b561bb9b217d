/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoints;
import dev.mcpjunit.fixtures.FixtureCommand;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonArray;
import dev.mcpjunit.json.JsonString;
import dev.mcpjunit.json.JsonValue;
import dev.mcpjunit.testkit.EmptyTest;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers of a configuration file: which are declared, which are started, and what is said of a wrong file. */
class ConfigServersTests {

    private final WeatherServer remote = WeatherServer.http(WeatherOptions.standard());

    @TempDir
    Path project;

    private Path started;

    @BeforeEach
    void prepare() {
        started = project.resolve("started");
    }

    @AfterEach
    void stop() {
        remote.close();
    }

    private Run run(Class<?> testCase, String content, Map<String, String> parameters) throws IOException {
        Path file = Files.writeString(project.resolve("mcp.json"), content);
        var all = new TreeMap<>(parameters);
        all.put("team.config", file.toString());
        all.put("snapshots", project.toString());
        return Run.with(all, testCase);
    }

    /** A command and an address. */
    private String two() {
        var command = new ArrayList<>(FixtureCommand.command(WeatherServer.class));
        return """
                {
                  "mcpServers": {
                    "local": {"command": %s, "args": %s},
                    "remote": {"url": "%s", "headers": {"X-Token": "${REMOTE_TOKEN}"}}
                  }
                }
                """.formatted(print(command.remove(0)), print(command), remote.uri());
    }

    private static String print(String text) {
        return Json.print(new JsonString(text));
    }

    private static String print(List<String> words) {
        return Json.print(
                new JsonArray(words.stream().<JsonValue>map(JsonString::new).toList()));
    }

    @Test
    void all_servers_of_the_file_are_started_and_injected_by_their_names() throws IOException {
        run(AllTestCase.class, two(), Map.of("REMOTE_TOKEN", "remote-token-value"))
                .allSucceeded(1);
    }

    @McpServer(config = "${team.config}")
    static class AllTestCase {
        @Test
        void works(McpConnection local, McpConnection remote, McpEndpoints endpoints) {
            Weather.assertForecasts(local);
            Weather.assertForecasts(remote);
            assertThat(endpoints.names()).containsExactly("local", "remote");
        }
    }

    @Test
    void a_name_selects_one_server_and_only_its_variables_are_needed() throws IOException {
        run(OneTestCase.class, two(), Map.of()).allSucceeded(1);
    }

    @McpServer(config = "${team.config}", name = "local", requestTimeout = "10 s")
    static class OneTestCase {
        @Test
        void works(McpConnection local, McpEndpoints endpoints) {
            Weather.assertForecasts(local);
            assertThat(endpoints.names()).containsExactly("local");
        }
    }

    @Test
    void one_pin_holds_each_server_to_a_snapshot_of_its_own() throws IOException {
        Map<String, String> parameters = Map.of("REMOTE_TOKEN", "remote-token-value", "mcp.ci", "false");
        run(PinnedTestCase.class, two(), parameters).allSucceeded(1);
        assertThat(project.resolve("local.snapshot.json")).exists();
        assertThat(project.resolve("remote.snapshot.json")).exists();
        remote.changeEdition(2);

        Run drifted = run(PinnedTestCase.class, two(), parameters);

        assertThat(drifted.failures()).hasSize(1);
        assertThat(drifted.failure()).hasMessageContaining("'remote'").hasMessageNotContaining("'local'");
    }

    @McpServer(config = "${team.config}")
    @PinnedSchema(value = "${snapshots}/local.snapshot.json", servers = "local")
    @PinnedSchema(value = "${snapshots}/remote.snapshot.json", servers = "remote")
    static class PinnedTestCase {
        @Test
        void works(McpConnection local) {
            Weather.assertForecasts(local);
        }
    }

    @Test
    void nothing_is_started_if_one_entry_is_malformed() throws IOException {
        String content = """
                {
                  "mcpServers": {
                    "good": {"command": "touch", "args": [%s]},
                    "bad": {"command": "touch", "args": "x"}
                  }
                }
                """.formatted(print(started.toString()));

        Run run = run(AllTestCase.class, content, Map.of());

        assertThat(run.failure())
                .hasMessage("@McpServer(config = …) on " + AllTestCase.class.getName() + ": "
                        + project.resolve("mcp.json")
                        + ", line 4, mcpServers.bad.args: must be an array, but is a string. Put each word in quotes, in"
                        + " square brackets.");
        assertThat(started).doesNotExist();
    }

    @Test
    void nothing_is_started_if_a_variable_of_one_server_has_no_value() throws IOException {
        String content = """
                {
                  "mcpServers": {
                    "good": {"command": "touch", "args": [%s]},
                    "bad": {"command": "touch", "args": ["${BAD_TOKEN}"]}
                  }
                }
                """.formatted(print(started.toString()));

        Run run = run(AllTestCase.class, content, Map.of());

        assertThat(run.failure())
                .hasMessageEndingWith("line 4, mcpServers.bad.args[0]: ${BAD_TOKEN} has no value. Set the environment"
                        + " variable or system property BAD_TOKEN, or give a default: ${BAD_TOKEN:-…}.");
        assertThat(started).doesNotExist();
    }

    @Test
    void an_unknown_name_is_reported_with_the_known_ones() throws IOException {
        assertThat(run(UnknownTestCase.class, two(), Map.of()).failure())
                .hasMessageEndingWith("line 1: there is no server 'locale'. The servers are local, remote.");
    }

    @McpServer(config = "${team.config}", name = "locale")
    static class UnknownTestCase implements EmptyTest {}

    @Test
    void what_the_file_describes_cannot_be_described_beside_it() throws IOException {
        assertThat(run(BesideTestCase.class, two(), Map.of()).failure())
                .hasMessage("@McpServer on " + BesideTestCase.class.getName()
                        + ": 'env' has no effect on servers of a configuration file. Put it into the file.");
    }

    @McpServer(config = "${team.config}", name = "local", env = "A=b")
    static class BesideTestCase implements EmptyTest {}
}
