/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.server.ServerSource;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.Transport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which servers each form of configuration file declares. */
class McpConfigTests {

    @TempDir
    Path project;

    private McpConfig read(String file, String content, Map<String, String> variables) throws IOException {
        Path path = project.resolve(file);
        Files.createDirectories(requireNonNull(path.getParent()));
        Files.writeString(path, content);
        return McpConfig.read(path, name -> Optional.ofNullable(variables.get(name)));
    }

    private ServerSource.Command command(String... words) {
        return new ServerSource.Command(List.of(words), project);
    }

    private static ServerSource http(String uri) {
        return new ServerSource.Remote(new McpEndpoint.Http(URI.create(uri)));
    }

    @Test
    void the_configuration_of_claude_code() throws IOException {
        McpConfig config = read(
                ".mcp.json",
                """
                {
                  "mcpServers": {
                    "files": {
                      "command": "npx",
                      "args": ["-y", "acme-files", "${DATA_DIR:-.}", "--mode=${MODE:-read}"],
                      "env": {"LOG_LEVEL": "debug", "FILES_TOKEN": "${FILES_TOKEN}"}
                    },
                    "search": {
                      "type": "http",
                      "url": "https://${SEARCH_HOST}/mcp",
                      "headers": {"Authorization": "Bearer ${SEARCH_TOKEN}"}
                    },
                    "old": {"type": "sse", "url": "http://localhost:8080/sse"},
                    "off": {"command": "off", "disabled": true}
                  }
                }
                """.replace("${DATA_DIR:-.}", "${DATA_DIR:-.}"),
                Map.of(
                        "FILES_TOKEN",
                        "files-token-value",
                        "SEARCH_HOST",
                        "search.example.com",
                        "SEARCH_TOKEN",
                        "search-token-value"));

        assertThat(config.names()).containsExactly("files", "search", "old");
        ServerSpec files = config.server("files").build();
        assertThat(files.source()).isEqualTo(command("npx", "-y", "acme-files", ".", "--mode=read"));
        assertThat(files.transport()).isEqualTo(Transport.STDIO);
        assertThat(files.env()).isEqualTo(Map.of("LOG_LEVEL", "debug", "FILES_TOKEN", "files-token-value"));
        ServerSpec search = config.server("search").build();
        assertThat(search.source()).isEqualTo(http("https://search.example.com/mcp"));
        assertThat(search.transport()).isEqualTo(Transport.STREAMABLE_HTTP);
        assertThat(search.headers()).isEqualTo(Map.of("Authorization", "Bearer search-token-value"));
        assertThat(config.server("old").build().transport()).isEqualTo(Transport.SSE);
        assertThat(Secrets.maskKnown("files-token-value search-token-value"))
                .isEqualTo("[masked: FILES_TOKEN] [masked: SEARCH_TOKEN]");
    }

    @Test
    void the_configuration_of_vs_code_with_comments_inputs_and_a_file_of_variables() throws IOException {
        Files.writeString(project.resolve("weather.env"), """
                # keys
                export WEATHER_KEY='weather-key-value'
                REGION=north # default
                LOG_LEVEL=info
                """);

        McpConfig config = read(
                ".vscode/mcp.json", """
                {
                  // asked for once
                  "inputs": [
                    {"id": "weather-token", "type": "promptString", "password": true},
                    {"id": "unit", "type": "pickString", "default": "celsius"},
                  ],
                  "servers": {
                    "weather": {
                      "type": "stdio",
                      "command": "${workspaceFolder}${/}bin${/}weather",
                      "args": ["--token", "${input:weather-token}", "--unit", "${input:unit}", "--home=${env:STATION}",],
                      "envFile": "${workspaceFolder}/weather.env",
                      "env": {"LOG_LEVEL": "trace"},
                      "cwd": "data",
                      "dev": {"watch": "src/**"},
                    },
                  },
                }
                """, Map.of("MCP_INPUT_WEATHER_TOKEN", "weather-token-value", "STATION", "oslo"));

        ServerSpec weather = config.server("weather").build();
        assertThat(weather.source())
                .isEqualTo(new ServerSource.Command(
                        List.of(
                                project + "/bin/weather",
                                "--token",
                                "weather-token-value",
                                "--unit",
                                "celsius",
                                "--home=oslo"),
                        project.resolve("data")));
        assertThat(weather.env())
                .isEqualTo(Map.of("WEATHER_KEY", "weather-key-value", "REGION", "north", "LOG_LEVEL", "trace"));
        assertThat(Secrets.maskKnown("weather-token-value weather-key-value"))
                .isEqualTo("[masked: weather-token] [masked: WEATHER_KEY]");
    }

