/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fixtures.weather.WeatherOptions;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.testkit.EmptyTest;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.opentest4j.AssertionFailedError;

/** The result of a class whose servers keep, change or never had their contract. */
class PinnedSchemaTests {

    private final WeatherServer weather = WeatherServer.http(WeatherOptions.standard());

    /** A name of its own for each test, for they share the folder of snapshots. */
    private final String name = "pin-" + UUID.randomUUID();

    private final Path snapshot = Path.of("target/pinned-schema-tests", name + ".snapshot.json");
    private final Path received = left("received");
    private final Path report = left("drift");

    /** A file that a failure of the class leaves. */
    private Path left(String kind) {
        return Path.of("target/mcp", PinnedTestCase.class.getName().replace('$', '.'), "pinned-schema-tests")
                .resolve(name + "." + kind + ".json");
    }

    @AfterEach
    void stop() {
        weather.close();
    }

    private Run run(Class<?> testCase, Map<String, String> parameters) {
        var all = new TreeMap<>(Map.of("weather.url", weather.uri().toString(), "snapshot.name", name));
        all.putAll(parameters);
        return Run.with(all, testCase);
    }

    /** As from the root of this build. */
    private static String command(String mode) {
        return "mvn test -pl mcp-junit-extension -am -Dmcp.snapshot=" + mode
                + " -Dtest=PinnedSchemaTests -Dsurefire.failIfNoSpecifiedTests=false";
    }

    private Run run(String mode) {
        return run(PinnedTestCase.class, Map.of("mcp.snapshot", mode));
    }

    @McpServer(name = "weather", url = "${weather.url}")
    @PinnedSchema("target/pinned-schema-tests/${snapshot.name}.snapshot.json")
    static class PinnedTestCase {
        @Test
        void works(McpConnection weather) {
            assertThat(weather.callTool("count-calls").isError()).isFalse();
        }
    }

    @Test
    void the_first_run_writes_the_snapshot_and_the_next_ones_keep_it() throws IOException {
        run("create-missing").allSucceeded(1);
        String written = Files.readString(snapshot);
        run("create-missing").allSucceeded(1);
        run("verify").allSucceeded(1);
        run("update").allSucceeded(1);

        assertThat(Files.readString(snapshot)).isEqualTo(written).contains("\"name\": \"get-forecast\"");
        assertThat(received).doesNotExist();
    }

    @Test
    void a_change_of_the_contract_fails_the_class_before_its_tests_and_an_update_heals_it() throws IOException {
        run("create-missing").allSucceeded(1);
        weather.changeEdition(2);

        Run drifted = run("verify");
        assertThat(drifted.started()).isZero();
        assertThat(drifted.failure())
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage("Schema drift: server 'weather' no longer honors " + snapshot + "\n\n"
                        + "  BREAKING    tools/get-forecast         input.required-property-added"
                        + "  /inputSchema/properties/unit\n"
                        + "              {\"city\":\"a\"} was accepted and is now rejected: required property 'unit' is"
                        + " missing\n"
                        + "  REVIEW      tools/convert-temperature  tool.description-changed  /description\n"
                        + "              - " + oldDescription() + "\n"
                        + "              + Convert degrees Celsius to Fahrenheit, or back.\n\n"
                        + "  Accept with   " + command("update") + "\n"
                        + "  Received file " + received + "\n"
                        + "  All changes   " + report);
        assertThat(Files.readString(report)).contains("\"rule\": \"input.required-property-added\"");
        assertThat(((AssertionFailedError) drifted.failure()).getActual().getStringRepresentation())
                .isEqualTo(Files.readString(received));

        run("update").allSucceeded(1);
        run("verify").allSucceeded(1);
        // The failure of this run still names them.
        assertThat(received).exists();
        assertThat(report).exists();

        for (Path file : List.of(received, report)) {
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
        }
        run("verify").allSucceeded(1);
        assertThat(received).doesNotExist();
        assertThat(report).doesNotExist();
    }

