/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.fixtures.FixtureCommand;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.fleet.Fleet;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.config.McpConfig;
import dev.mcpjunit.testkit.BundleSigner;
import dev.mcpjunit.testkit.Bundles;
import dev.mcpjunit.testkit.EmptyTest;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what we published start, and is it what it says? */
class BundleServerTests {

    /** What the weather server lists. */
    private static final String TOOLS = """
            [{"name": "get-forecast", "description": "for people"}, {"name": "convert-temperature"},\
             {"name": "book-trip"}, {"name": "count-calls"}, {"name": "plan-trip"}, {"name": "slow-forecast"}]""";

    @TempDir
    Path directory;

    private Path bundle;

    /** A bundle whose program is a script in the archive, which writes down where it runs. */
    private Bundles weather(String lists) {
        String command = FixtureCommand.command(WeatherServer.class).stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        return Bundles.with("""
                {
                  "manifest_version": "0.3",
                  "name": "weather",
                  "server": {
                    "type": "binary",
                    "entry_point": "server/run",
                    "mcp_config": {
                      "command": "${__dirname}/server/run",
                      "args": ["${user_config.place}"],
                      "env": {"BUNDLE": "${__dirname}"}
                    }
                  },
                  %s
                  "user_config": {"place": {"type": "file", "required": true}}
                }
                """.formatted(lists))
                .file(
                        "server/run",
                        "#!/bin/sh\necho \"$BUNDLE\" > \"$1\"\necho x > \"$BUNDLE/written\"\nexec " + command + "\n",
                        Bundles.PROGRAM);
    }

    private Run run(Class<?> testCase, byte[] archive) throws IOException {
        bundle = Files.write(directory.resolve("weather.mcpb"), archive);
        var parameters = new TreeMap<>(Map.of(
                "bundle", bundle.toString(),
                "certificates", directory.resolve("acme.pem").toString()));
        parameters.put("mcp.input.place", directory.resolve("place").toString());
        return Run.with(parameters, testCase);
    }

    private Path place() throws IOException {
        return Path.of(Files.readString(directory.resolve("place")).strip());
    }

    @McpServer(config = "${bundle}")
    static class BundleTestCase {
        @Test
        void works(McpConnection weather) {
            Weather.assertForecasts(weather);
        }
    }

    @McpServer(config = "${bundle}", signedBy = "${certificates}")
    static class SignedTestCase {
        @Test
        void works(McpConnection weather) {
            Weather.assertForecasts(weather);
        }
    }

    @Test
    void a_bundle_is_unpacked_and_its_server_started_and_the_folder_is_deleted() throws IOException {
        run(BundleTestCase.class, weather("\"tools\": " + TOOLS + ",").bytes()).allSucceeded(1);

        assertThat(place().getFileName().toString()).startsWith("mcp-junit-bundle-");
        assertThat(place()).doesNotExist();
    }

    @Test
    void a_tool_that_the_server_does_not_list_fails_the_class() throws IOException {
        Run run = run(
                BundleTestCase.class,
                weather("\"tools\": " + TOOLS.replace("book-trip", "book-trips") + ",")
                        .bytes());

        assertThat(run.failure()).hasMessage("""
                Server 'weather' is not what %s/manifest.json declares:
                  the manifest declares the tool 'book-trips', which the server does not list. It lists 'book-trip'.
                  the server lists the tool 'book-trip', which the manifest does not declare (tools_generated is not \
                true).
                  Change the manifest or the server, and pack the bundle again.""".formatted(bundle));
        assertThat(place()).doesNotExist();
    }

    @Test
    void a_manifest_with_generated_tools_may_declare_a_part() throws IOException {
        run(
                        BundleTestCase.class,
                        weather("\"tools\": [{\"name\": \"get-forecast\"}], \"tools_generated\": true,")
                                .bytes())
                .allSucceeded(1);
        Run missing = run(
                BundleTestCase.class,
                weather("\"tools\": [{\"name\": \"get-tides\"}], \"tools_generated\": true,")
                        .bytes());

        assertThat(missing.failure())
                .hasMessageContaining("the manifest declares the tool 'get-tides', which the server does not list.")
                .hasMessageNotContaining("the server lists");
    }