    @Test
    void the_settings_of_cursor_gemini_and_windsurf() throws IOException {
        assertThat(read(
                                ".cursor/mcp.json",
                                "{\"mcpServers\": {\"a\": {\"url\": \"http://localhost:1/mcp\"}, \"b\": {\"command\": \"./run\"}}}",
                                Map.of())
                        .servers())
                .extracting(ServerSpec::source)
                .containsExactly(http("http://localhost:1/mcp"), command("./run"));
        assertThat(read(
                                "settings.json",
                                "{\"mcpServers\": {\"a\": {\"httpUrl\": \"http://localhost:1/mcp\"}}}",
                                Map.of())
                        .servers())
                .extracting(ServerSpec::source)
                .containsExactly(http("http://localhost:1/mcp"));
        assertThat(read(
                                "settings.json",
                                "{\"mcp\": {\"servers\": {\"a\": {\"serverUrl\": \"http://localhost:1/mcp\"}}}}",
                                Map.of())
                        .servers())
                .extracting(ServerSpec::source)
                .containsExactly(http("http://localhost:1/mcp"));
    }

    @Test
    void a_variable_is_needed_only_for_the_server_that_uses_it() throws IOException {
        McpConfig config = read(
                ".mcp.json",
                "{\"mcpServers\": {\"a\": {\"command\": \"a\"}, \"b\": {\"command\": \"b\", \"args\": [\"${NOT_SET}\"]}}}",
                Map.of());

        assertThat(config.server("a").build().source()).isEqualTo(command("a"));
    }

    @Test
    void the_packages_and_addresses_of_a_registry_file() throws IOException {
        McpConfig config = read(
                "server.json",
                """
                {
                  "$schema": "https://example.com/schemas/server.schema.json",
                  "name": "com.example/weather",
                  "description": "Forecasts",
                  "version": "1.4.2",
                  "packages": [
                    {
                      "registryType": "npm",
                      "identifier": "@acme/weather",
                      "version": "1.4.2",
                      "transport": {"type": "stdio"},
                      "packageArguments": [
                        {"type": "positional", "value": "stdio"},
                        {"type": "named", "name": "--unit", "default": "celsius", "choices": ["celsius", "kelvin"]},
                        {"type": "named", "name": "--verbose"},
                        {"type": "named", "name": "--station", "format": "string"}
                      ],
                      "environmentVariables": [
                        {"name": "WEATHER_KEY", "isRequired": true, "isSecret": true},
                        {"name": "REGION", "default": "north"},
                        {"name": "PROXY"}
                      ]
                    },
                    {
                      "registryType": "pypi",
                      "identifier": "acme-weather",
                      "version": "1.4.1",
                      "transport": {"type": "streamable-http", "url": "http://localhost:8111/weather"}
                    },
                    {"registryType": "oci", "identifier": "acme/weather", "version": "1.4", "transport": {"type": "stdio"}},
                    {
                      "registryType": "oci",
                      "identifier": "acme/weather:1.5",
                      "transport": {"type": "stdio"},
                      "runtimeArguments": [
                        {
                          "type": "named",
                          "name": "--mount",
                          "value": "type=bind,src={data},dst=/data",
                          "variables": {"data": {"isRequired": true, "default": "/srv/data"}}
                        }
                      ],
                      "environmentVariables": [{"name": "REGION", "value": "south"}]
                    }
                  ],
                  "remotes": [
                    {
                      "type": "streamable-http",
                      "url": "https://{tenant}.example.com/mcp",
                      "variables": {"tenant": {"isRequired": true}},
                      "headers": [{"name": "X-Key", "value": "Bearer {key}", "variables": {"key": {"isRequired": true}}}]
                    }
                  ]
                }
                """,
                Map.of(
                        "WEATHER_KEY",
                        "weather-key-value",
                        "mcp.input.tenant",
                        "north",
                        "MCP_INPUT_KEY",
                        "remote-key-value"));

        assertThat(config.names())
                .containsExactly("weather-npm", "weather-pypi", "weather-oci", "weather-oci-2", "weather-remote");
        List<ServerSpec> specs = config.servers();
        assertThat(specs.get(0).source())
                .isEqualTo(new ServerSource.Command(
                        List.of("npx", "-y", "@acme/weather@1.4.2", "stdio", "--unit", "celsius", "--verbose")));
        assertThat(specs.get(0).env()).isEqualTo(Map.of("WEATHER_KEY", "weather-key-value", "REGION", "north"));
        assertThat(specs.get(1).source()).isEqualTo(new ServerSource.Command(List.of("uvx", "acme-weather@1.4.1")));
        assertThat(specs.get(1).transport()).isEqualTo(Transport.STREAMABLE_HTTP);
        assertThat(specs.get(1).port()).hasValue(8111);
        assertThat(specs.get(1).path()).isEqualTo("/weather");
        assertThat(specs.get(2).source()).isEqualTo(new ServerSource.Image("acme/weather:1.4"));
        assertThat(specs.get(3).source())
                .isEqualTo(new ServerSource.Command(List.of(
                        "docker",
                        "run",
                        "-i",
                        "--rm",
                        "-e",
                        "REGION",
                        "--mount",
                        "type=bind,src=/srv/data,dst=/data",
                        "acme/weather:1.5")));
        assertThat(specs.get(4).source()).isEqualTo(http("https://north.example.com/mcp"));
        assertThat(specs.get(4).headers()).isEqualTo(Map.of("X-Key", "Bearer remote-key-value"));
    }

