/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.server.ServerSource;
import dev.mcpjunit.server.ServerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the values of inputs come from, and which registry and entries are used. */
class ConfigInputsTests {

    @TempDir
    Path project;

    private McpConfig read(String file, String content, Map<String, String> variables) throws IOException {
        Path path = Files.writeString(project.resolve(file), content);
        return McpConfig.read(path, name -> Optional.ofNullable(variables.get(name)));
    }

    private ServerSource.Command command(String... words) {
        return new ServerSource.Command(List.of(words), project);
    }

    @Test
    void ordinary_environment_variables_are_no_arguments_and_no_inputs() throws IOException {
        Map<String, String> environment = Map.of("PATH", "/usr/bin", "DEBUG", "1", "UNIT", "kelvin", "USER", "root");

        McpConfig registry = read("server.json", """
                {
                  "name": "com.example/weather",
                  "packages": [
                    {
                      "registryType": "npm",
                      "identifier": "acme-weather",
                      "packageArguments": [
                        {"type": "named", "name": "--path", "default": "./data"},
                        {"type": "named", "name": "--debug"},
                        {"type": "positional", "valueHint": "user", "default": "me"}
                      ]
                    }
                  ]
                }
                """, environment);
        McpConfig client = read("mcp.json", """
                {
                  "inputs": [{"id": "unit", "default": "celsius"}],
                  "servers": {"weather": {"command": "weather", "args": ["${input:unit}"]}}
                }
                """, environment);

        assertThat(registry.server("weather").build().source())
                .isEqualTo(new ServerSource.Command(
                        List.of("npx", "-y", "acme-weather", "--path", "./data", "--debug", "me")));
        assertThat(client.server("weather").build().source()).isEqualTo(command("weather", "celsius"));
    }

    @Test
    void what_is_set_for_an_input_comes_before_the_default_of_the_file() throws IOException {
        McpConfig config = read("mcp.json", """
                {
                  "inputs": [{"id": "unit", "default": "celsius"}],
                  "servers": {"weather": {"command": "weather", "args": ["${input:unit}"]}}
                }
                """, Map.of("MCP_INPUT_UNIT", "kelvin"));

        assertThat(config.server("weather").build().source()).isEqualTo(command("weather", "kelvin"));
    }

    @Test
    void the_registry_that_the_file_names_is_used() throws IOException {
        McpConfig config = read("server.json", """
                {
                  "name": "com.example/weather",
                  "packages": [
                    {"registryType": "npm", "registryBaseUrl": "https://npm.example.com", "identifier": "w", "version": "1"},
                    {"registryType": "pypi", "registryBaseUrl": "https://py.example.com/", "identifier": "w", "version": "1"},
                    {"registryType": "oci", "registryBaseUrl": "https://oci.example.com", "identifier": "acme/w", "version": "1"},
                    {"registryType": "oci", "identifier": "ghcr.example.com/acme/w:2"}
                  ]
                }
                """, Map.of());

        assertThat(config.servers())
                .extracting(ServerSpec::source)
                .containsExactly(
                        new ServerSource.Command(List.of("npx", "-y", "--registry", "https://npm.example.com", "w@1")),
                        new ServerSource.Command(
                                List.of("uvx", "--default-index", "https://py.example.com/simple", "w@1")),
                        new ServerSource.Image("oci.example.com/acme/w:1"),
                        new ServerSource.Image("ghcr.example.com/acme/w:2"));
    }

    @Test
    void an_entry_that_is_not_supported_stops_no_test_of_another() throws IOException {
        McpConfig config = read("mcp.json", """
                {
                  "mcpServers": {
                    "weather": {"command": "weather"},
                    "login": {"url": "https://example.com/mcp", "oauth": {"clientId": "x"}},
                    "socket": {"type": "ws", "url": "wss://example.com/mcp"},
                    "off": {"enabled": false, "command": ["broken"]}
                  }
                }
                """, Map.of());

        assertThat(config.names()).containsExactly("weather", "login", "socket");
        assertThat(config.server("weather").build().source()).isEqualTo(command("weather"));
        assertThatThrownBy(() -> config.server("socket"))
                .hasMessageEndingWith("mcp-junit does not know this type of server. It knows stdio, http and sse.");
    }

    @Test
    void declared_secrets_of_any_form_are_masked() throws IOException {
        McpConfig config = read("server.json", """
                {
                  "name": "com.example/weather",
                  "packages": [
                    {
                      "registryType": "npm",
                      "identifier": "w",
                      "packageArguments": [{"type": "positional", "valueHint": "pin", "isSecret": true}]
                    }
                  ]
                }
                """, Map.of("MCP_INPUT_PIN", "plainwordsecretvalue"));

        config.servers();

        assertThat(Secrets.maskKnown("plainwordsecretvalue")).isEqualTo("[masked: pin]");
    }

    @Test
    void a_quoted_value_of_a_file_of_variables_ends_at_its_quote() throws IOException {
        Files.writeString(project.resolve("a.env"), "A='a' # don't\nB=\"b # c\"\n");

        assertThat(read("mcp.json", "{\"servers\": {\"a\": {\"command\": \"a\", \"envFile\": \"a.env\"}}}", Map.of())
                        .server("a")
                        .build()
                        .env())
                .isEqualTo(Map.of("A", "a", "B", "b # c"));
    }
}
