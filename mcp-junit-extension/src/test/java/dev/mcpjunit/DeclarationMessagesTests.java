/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.Transport;
import dev.mcpjunit.testkit.EmptyTest;
import dev.mcpjunit.testkit.Run;
import dev.mcpjunit.testkit.Weather;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testcontainers.containers.GenericContainer;

/** The message of each wrong declaration, once. */
class DeclarationMessagesTests {

    private static String failureOf(Class<?> testCase) {
        return failureOf(testCase, Map.of());
    }

    private static String failureOf(Class<?> testCase, Map<String, String> parameters) {
        return String.valueOf(Run.with(parameters, testCase).failure().getMessage());
    }

    @Test
    void a_server_needs_a_source() {
        assertThat(failureOf(NoSourceTestCase.class))
                .isEqualTo("@McpServer on " + NoSourceTestCase.class.getName()
                        + ": it needs exactly one of image, dockerfile,"
                        + " command, url, inProcess, source and config, but has none.");
    }

    @McpServer
    static class NoSourceTestCase implements EmptyTest {}

    @Test
    void a_server_has_only_one_source() {
        assertThat(failureOf(TwoSourcesTestCase.class)).endsWith("but has command and url.");
    }

    @McpServer(command = "x", url = "http://localhost/mcp")
    static class TwoSourcesTestCase implements EmptyTest {}

    @Test
    void a_protocol_is_one_that_is_spoken() {
        assertThat(failureOf(UnknownProtocolTestCase.class))
                .isEqualTo("@McpServer on " + UnknownProtocolTestCase.class.getName()
                        + ": protocol = \"2027-01-01\" is no protocol that this release speaks. Use AUTO, LEGACY, MODERN"
                        + " or one of 2026-07-28, 2025-11-25, 2025-06-18, 2025-03-26, 2024-11-05.");
    }

    @McpServer(url = "http://localhost/mcp", protocol = "2027-01-01")
    static class UnknownProtocolTestCase implements EmptyTest {}

    @Test
    void settings_of_an_extension_are_an_object() {
        assertThat(failureOf(MalformedSettingsTestCase.class))
                .isEqualTo("@McpServer on " + MalformedSettingsTestCase.class.getName()
                        + ": clientCapabilities: the settings in 'com.example/maps=[1]' cannot be read: not a JSON object."
                        + " Write a JSON object after the equals sign, for example com.example/maps={\"zoom\":true}.");
    }

    @McpServer(url = "http://localhost/mcp", clientCapabilities = "com.example/maps=[1]")
    static class MalformedSettingsTestCase implements EmptyTest {}

    @Test
    void an_unresolved_placeholder_is_named() {
        assertThat(failureOf(UnresolvedTestCase.class))
                .isEqualTo("Cannot resolve ${no.such.thing} in @McpServer(url) on " + UnresolvedTestCase.class.getName()
                        + ": there is no JUnit configuration parameter, system property or environment variable of that"
                        + " name. Set it, or give a default: ${no.such.thing:…}");
    }

    @McpServer(url = "http://localhost:${no.such.thing}/mcp")
    static class UnresolvedTestCase implements EmptyTest {}

    @Test
    void an_address_is_an_address() {
        assertThat(failureOf(NoHostTestCase.class))
                .endsWith(": url = \"localhost:80\" is no http or https address with a host.");
        assertThat(failureOf(MalformedUrlTestCase.class)).contains("url = \"http://a b\" is no address: ");
    }

    @McpServer(url = "localhost:80")
    static class NoHostTestCase implements EmptyTest {}

    @McpServer(url = "http://a b")
    static class MalformedUrlTestCase implements EmptyTest {}

    @Test
    void an_unknown_port_is_distinguished_from_one_without_a_listener() {
        assertThat(failureOf(UnknownPortTestCase.class))
                .isEqualTo("Server 'server': http://localhost:0/mcp has port 0, which stands for a port that is not yet"
                        + " known. If another extension starts the server, put its annotation above @McpServer.");
    }

    @McpServer(name = "server", url = "http://localhost:0/mcp")
    static class UnknownPortTestCase implements EmptyTest {}