    @Test
    void prompts_and_their_arguments_are_compared() throws IOException {
        String prompts = "\"prompts\": [{\"name\": \"plan-weekend\", \"arguments\": [\"city\", \"%s\"]},"
                + " {\"name\": \"packing-list\"}%s],";

        run(BundleTestCase.class, weather(prompts.formatted("activity", "")).bytes())
                .allSucceeded(1);
        Run run = run(
                BundleTestCase.class,
                weather(prompts.formatted("budget", ", {\"name\": \"pack\"}")).bytes());

        assertThat(run.failure())
                .hasMessage("Server 'weather' is not what " + bundle + "/manifest.json declares:\n"
                        + "  the manifest declares the prompt 'pack', which the server does not list.\n"
                        + "  the manifest declares the argument 'budget' of the prompt 'plan-weekend', which the server"
                        + " does not list.\n"
                        + "  Change the manifest or the server, and pack the bundle again.");
    }

    @Test
    void whole_definitions_are_compared_as_a_pin_is() throws IOException {
        try (Fleet real = Fleet.start(List.of(
                ServerSpec.command(FixtureCommand.command(WeatherServer.class).toArray(String[]::new))
                        .name("real")
                        .build()))) {
            String definition = Json.print(real.catalogs()
                    .get("real")
                    .tool("get-forecast")
                    .orElseThrow()
                    .raw());
            String meta = "\"_meta\": {\"com.example\": {\"static_responses\": {\"tools/list\": {\"tools\": [%s]}}}},";

            run(BundleTestCase.class, weather(meta.formatted(definition)).bytes())
                    .allSucceeded(1);
            Run run = run(
                    BundleTestCase.class,
                    weather(meta.formatted(definition.replace("\"city\"", "\"town\"")))
                            .bytes());

            assertThat(run.failure())
                    .hasMessageContaining("the definitions of tools in _meta differ from those that the server lists:")
                    .hasMessageContaining("get-forecast");
        }
    }

    @Test
    void a_required_signature_is_checked_before_anything_is_started() throws IOException {
        BundleSigner acme = BundleSigner.selfSigned("Acme");
        acme.certificate(directory.resolve("acme.pem"));
        byte[] archive = weather("").bytes();

        Run unsigned = run(SignedTestCase.class, archive);
        assertThat(unsigned.failure())
                .hasMessageStartingWith("@McpServer(config = …) on " + SignedTestCase.class.getName() + ": " + bundle
                        + ": it has no signature, but signedBy requires one of ");
        Run foreign =
                run(SignedTestCase.class, BundleSigner.selfSigned("Mallory").sign(archive));
        assertThat(foreign.failure()).hasMessageContaining("its signer (CN=Mallory) is not trusted");
        assertThat(directory.resolve("place")).doesNotExist();

        run(SignedTestCase.class, acme.sign(archive)).allSucceeded(1);
        assertThat(place()).doesNotExist();
    }

    @Test
    void a_setting_without_a_value_is_reported() throws IOException {
        bundle = weather("").write(directory.resolve("weather.mcpb"));

        Run run = Run.with(Map.of("bundle", bundle.toString()), BundleTestCase.class);

        assertThat(run.failure())
                .hasMessageContaining("weather.mcpb/manifest.json, line 14, user_config.place: the setting 'place' is"
                        + " required and has no value. Set the environment variable MCP_INPUT_PLACE");
    }

    @Test
    void a_bundle_that_changes_after_it_was_checked_is_not_started() throws IOException {
        bundle = weather("").write(directory.resolve("weather.mcpb"));
        List<ServerSpec> checked = McpConfig.read(
                        bundle, name -> Optional.of(directory.resolve("place").toString()))
                .servers();
        weather("\"tools\": [],").write(bundle);

        try (Fleet fleet = Fleet.start(checked)) {
            assertThat(fleet.unavailable())
                    .isEqualTo(Map.of(
                            "weather",
                            "Server 'weather' cannot be started: its bundle " + bundle
                                    + " cannot be unpacked: the file has changed since it was checked."));
        }
        assertThat(directory.resolve("place")).doesNotExist();
    }

    @Test
    void a_signature_needs_a_bundle() {
        assertThat(Run.of(NoBundleTestCase.class).failure())
                .hasMessage("@McpServer on " + NoBundleTestCase.class.getName() + ": 'signedBy' has no effect without"
                        + " 'config': only bundles are signed. Leave it out.");
    }

    @McpServer(command = "weather", signedBy = "acme.pem")
    static class NoBundleTestCase implements EmptyTest {}
}
