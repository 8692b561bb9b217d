/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.config;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.server.ServerSource;
import dev.mcpjunit.server.ServerSpecBuilder;
import dev.mcpjunit.server.Transport;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads the servers that an MCP client is configured with: {@code mcpServers}, or {@code servers} in VS Code. */
final class ClientConfig {

    private static final Set<String> KNOWN =
            Set.of("type", "command", "args", "env", "envFile", "cwd", "url", "headers", "disabled");

    /** What clients know and a test does not need. */
    private static final Set<String> IGNORED = Set.of(
            "alwaysAllow",
            "alwaysLoad",
            "auth",
            "autoApprove",
            "description",
            "dev",
            "enabled",
            "excludeTools",
            "gallery",
            "headersHelper",
            "httpUrl",
            "icon",
            "includeTools",
            "name",
            "oauth",
            "sandbox",
            "sandboxEnabled",
            "serverUrl",
            "timeout",
            "title",
            "tools",
            "trust",
            "version");

    /** What some clients or people call a field. */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "arguments", "args",
            "environment", "env",
            "cmd", "command",
            "workingDirectory", "cwd",
            "uri", "url",
            "endpoint", "url",
            "transport", "type",
            "transportType", "type");

    /** Where the address stands: {@code url}, or another name in Gemini CLI and Windsurf. */
    private static final List<String> ADDRESSES = List.of("url", "httpUrl", "serverUrl");

    /** Directories of editors. Their parent is the directory of the project. */
    private static final Set<String> EDITOR_DIRECTORIES = Set.of(".vscode", ".cursor", ".claude", ".gemini");

    private final ConfigVariables variables;
    private final Path project;

    private ClientConfig(ConfigVariables variables, Path project) {
        this.variables = variables;
        this.project = project;
    }

    /**
     * List the servers.
     *
     * @param root the whole file
     * @param servers the object that has a member for each server
     * @param lookup finds the values of variables
     */
    static List<ConfigEntry> entries(ConfigNode root, ConfigNode servers, Function<String, Optional<String>> lookup) {
        Path project = project(root.file());
        Function<String, Optional<String>> known = name -> lookup.apply(name)
                .or(() -> name.equals("CLAUDE_PROJECT_DIR") ? Optional.of(project.toString()) : Optional.empty());
        var variables = new ConfigVariables(fixed(project), known).withInputDefaults(inputDefaults(root));
        var reader = new ClientConfig(variables, project);
        var entries = new ArrayList<ConfigEntry>();
        servers.members().forEach((name, entry) -> {
            if (name.isBlank()) {
                throw entry.wrong("the name of a server must not be empty");
            }
            if (!entry.flag("disabled") && entry.flag("enabled", true)) {
                reader.check(entry);
                entries.add(ConfigEntry.unsigned(name, entry, () -> reader.builder(name, entry)));
            }
        });
        return entries;
    }

    /** The directory that relative paths are relative to. */
    private static Path project(Path file) {
        Path directory = parent(file.toAbsolutePath().normalize());
        Path name = directory.getFileName();
        return name != null && EDITOR_DIRECTORIES.contains(name.toString()) ? parent(directory) : directory;
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    private static Map<String, String> fixed(Path project) {
        var fixed = new HashMap<String, String>();
        Path name = project.getFileName();
        fixed.put("workspaceFolder", project.toString());
        fixed.put("workspaceFolderBasename", name == null ? "" : name.toString());
        fixed.put("cwd", project.toString());
        fixed.put("userHome", System.getProperty("user.home", ""));
        fixed.put("pathSeparator", File.separator);
        fixed.put("/", File.separator);
        return fixed;
    }

    /** Values of inputs that the file gives itself. */
    private static Map<String, String> inputDefaults(ConfigNode root) {
        var defaults = new HashMap<String, String>();
        for (ConfigNode input : root.items("inputs")) {
            String id = input.requiredText("id");
            input.text("default").ifPresent(value -> defaults.put(id, value));
        }
        return defaults;
    }

    /** Reject a malformed entry when the file is read, so that no server is started. */
    private void check(ConfigNode entry) {
        entry.rejectMisspelled(KNOWN, IGNORED);
        OTHER_NAMES.forEach((other, known) -> entry.member(other).ifPresent(member -> {
            throw member.wrong("unknown field. Did you mean '" + known + "'?");
        }));
        boolean hasCommand = entry.member("command").isPresent();
        Optional<ConfigNode> address = address(entry);
        if (hasCommand && address.isPresent()) {
            throw entry.wrong("the server has a 'command' and an address. Remove one of the two");
        }
        if (!hasCommand && address.isEmpty()) {
            throw entry.wrong("the server has neither a 'command' nor a 'url'");
        }
        entry.text("type");
        entry.items("args").forEach(ConfigNode::text);
        entry.members("env").values().forEach(ConfigNode::text);
        entry.members("headers").values().forEach(ConfigNode::text);
        if (hasCommand) {
            requireProgram(entry);
            entry.member("headers").ifPresent(headers -> {
                throw headers.wrong("a command has no headers. Remove them, or give a 'url' instead of the 'command'");
            });
            entry.text("cwd");
            entry.text("envFile");
        } else {
            address.get().text();
            for (String field : List.of("args", "env", "envFile", "cwd")) {
                entry.member(field).ifPresent(member -> {
                    throw member.wrong("only a command has '" + field + "'. Remove it, or give a 'command' instead of"
                            + " the address");
                });
            }
        }
    }

    private static Optional<ConfigNode> address(ConfigNode entry) {
        List<String> given = ADDRESSES.stream()
                .filter(name -> entry.member(name).isPresent())
                .toList();
        if (given.size() > 1) {
            throw entry.wrong("the server has two addresses, '" + given.get(0) + "' and '" + given.get(1)
                    + "'. Remove one of the two");
        }
        return ADDRESSES.stream().flatMap(name -> entry.member(name).stream()).findFirst();
    }

    private static void requireProgram(ConfigNode entry) {
        String program = entry.requiredText("command");
        int space = program.indexOf(' ');
        boolean isLine = space > 0 && !program.substring(0, space).matches(".*[/\\\\].*") && !program.contains("${");
        if (isLine) {
            throw entry.member("command")
                    .orElseThrow()
                    .wrong("must be the program alone. Put its arguments into 'args', one string each");
        }
    }

    /** A test cannot answer a login page. */
    private static void requireNoLogin(ConfigNode entry) {
        for (String field : List.of("oauth", "auth", "headersHelper")) {
            boolean hasToken =
                    entry.members("headers").keySet().stream().anyMatch(name -> name.equalsIgnoreCase("Authorization"));
            entry.member(field).filter(member -> !hasToken).ifPresent(member -> {
                throw member.wrong("a test cannot log in as a person does. Give the server a token:"
                        + " \"headers\": {\"Authorization\": \"Bearer ${TOKEN}\"}");
            });
        }
    }

    private static Transport transport(ConfigNode entry, boolean isCommand) {
        String type = entry.text("type").orElse(isCommand ? "stdio" : "");
        Transport transport =
                switch (type.toLowerCase(Locale.ROOT)) {
                    case "" -> Transport.AUTO;
                    case "stdio" -> Transport.STDIO;
                    case "http", "streamable-http", "streamablehttp", "streamable_http" -> Transport.STREAMABLE_HTTP;
                    case "sse" -> Transport.SSE;
                    default ->
                        throw entry.member("type")
                                .orElse(entry)
                                .wrong("mcp-junit does not know this type of server. It knows stdio, http and sse");
                };
        if (isCommand != (transport == Transport.STDIO)) {
            throw entry.member("type")
                    .orElse(entry)
                    .wrong(
                            isCommand
                                    ? "a server with a 'command' has the type stdio"
                                    : "a server of the type stdio needs a 'command', not an address");
        }
        return transport;
    }

    private ServerSpecBuilder builder(String name, ConfigNode entry) {
        boolean isCommand = entry.member("command").isPresent();
        Transport transport = transport(entry, isCommand);
        if (isCommand) {
            return command(entry).name(name).transport(transport);
        }
        requireNoLogin(entry);
        ConfigNode address = address(entry).orElseThrow();
        var endpoint = new McpEndpoint.Http(address.address(variables.resolve(address)));
        var builder = new ServerSpecBuilder(new ServerSource.Remote(endpoint))
                .name(name)
                .transport(transport);
        variables.resolveAll(entry.members("headers")).forEach(builder::header);
        return builder;
    }

    private ServerSpecBuilder command(ConfigNode entry) {
        var words = new ArrayList<String>();
        words.add(variables.resolve(entry.member("command").orElseThrow()));
        entry.items("args").forEach(word -> words.add(variables.resolve(word)));
        Path directory = entry.member("cwd")
                .map(cwd -> project.resolve(variables.resolve(cwd)))
                .orElse(project);
        var environment = new LinkedHashMap<String, String>();
        entry.member("envFile")
                .ifPresent(file -> environment.putAll(EnvFile.read(project.resolve(variables.resolve(file)), file)));
        environment.putAll(variables.resolveAll(entry.members("env")));
        var builder = new ServerSpecBuilder(new ServerSource.Command(words, directory));
        environment.forEach(builder::env);
        return builder;
    }
}