    @Test
    void ports_and_paths_are_checked() {
        assertThat(failureOf(BadPortTestCase.class))
                .endsWith(": port = 70000 is no port: use 1 to 65535, or leave it out.");
        assertThat(failureOf(BadPathTestCase.class)).endsWith(": path = \"mcp\" must start with '/'.");
    }

    @Test
    void what_has_no_effect_is_not_ignored() {
        assertThat(failureOf(PortOfStdioTestCase.class))
                .endsWith(
                        ": 'port' has no effect on a server on standard input and output. If it listens on HTTP, say so:"
                                + " transport = STREAMABLE_HTTP.");
        assertThat(failureOf(ArgsOfUrlTestCase.class))
                .endsWith(
                        ": 'args' has no effect on a server at a known address. Leave it out: there is nothing to start.");
        assertThat(failureOf(PathInJvmTestCase.class))
                .endsWith(": 'path' has no effect on a server in this JVM. Leave it out: its address is known.");
        assertThat(failureOf(EnvOfContainerTestCase.class))
                .endsWith(
                        ": 'env' has no effect on a container of the test's own. Leave it out: the method has configured"
                                + " it.");
        assertThat(failureOf(StdioOfUrlTestCase.class))
                .endsWith(": 'transport' has no effect on a server at a known address. Leave it out: it speaks HTTP.");
    }

    @McpServer(url = "http://localhost:1/mcp", transport = Transport.STDIO)
    static class StdioOfUrlTestCase implements EmptyTest {}

    @McpServer(command = "x", port = 8080)
    static class PortOfStdioTestCase implements EmptyTest {}

    @McpServer(url = "http://localhost:1/mcp", args = "--verbose")
    static class ArgsOfUrlTestCase implements EmptyTest {}

    @McpServer(inProcess = Weather.InProcess.class, path = "/other")
    static class PathInJvmTestCase implements EmptyTest {}

    @McpServer(source = "weather", env = "A=b")
    static class EnvOfContainerTestCase {
        static GenericContainer<?> weather() {
            return new GenericContainer<>("weather:1");
        }

        @Test
        void test() {}
    }

    @McpServer(command = "x", port = 70_000)
    static class BadPortTestCase implements EmptyTest {}

    @McpServer(command = "x", path = "mcp")
    static class BadPathTestCase implements EmptyTest {}

    @Test
    void variables_and_headers_have_a_form() {
        assertThat(failureOf(BadEnvTestCase.class))
                .endsWith(": env takes entries of the form \"NAME=value\", but entry 1 is not.");
        assertThat(failureOf(BadHeaderTestCase.class))
                .endsWith(": headers takes entries of the form \"Name: value\", but entry 1 is not.");
        assertThat(failureOf(RestrictedHeaderTestCase.class))
                .isEqualTo("Server 'restricted': header Host is set by the HTTP client itself and cannot be declared."
                        + " Remove it, or run the JVM with -Djdk.httpclient.allowRestrictedHeaders=Host.");
        assertThat(failureOf(HighPortTestCase.class))
                .endsWith(": url = \"http://localhost:99999/mcp?…\" has port 99999, but the highest is 65535.");
    }

    @McpServer(name = "restricted", url = "http://localhost/mcp", headers = "Host: example.com")
    static class RestrictedHeaderTestCase implements EmptyTest {}

    @McpServer(url = "http://localhost:99999/mcp?token=planted")
    static class HighPortTestCase implements EmptyTest {}

    @McpServer(command = "x", env = "TOKEN")
    static class BadEnvTestCase implements EmptyTest {}

    @McpServer(url = "http://localhost/mcp", headers = "Authorization")
    static class BadHeaderTestCase implements EmptyTest {}

    @Test
    void durations_have_a_form_wherever_they_are_given() {
        assertThat(failureOf(BadTimeoutTestCase.class))
                .endsWith(
                        ": startupTimeout: 'soon' is no duration: write a positive number with a unit, like '500 ms', '30 s'"
                                + " or '2 m'.");
        assertThat(failureOf(UnreachableTestCase.class, Map.of("mcp.request.timeout", "never")))
                .startsWith("mcp.request.timeout: 'never' is no duration");
    }