    @Test
    void the_manifest_of_a_bundle() throws IOException {
        McpConfig config = read("manifest.json", """
                {
                  "manifest_version": "0.3",
                  "name": "acme-files",
                  "version": "1.0.0",
                  "server": {
                    "type": "node",
                    "entry_point": "server/index.js",
                    "mcp_config": {
                      "command": "node",
                      "args": ["${__dirname}/server/index.js", "${user_config.directories}", "--limit=${user_config.limit}"],
                      "env": {"KEY": "${user_config.api_key}", "PROXY": "${user_config.proxy}"},
                      "platform_overrides": {"win32": {"command": "node.exe"}}
                    }
                  },
                  "user_config": {
                    "directories": {"type": "directory", "multiple": true, "default": ["/a", "/b"]},
                    "limit": {"type": "number", "default": 10},
                    "api_key": {"type": "string", "sensitive": true, "required": true},
                    "proxy": {"type": "string"}
                  },
                  "tools": [{"name": "list"}]
                }
                """, Map.of("MCP_INPUT_API_KEY", "bundle-key-value"));

        assertThat(config.names()).containsExactly("acme-files");
        ServerSpec spec = config.server("acme-files").build();
        assertThat(spec.source()).isEqualTo(command("node", project + "/server/index.js", "/a", "/b", "--limit=10"));
        assertThat(spec.env()).isEqualTo(Map.of("KEY", "bundle-key-value"));
    }

    @Test
    void a_bundle_without_a_command_runs_by_its_type() throws IOException {
        String manifest = """
                {"manifest_version": "0.4", "name": "x", "server": {"type": "%s", "entry_point": "main.py"}}
                """;
        String entry = project.resolve("main.py").toString();

        assertThat(read("manifest.json", manifest.formatted("python"), Map.of())
                        .server("x")
                        .build()
                        .source())
                .isEqualTo(command("python3", entry));
        assertThat(read("manifest.json", manifest.formatted("uv"), Map.of())
                        .server("x")
                        .build()
                        .source())
                .isEqualTo(command("uv", "run", "--directory", project.toString(), entry));
    }
}
