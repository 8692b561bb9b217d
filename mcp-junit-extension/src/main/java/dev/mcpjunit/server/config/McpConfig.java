/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.config;

import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.ServerSpecBuilder;
import dev.mcpjunit.server.internal.bundle.BundleArchive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The servers of a configuration file. The programmatic twin of {@code @McpServer(config = …)}:
 *
 * <pre>{@code
 * McpConfig config = McpConfig.read(Path.of(".mcp.json"));
 * ServerSpec github = config.server("github").startupTimeout(ofSeconds(60)).build();
 * List<ServerSpec> all = config.servers();
 * }</pre>
 *
 * <p>It reads three kinds of files:
 *
 * <ul>
 *   <li>the configuration of an MCP client, such as {@code .mcp.json}, {@code .vscode/mcp.json} or
 *       {@code .cursor/mcp.json}, with servers below {@code mcpServers} or {@code servers}. Comments and trailing
 *       commas are allowed. Disabled servers are left out. Relative paths are relative to the directory of the project,
 *       which is that of the file or, for a file in {@code .vscode} or {@code .cursor}, the directory above;
 *   <li>a {@code server.json} of the MCP registry. Each package and each remote address is a server;
 *   <li>an MCP bundle: its archive ({@code .mcpb}) or, if it is unpacked, its {@code manifest.json}. An archive is
 *       unpacked into a temporary folder when the server is started. After the start, the tools and prompts that the
 *       server lists are compared with those that the manifest declares.
 * </ul>
 *
 * <p>Variables such as <code>${TOKEN}</code>, <code>${TOKEN:-default}</code>, <code>${env:TOKEN}</code>, <code>
 * ${input:id}</code> and <code>${workspaceFolder}</code> are resolved when a server is asked for. A variable without a
 * value is an error that names the server, the field and the variable. Values of environment variables, headers and
 * variables count as secrets where they look like ones.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class McpConfig {

    private static final Set<String> ROOTS = Set.of("mcpServers", "servers", "packages", "remotes", "manifest_version");

    private static final Set<String> OTHER_ROOTS = Set.of("inputs", "mcp", "server", "version", "name");

    private final Path file;
    private final List<ConfigEntry> entries;
    private final Optional<Path> signers;

    private McpConfig(Path file, List<ConfigEntry> entries, Optional<Path> signers) {
        this.file = file;
        this.entries = List.copyOf(entries);
        this.signers = signers;
    }

    /**
     * Read a file. Variables are looked up in the system properties and then in the environment of this JVM.
     *
     * @param file the file; a relative path is relative to the working directory
     * @return the servers; never {@code null}
     * @throws InvalidConfigException if the file cannot be used
     */
    public static McpConfig read(Path file) {
        return read(file, name -> Optional.ofNullable(System.getProperty(name))
                .or(() -> Optional.ofNullable(System.getenv(name))));
    }

    /**
     * Read a file and look up variables in a way of your own.
     *
     * @param file the file; a relative path is relative to the working directory
     * @param variables gives the value of a variable by its name, such as {@code TOKEN} for <code>${TOKEN}</code>,
     *     <code>${env:TOKEN}</code> and <code>${input:TOKEN}</code>; empty if it has none
     * @return the servers; never {@code null}
     * @throws InvalidConfigException if the file cannot be used
     */
    public static McpConfig read(Path file, Function<String, Optional<String>> variables) {
        if (BundleArchive.isArchive(file)) {
            return new McpConfig(file, List.of(BundleManifest.packed(file, variables)), Optional.empty());
        }
        ConfigNode root = ConfigNode.read(file);
        Map<String, ConfigNode> members = root.members();
        root.rejectMisspelled(ROOTS, OTHER_ROOTS);
        List<ConfigEntry> entries;
        if (members.containsKey("manifest_version") || members.containsKey("dxt_version")) {
            entries = List.of(BundleManifest.unpacked(root, variables));
        } else if (members.containsKey("packages") || members.containsKey("remotes")) {
            entries = RegistryFile.entries(root, variables);
        } else {
            entries = ClientConfig.entries(root, servers(root), variables);
        }
        if (entries.isEmpty()) {
            throw root.wrong("the file has no enabled server");
        }
        return new McpConfig(file, entries, Optional.empty());
    }

    private static ConfigNode servers(ConfigNode root) {
        List<ConfigNode> found = new ArrayList<>();
        Stream.of("mcpServers", "servers")
                .flatMap(name -> root.member(name).stream())
                .forEach(found::add);
        root.member("mcp").flatMap(settings -> settings.member("servers")).ifPresent(found::add);
        if (found.size() > 1) {
            throw found.get(1).wrong("the file has servers in two places. Put them into one");
        }
        if (found.isEmpty()) {
            throw root.wrong("the file has none of 'mcpServers' and 'servers' (the configuration of an MCP client),"
                    + " 'packages' and 'remotes' (a registry's server.json), and 'manifest_version' (a bundle's"
                    + " manifest.json)");
        }
        return found.get(0);
    }

    /**
     * Require that bundles are signed. A signature that is there must always match the content of its bundle; this also
     * requires that there is one, and that its signer is trusted. Revocation is not checked.
     *
     * <pre>{@code
     * McpConfig weather = McpConfig.read(Path.of("weather.mcpb")).signedBy(Path.of("acme-ca.pem"));
     * }</pre>
     *
     * @param certificates a file with X.509 certificates in PEM: of signers, or of authorities that certify signers
     * @return the same servers; asking for a server without such a signature is an error; never {@code null}
     */
    public McpConfig signedBy(Path certificates) {
        return new McpConfig(file, entries, Optional.of(certificates));
    }

    /**
     * Get the file.
     *
     * @return the path as it was given; never {@code null}
     */
    public Path file() {
        return file;
    }

    /**
     * List the names of the servers.
     *
     * @return the names in the order of the file, without disabled servers; never {@code null} or empty
     */
    public List<String> names() {
        return entries.stream().map(ConfigEntry::name).toList();
    }

    /**
     * Get one server. Only the variables of this server need values.
     *
     * @param name the name of a server
     * @return a builder for its spec, to which a test can add timeouts and more; never {@code null}
     * @throws InvalidConfigException if there is no such server, or a variable of it has no value
     */
    public ServerSpecBuilder server(String name) {
        ConfigEntry entry = entries.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidConfigException(
                        file,
                        isArchive() ? 0 : 1,
                        "",
                        "there is no server '" + Printable.line(name) + "'. The servers are "
                                + String.join(", ", names())));
        return entry.resolved(signers);
    }

    private boolean isArchive() {
        return BundleArchive.isArchive(file);
    }

    /**
     * Get all servers. The variables of all of them need values.
     *
     * @return the specs in the order of the file; never {@code null} or empty
     * @throws InvalidConfigException if a variable has no value
     */
    public List<ServerSpec> servers() {
        return names().stream().map(name -> server(name).build()).toList();
    }
}
