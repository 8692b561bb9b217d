/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.source.util.JavacTask;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fixtures.FixtureCommand;
import dev.mcpjunit.fixtures.notes.NotesServer;
import dev.mcpjunit.fixtures.weather.WeatherServer;
import dev.mcpjunit.fleet.Fleet;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.Transport;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What a plan is as a simulation for Gatling. {@code benchmarks/fleet-gatling} compiles and runs one. */
class GatlingSimulationTests {

    private static final String SECRET = "gatling-4711-account";

    private static ServerSpec http(String name, Class<?> main, String protocol, String... options) {
        var command = new ArrayList<>(FixtureCommand.command(main, "http"));
        command.addAll(List.of(options));
        return ServerSpec.command(command.toArray(String[]::new))
                .name(name)
                .transport(Transport.STREAMABLE_HTTP)
                .protocol(protocol)
                .env("PORT", "${mcp.port}")
                .env("ACCOUNT_KEY", SECRET)
                .header("X-Api-Key", "gatling-key-value")
                .build();
    }

    /** The errors of a source that can be found without Gatling. */
    private static List<String> syntaxErrors(String source) throws IOException {
        var found = new DiagnosticCollector<JavaFileObject>();
        var file = new SimpleJavaFileObject(URI.create("string:///NotesSimulation.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreErrors) {
                return source;
            }
        };
        JavacTask task = (JavacTask)
                ToolProvider.getSystemJavaCompiler().getTask(null, null, found, List.of(), null, List.of(file));
        task.parse();
        return found.getDiagnostics().stream()
                .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
                .map(one -> one.getMessage(Locale.ROOT))
                .toList();
    }

    @Test
    void a_plan_becomes_a_class_that_makes_the_same_calls_in_the_same_mix() throws IOException {
        List<ServerSpec> servers = List.of(
                http("notes", NotesServer.class, "LEGACY"),
                http("weather", WeatherServer.class, "MODERN", "--era", "dual", "--mirror-city", "true"));
        try (Fleet fleet = Fleet.start(servers)) {
            String source = fleet.session()
                    .plan(
                            PlannedCall.of("notes", "echo", Map.of("message", "\"quoted\" ${nonce}"))
                                    .echoedAt("/content/0/text")
                                    .weight(2),
                            PlannedCall.of("weather", "get-forecast", Map.of("city", "Oslo")))
                    .calls(1_000)
                    .concurrency(16)
                    .gatlingSimulation("com.example.load.NotesSimulation");

            assertThat(syntaxErrors(source)).isEmpty();
            McpEndpoint.Http notes = (McpEndpoint.Http) fleet.endpoints().named("notes");
            assertThat(source)
                    .startsWith("package com.example.load;\n")
                    .contains("public class NotesSimulation extends Simulation {")
                    .contains("positive(\"mcp.users\", 16)")
                    .contains("server(servers, \"notes\", \"" + notes.uri()
                            + "\", List.of(\"X-Api-Key\"), \"{\\\"jsonrpc")
                    .contains(
                            "call(\"notes\", \"notes/echo\", \"{\\\"name\\\":\\\"echo\\\",\\\"arguments\\\":{\\\"message\\\":"
                                    + "\\\"\\\\\\\"quoted\\\\\\\" ${nonce}\\\"}}\", Map.ofEntries(), \"/content/0/text\", List.of())")
                    // The check of the answer to initialize, and of the number of calls.
                    .contains("answered(verdict(body, 0, \"\", \"\"), body)")
                    .contains("successfulRequests().count().gte((long) USERS * (CALLS + 2L * opened.size()))")
                    .contains("positive(\"mcp.calls\", 63)")
                    .contains("Map.entry(\"MCP-Protocol-Version\", \"2026-07-28\")")
                    .contains("Map.entry(\"Mcp-Name\", \"get-forecast\")")
                    .contains("Map.entry(\"Mcp-Param-City\", \"Oslo\")")
                    .contains("return List.of(new ChainBuilder[] {call1, call2, call1});")
                    .doesNotContain("gatling-key-value", "@@");
        }
    }

