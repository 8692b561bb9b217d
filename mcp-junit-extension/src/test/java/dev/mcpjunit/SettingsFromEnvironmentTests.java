/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.testkit.EmptyTest;
import dev.mcpjunit.testkit.Weather;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each setting can come from an environment variable: Gradle passes no system property on to the JVM of the tests. */
class SettingsFromEnvironmentTests {

    @TempDir
    private Path directory;

    private String run(Class<?> testCase, Map<String, String> environment, String... options) throws Exception {
        var command = new java.util.ArrayList<>(java.util.List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(java.util.List.of(options));
        command.addAll(java.util.List.of(
                "-cp",
                System.getProperty("java.class.path"),
                EndOfJvmTests.Runner.class.getName(),
                testCase.getName()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.equals("CI") || name.startsWith("MCP_"));
        builder.environment().put("SNAPSHOTS", directory.toString());
        builder.environment().putAll(environment);
        Process jvm = builder.start();
        try {
            jvm.getOutputStream().close();
            String output = new String(jvm.getInputStream().readAllBytes(), UTF_8);
            assertThat(jvm.waitFor(20, TimeUnit.SECONDS)).isTrue();
            return output;
        } finally {
            jvm.destroyForcibly();
        }
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    @PinnedSchema("${SNAPSHOTS}/weather.snapshot.json")
    static class PinnedTestCase implements EmptyTest {}

    @Test
    void the_snapshot_mode_comes_from_the_environment_unless_a_parameter_is_set() throws Exception {
        Path snapshot = directory.resolve("weather.snapshot.json");

        assertThat(run(PinnedTestCase.class, Map.of("MCP_SNAPSHOT", "verify")))
                .contains("No snapshot: server 'weather'");
        assertThat(snapshot).doesNotExist();

        assertThat(run(PinnedTestCase.class, Map.of("MCP_SNAPSHOT", "update"))).contains("succeeded: 1");
        assertThat(snapshot).exists();

        deleted(snapshot);
        assertThat(run(PinnedTestCase.class, Map.of("MCP_SNAPSHOT", "update"), "-Dmcp.snapshot=verify"))
                .contains("No snapshot: server 'weather'");
    }

    private static void deleted(Path file) throws IOException {
        Files.delete(file);
    }

    @McpServer(name = "weather", source = "weather")
    static class ImpatientTestCase {
        static dev.mcpjunit.server.ServerSpec weather() {
            return Weather.stdio();
        }

        @Test
        @RequiresCommand("no-such-program")
        void test() {}
    }

    @Test
    void so_do_the_other_settings() throws Exception {
        assertThat(run(ImpatientTestCase.class, Map.of("MCP_COMMANDS", "required")))
                .contains("mcp.commands = required, so this is no reason to skip");
        assertThat(run(PinnedTestCase.class, Map.of("MCP_CI", "true", "MCP_SNAPSHOT", "update")))
                .contains("mcp.snapshot = update is not allowed where CI is set");
        assertThat(run(PinnedTestCase.class, Map.of("MCP_STARTUP_TIMEOUT", "soon")))
                .contains("mcp.startup.timeout: ");
    }
}
