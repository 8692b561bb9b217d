/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.config;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.server.ServerSource;
import dev.mcpjunit.server.ServerSpecBuilder;
import dev.mcpjunit.server.Transport;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the {@code server.json} of the MCP registry: each of its packages and each of its remote addresses is a server.
 * The exact version in the file is started, so that a test sees what was published.
 */
final class RegistryFile {

    private final ConfigVariables variables;

    private RegistryFile(ConfigVariables variables) {
        this.variables = variables;
    }

    /** List the servers. */
    static List<ConfigEntry> entries(ConfigNode root, Function<String, Optional<String>> lookup) {
        var file = new RegistryFile(new ConfigVariables(Map.of(), lookup));
        String name = root.requiredText("name");
        String plain = name.substring(name.lastIndexOf('/') + 1);
        List<ConfigNode> packages = root.items("packages");
        List<ConfigNode> remotes = root.items("remotes");
        if (packages.isEmpty() && remotes.isEmpty()) {
            throw root.wrong("the file has neither 'packages' nor 'remotes', so there is no server to start");
        }
        boolean isOnly = packages.size() + remotes.size() == 1;
        Set<String> names = new HashSet<>();
        var entries = new ArrayList<ConfigEntry>();
        for (ConfigNode one : packages) {
            RegistryPackage described = RegistryPackage.read(one, file.variables);
            String chosen = unique(isOnly ? plain : plain + "-" + described.kind(), names);
            entries.add(
                    described.isBundle()
                            ? new ConfigEntry(chosen, one, signers -> described
                                    .bundle(lookup, signers)
                                    .name(chosen))
                            : ConfigEntry.unsigned(chosen, one, () -> described
                                    .builder(root.text("version"))
                                    .name(chosen)));
        }
        for (ConfigNode one : remotes) {
            Transport transport = transport(one);
            String chosen = unique(isOnly ? plain : plain + "-remote", names);
            one.requiredText("url");
            entries.add(ConfigEntry.unsigned(
                    chosen, one, () -> file.remote(one).name(chosen).transport(transport)));
        }
        return entries;
    }

    private static String unique(String wanted, Set<String> names) {
        String name = wanted;
        for (int number = 2; !names.add(name); number++) {
            name = wanted + "-" + number;
        }
        return name;
    }

    /** The transport of a package or of a remote address. */
    static Transport transport(ConfigNode described) {
        String type = described.requiredText("type");
        return switch (type) {
            case "stdio" -> Transport.STDIO;
            case "streamable-http", "http" -> Transport.STREAMABLE_HTTP;
            case "sse" -> Transport.SSE;
            default ->
                throw described
                        .member("type")
                        .orElse(described)
                        .wrong("mcp-junit does not know this transport. It knows stdio, streamable-http and sse");
        };
    }

    private ServerSpecBuilder remote(ConfigNode described) {
        RegistryInputs inputs = new RegistryInputs(variables);
        ConfigNode url = described.member("url").orElseThrow();
        URI address = url.address(inputs.substitute(url, described));
        var builder = new ServerSpecBuilder(new ServerSource.Remote(new McpEndpoint.Http(address)));
        inputs.headers(described.items("headers")).forEach(builder::header);
        return builder;
    }
}