    private String oldDescription() throws IOException {
        String line = Files.readAllLines(snapshot).stream()
                .filter(each -> each.contains("\"description\": \"Convert"))
                .findFirst()
                .orElseThrow();
        return line.replaceFirst("^ *\"description\": \"", "").replaceFirst("\",?$", "");
    }

    @Test
    void a_class_that_passes_leaves_the_received_file_that_the_failure_of_another_class_names() {
        run("create-missing").allSucceeded(1);
        weather.changeEdition(2);
        assertThat(run("verify").failure()).hasMessageContaining("Received file " + received);
        weather.changeEdition(1);

        run(OtherTestCase.class, Map.of("mcp.snapshot", "verify")).allSucceeded(1);

        assertThat(received).exists();
        assertThat(report).exists();
    }

    @McpServer(name = "weather", url = "${weather.url}")
    @PinnedSchema("target/pinned-schema-tests/${snapshot.name}.snapshot.json")
    static class OtherTestCase {
        @Test
        void works(McpConnection weather) {
            assertThat(weather.listTools()).isNotEmpty();
        }
    }

    @Test
    void a_server_name_that_is_no_file_name_everywhere_is_refused() {
        assertThat(run(UnsafeNameTestCase.class, Map.of("mcp.snapshot", "create-missing"))
                        .failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@PinnedSchema on " + UnsafeNameTestCase.class.getName()
                        + ": The server name '../weather' cannot be the name of a snapshot file: it contains '/'."
                        + " Rename the server, or name the file:"
                        + " @PinnedSchema(\"src/test/resources/mcp/….snapshot.json\").");
    }

    @McpServer(name = "../weather", url = "${weather.url}")
    @PinnedSchema
    static class UnsafeNameTestCase {
        @Test
        void works(McpConnection weather) {
            assertThat(weather.listTools()).isNotEmpty();
        }
    }

    @Test
    void a_missing_snapshot_is_told_with_the_command_that_creates_it() {
        assertThat(run("verify").failure())
                .hasMessage("No snapshot: server 'weather' is pinned, but " + snapshot
                        + " does not exist. Has it been committed?\n\n"
                        + "  Create it on your machine with   " + command("create-missing") + "\n"
                        + "  Received file " + received);
        assertThat(snapshot).doesNotExist();
    }

    @Test
    void ci_verifies_by_default_and_never_updates() {
        for (String mode : List.of("update", "accept-compatible")) {
            var ci = new TreeMap<>(Map.of("mcp.ci", "true", "mcp.snapshot", mode));
            assertThat(run(PinnedTestCase.class, ci).failure())
                    .hasMessage("mcp.snapshot = " + mode
                            + " is not allowed where CI is set, because a snapshot must be reviewed"
                            + " before it is used. Update it on your machine and commit it.");
        }
        assertThat(snapshot).doesNotExist();
    }

    @Test
    void an_unknown_mode_is_told_with_those_that_there_are() {
        assertThat(run("yes").failure())
                .hasMessage("mcp.snapshot = 'yes' is none of 'verify', 'create-missing', 'accept-compatible',"
                        + " 'update', 'update,accept-suspicious'");
    }

    @Test
    void an_unreadable_snapshot_is_told() throws IOException {
        Files.createDirectories(snapshot.getParent());
        Files.writeString(snapshot, "{}");

        assertThat(run("verify").failure())
                .hasMessage("Unreadable snapshot: " + snapshot + " of server 'weather' is not a snapshot. It has no"
                        + " snapshotVersion.\n\n"
                        + "  Replace it with   " + command("update") + "\n"
                        + "  Received file " + received);
    }

    @Test
    void a_snapshot_of_another_client_is_not_comparable() {
        run("create-missing").allSucceeded(1);

        assertThat(run(AskingTestCase.class, Map.of("mcp.snapshot", "verify")).failure())
                .hasMessage("Not comparable: " + snapshot
                        + " of server 'weather' was taken by a client with capabilities {},"
                        + " but this test's client declares {\"elicitation\":{}}. Servers may offer more to clients that can do"
                        + " more.\n\n"
                        + "  Declare the same with @McpServer(clientCapabilities = …), or replace the snapshot with   "
                        + command("update"));
    }