    @McpServer(command = "x", startupTimeout = "soon")
    static class BadTimeoutTestCase implements EmptyTest {}

    @Test
    void two_servers_need_two_names() {
        assertThat(failureOf(SameNameTestCase.class))
                .isEqualTo("@McpServer on " + SameNameTestCase.class.getName()
                        + ": two servers have the name 'weather'. Give one of them another name:"
                        + " @McpServer(name = …).");
    }

    @McpServer(command = "weather")
    @McpServer(name = "weather", command = "x")
    static class SameNameTestCase implements EmptyTest {}

    @Test
    void a_server_of_each_test_does_not_exist_outside_tests() {
        assertThat(failureOf(MethodScopeInBeforeAllTestCase.class))
                .contains(
                        "Server 'x' has scope = METHOD, so it does not exist outside a test: not in @BeforeAll, @AfterAll, or"
                                + " the constructor of a class with one instance for all tests.");
    }

    @McpServer(command = "x", scope = Scope.METHOD)
    static class MethodScopeInBeforeAllTestCase {
        @BeforeAll
        static void start(McpEndpoint x) {}

        @Test
        void test() {}
    }

    @Test
    @EnabledIf(value = "dev.mcpjunit.testkit.Docker#isAvailable", disabledReason = "Docker is not available")
    void an_image_without_a_fixed_tag_can_be_made_an_error() {
        assertThat(failureOf(FloatingImageTestCase.class, Map.of("mcp.image.pinning", "require")))
                .isEqualTo("@McpServer on " + FloatingImageTestCase.class.getName()
                        + ": image = \"acme/weather:latest\" has"
                        + " no fixed tag, so that another image may run tomorrow. Name a version or a digest."
                        + " (mcp.image.pinning = require).");
    }

    @McpServer(image = "acme/weather:latest")
    static class FloatingImageTestCase implements EmptyTest {}

    @Test
    @EnabledIf(value = "dev.mcpjunit.testkit.Docker#isAvailable", disabledReason = "Docker is not available")
    void settings_take_what_they_take() {
        assertThat(failureOf(FloatingImageTestCase.class, Map.of("mcp.image.pinning", "yes")))
                .isEqualTo("mcp.image.pinning = 'yes' is neither 'warn' nor 'require'");
    }

    @Test
    void an_address_without_a_listener_is_reported_immediately() {
        assertThat(failureOf(UnreachableTestCase.class))
                .isEqualTo("Server 'server' did not become ready.\n"
                        + "Server 'server' at http://localhost:1/mcp cannot be reached: the connection was refused. Is it"
                        + " running, and is the port right?\n"
                        + "  It is the endpoint http://localhost:1/mcp");
    }

    @McpServer(url = "http://localhost:1/mcp")
    static class UnreachableTestCase implements EmptyTest {}

    @Test
    void a_missing_program_is_reported_immediately() {
        assertThat(failureOf(NoProgramTestCase.class))
                .isEqualTo(
                        "Server 'weather' cannot be started: there is no program 'no-such-program' on the PATH. Install it,"
                                + " or give its full path.\n  Command: no-such-program --weather");
    }

    @McpServer(
            name = "weather",
            command = {"no-such-program", "--weather"})
    static class NoProgramTestCase implements EmptyTest {}

    @Test
    void a_field_and_annotations_do_not_mix() {
        assertThat(failureOf(MixedTestCase.class))
                .isEqualTo(MixedTestCase.class.getName()
                        + " declares servers by @McpServer and by McpExtension.builder(). Use" + " one of the two.");
    }

    @McpServer(url = "http://localhost:1/mcp")
    static class MixedTestCase {
        @RegisterExtension
        static final McpExtension MCP =
                McpExtension.builder().server(ServerSpec.command("x").build()).build();

        @Test
        void test() {}
    }

    @Test
    void a_parameter_without_any_server_is_told_so() {
        assertThat(failureOf(NoServerTestCase.class))
                .endsWith("asks for a server, but no @McpServer is declared on " + NoServerTestCase.class.getName()
                        + " or a class around it.");
    }

    @org.junit.jupiter.api.extension.ExtendWith(McpExtension.class)
    static class NoServerTestCase {
        @Test
        void test(McpConnection weather) {}
    }
}