    @Test
    void a_plan_of_one_call_compiles_with_backslashes_before_slashes() throws IOException {
        try (Fleet fleet = Fleet.start(List.of(http("notes", NotesServer.class, "LEGACY")))) {
            String source = fleet.session()
                    .plan(PlannedCall.of("notes", "echo", Map.of("message", "a\\/b")))
                    .gatlingSimulation("NotesSimulation");

            assertThat(syntaxErrors(source)).isEmpty();
            // Gatling cannot switch between the calls of a round with only one.
            assertThat(source)
                    .contains("return List.of(new ChainBuilder[] {call1});")
                    .contains("ROUND.size() == 1 ? ROUND.get(0) : roundRobinSwitch().on(ROUND)");
            assertThat(source).contains("\\\"message\\\":\\\"a\\\\\\\\/b\\\"");
        }
    }

    @Test
    void secrets_in_arguments_are_read_from_environment_variables() throws IOException {
        List<ServerSpec> servers = List.of(
                http("notes", NotesServer.class, "LEGACY"),
                http("weather", WeatherServer.class, "MODERN", "--era", "dual", "--mirror-city", "true"));
        try (Fleet fleet = Fleet.start(servers)) {
            String source = fleet.session()
                    .plan(
                            PlannedCall.of("notes", "echo", Map.of("message", "with " + SECRET + " ${nonce}")),
                            PlannedCall.of("notes", "echo", Map.of("message", "only " + SECRET)),
                            PlannedCall.of("weather", "get-forecast", Map.of("city", SECRET)))
                    .gatlingSimulation("NotesSimulation");

            assertThat(syntaxErrors(source)).isEmpty();
            assertThat(source)
                    .contains("\\\"message\\\":\\\"${env.MCP_NOTES_ECHO_MESSAGE}\\\"")
                    .contains("\"\", List.of(\"MCP_NOTES_ECHO_MESSAGE\"))")
                    .contains("\\\"message\\\":\\\"${env.MCP_NOTES_ECHO_MESSAGE_2}\\\"")
                    .contains("\"\", List.of(\"MCP_NOTES_ECHO_MESSAGE_2\"))")
                    .contains("Map.entry(\"Mcp-Param-City\", \"${env.MCP_WEATHER_GET_FORECAST_CITY}\")")
                    .contains("List.of(\"MCP_WEATHER_GET_FORECAST_CITY\")")
                    .doesNotContain(SECRET);
        }
    }

    @Test
    void a_secret_that_is_no_text_of_an_argument_is_refused() {
        try (Fleet fleet = Fleet.start(List.of(http("notes", NotesServer.class, "LEGACY")))) {
            LoadSession planned =
                    fleet.session().plan(PlannedCall.of("notes", "echo", Map.of("message", "x", SECRET, "y")));

            assertThatThrownBy(() -> planned.gatlingSimulation("NotesSimulation"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The call notes/echo has a secret in its arguments that is no text which a simulation"
                            + " can read from an environment variable. Leave the call out of the plan, or use another"
                            + " value.");
        }
    }

    @Test
    void what_cannot_be_a_simulation_is_reported() {
        ServerSpec stdio = ServerSpec.command(
                        FixtureCommand.command(NotesServer.class, "stdio").toArray(String[]::new))
                .name("notes")
                .build();
        try (Fleet fleet = Fleet.start(List.of(stdio))) {
            LoadSession session = fleet.session();
            LoadSession planned = session.plan(PlannedCall.of("notes", "echo", Map.of("message", "x")));

            assertThatThrownBy(() -> session.gatlingSimulation("A"))
                    .hasMessage("A load session needs a plan. Say which calls to make: plan(PlannedCall.of(…)).");
            assertThatThrownBy(() -> planned.gatlingSimulation("com.example.1"))
                    .hasMessage("'com.example.1' is no name of a Java class");
            assertThatThrownBy(() -> planned.gatlingSimulation("A"))
                    .hasMessage("Server 'notes' runs on standard input and output, and Gatling calls servers on HTTP."
                            + " Leave it out of the plan, or let it listen on HTTP: transport = STREAMABLE_HTTP.");
        }
    }
}