    @McpServer(name = "weather", url = "${weather.url}", clientCapabilities = "elicitation")
    @PinnedSchema("target/pinned-schema-tests/${snapshot.name}.snapshot.json")
    static class AskingTestCase implements EmptyTest {}

    @Test
    void a_method_can_pin_for_itself() {
        run(MethodTestCase.class, Map.of("mcp.snapshot", "create-missing")).allSucceeded(2);
        weather.changeEdition(2);

        Run drifted = run(MethodTestCase.class, Map.of("mcp.snapshot", "verify"));
        assertThat(drifted.succeeded()).isEqualTo(1);
        assertThat(drifted.failure()).hasMessageStartingWith("Schema drift: server 'weather' ");
    }

    @McpServer(name = "weather", url = "${weather.url}")
    static class MethodTestCase {
        @Test
        @PinnedSchema("target/pinned-schema-tests/${snapshot.name}.snapshot.json")
        void pinned() {}

        @Test
        void free() {}
    }

    @Test
    void servers_that_each_test_gets_afresh_are_held_in_each_test() {
        run(FreshTestCase.class, Map.of("mcp.snapshot", "create-missing")).allSucceeded(2);
        weather.changeEdition(2);

        assertThat(run(FreshTestCase.class, Map.of("mcp.snapshot", "verify")).failures())
                .hasSize(2);
    }

    @McpServer(name = "weather", url = "${weather.url}", scope = Scope.METHOD)
    @PinnedSchema("target/pinned-schema-tests/${snapshot.name}.snapshot.json")
    static class FreshTestCase {
        @Test
        void one() {}

        @Nested
        class Inner {
            @Test
            void two() {}
        }
    }

    @Test
    void all_drifted_servers_are_told() {
        run(TwoTestCase.class, Map.of("mcp.snapshot", "create-missing")).allSucceeded(1);
        weather.changeEdition(2);

        assertThat(run(TwoTestCase.class, Map.of("mcp.snapshot", "verify")).failure())
                .hasMessageContaining("Several servers failed (2 failures)")
                .hasMessageContaining("server 'one'")
                .hasMessageContaining("server 'two'");
    }

    @McpServer(name = "one", url = "${weather.url}")
    @McpServer(name = "two", url = "${weather.url}")
    @PinnedSchema(servers = "one", value = "target/pinned-schema-tests/${snapshot.name}-1.snapshot.json")
    @PinnedSchema(servers = "two", value = "target/pinned-schema-tests/${snapshot.name}-2.snapshot.json")
    static class TwoTestCase implements EmptyTest {}

    @Test
    void a_pin_names_servers_that_there_are_and_one_file_is_for_one_server() {
        assertThat(run(UnknownTestCase.class, Map.of()).failure())
                .hasMessage("@PinnedSchema(servers = \"sunshine\") on " + UnknownTestCase.class.getName()
                        + ": there is no such server. The servers are [weather].");
        assertThat(run(NoServerTestCase.class, Map.of()).failure())
                .hasMessage("@PinnedSchema on " + NoServerTestCase.class.getName()
                        + " has no server to hold to a snapshot. Declare one: @McpServer.");
        assertThat(run(OneFileTestCase.class, Map.of()).failure())
                .hasMessage("@PinnedSchema(\"target/one.json\") on " + OneFileTestCase.class.getName()
                        + " gives one file to several servers. Say for which: @PinnedSchema(servers = …).");
    }

    @McpServer(name = "weather", inProcess = Weather.InProcess.class)
    @PinnedSchema(servers = "sunshine")
    static class UnknownTestCase implements EmptyTest {}

    @PinnedSchema
    static class NoServerTestCase implements EmptyTest {}

    @McpServer(name = "one", inProcess = Weather.InProcess.class)
    @McpServer(name = "two", inProcess = Weather.InProcess.class)
    @PinnedSchema("target/one.json")
    static class OneFileTestCase implements EmptyTest {}
}
