/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.config;

import dev.mcpjunit.server.ServerSource;
import dev.mcpjunit.server.ServerSpecBuilder;
import dev.mcpjunit.server.Transport;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A package of a registry file. */
final class RegistryPackage {

    private static final Map<String, String> RUNTIMES =
            Map.of("npm", "npx", "pypi", "uvx", "oci", "docker", "nuget", "dnx");

    private static final System.Logger LOG = System.getLogger(RegistryPackage.class.getName());

    private final ConfigNode described;
    private final String kind;
    private final Transport transport;
    private final RegistryInputs inputs;

    private RegistryPackage(ConfigNode described, String kind, Transport transport, RegistryInputs inputs) {
        this.described = described;
        this.kind = kind;
        this.transport = transport;
        this.inputs = inputs;
    }

    /** Read a package, and reject what no variable can mend. */
    static RegistryPackage read(ConfigNode described, ConfigVariables variables) {
        String kind = described.requiredText("registryType");
        described.requiredText("identifier");
        Transport transport =
                described.member("transport").map(RegistryFile::transport).orElse(Transport.STDIO);
        described.member("transport").filter(one -> transport.isHttp()).ifPresent(one -> one.requiredText("url"));
        described.member("fileSha256").ifPresent(RegistryBundle::requireHash);
        return new RegistryPackage(described, kind, transport, new RegistryInputs(variables));
    }

    /** Whether this is an MCP bundle. */
    boolean isBundle() {
        return kind.equals("mcpb");
    }

    /** Make a builder for the server of a bundle. */
    ServerSpecBuilder bundle(Function<String, Optional<String>> lookup, Optional<Path> signers) {
        ServerSpecBuilder builder = RegistryBundle.builder(described, lookup, signers);
        inputs.environment(described.items("environmentVariables")).forEach(builder::env);
        return builder.args(inputs.words(described.items("packageArguments")));
    }

    /** The type of the package, for example {@code npm}. */
    String kind() {
        return kind;
    }

    /**
     * Make a builder for the server.
     *
     * @param fileVersion the version of the whole file, which packages without their own have
     */
    ServerSpecBuilder builder(Optional<String> fileVersion) {
        requireKnown();
        Map<String, String> environment = inputs.environment(described.items("environmentVariables"));
        List<String> runtime = inputs.words(described.items("runtimeArguments"));
        List<String> arguments = inputs.words(described.items("packageArguments"));
        String version = described.text("version").or(() -> fileVersion).orElse("");
        String identifier = described.requiredText("identifier");
        ServerSpecBuilder builder = kind.equals("oci")
                ? image(reference(identifier, version), runtime, arguments, environment)
                : new ServerSpecBuilder(new ServerSource.Command(command(identifier, version, runtime, arguments)));
        environment.forEach(builder::env);
        if (transport.isHttp()) {
            ConfigNode wire = described.member("transport").orElseThrow();
            ConfigNode url = wire.member("url").orElseThrow();
            URI address = url.address(inputs.substitute(url, wire));
            builder.path(address.getPath().isEmpty() ? "/" : address.getPath());
            if (address.getPort() > 0) {
                builder.port(address.getPort());
            }
            inputs.headers(wire.items("headers")).forEach(builder::header);
        }
        return builder.transport(transport);
    }

    private void requireKnown() {
        String runtime = RUNTIMES.get(kind);
        if (runtime == null) {
            throw described
                    .member("registryType")
                    .orElse(described)
                    .wrong("mcp-junit does not know this type of package. It knows npm, pypi, oci, nuget and mcpb");
        }
        if (described.member("fileSha256").isPresent()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    described.file() + ": fileSha256 of this package is not checked, because " + runtime
                            + " downloads it. mcp-junit checks it for bundles (mcpb).");
        }
        described
                .member("runtimeHint")
                .filter(hint -> !hint.text().equals(runtime))
                .ifPresent(hint -> {
                    throw hint.wrong("mcp-junit runs packages of this type by " + runtime);
                });
    }

    /** The words that select the registry, if the file names one. */
    private List<String> registry() {
        return described
                .text("registryBaseUrl")
                .map(url -> switch (kind) {
                    case "npm" -> List.of("--registry", url);
                    case "pypi" -> List.of("--default-index", url.replaceFirst("/+$", "") + "/simple");
                    default -> List.of("--source", url);
                })
                .orElse(List.of());
    }

    private List<String> command(String identifier, String version, List<String> runtime, List<String> arguments) {
        String program = RUNTIMES.getOrDefault(kind, kind);
        var words = new ArrayList<String>();
        words.add(program);
        words.addAll(registry());
        words.addAll(runtime);
        if (program.equals("npx") && !runtime.contains("-y") && !runtime.contains("--yes")) {
            words.add(1, "-y");
        }
        words.add(version.isEmpty() ? identifier : identifier + "@" + version);
        if (program.equals("dnx") && !runtime.contains("--yes")) {
            words.add("--yes");
        }
        if (program.equals("dnx") && !arguments.isEmpty()) {
            words.add("--");
        }
        words.addAll(arguments);
        return words;
    }

    /** The image, in the registry that the file names unless the identifier names one itself. */
    private String reference(String identifier, String version) {
        Optional<String> registry = described.text("registryBaseUrl").map(url -> url.replaceFirst("^[a-z]+://", "")
                .replaceFirst("/.*", ""));
        String first = identifier.replaceFirst("/.*", "");
        boolean hasRegistry = identifier.contains("/") && first.matches(".*[.:].*|localhost");
        String whole =
                hasRegistry ? identifier : registry.map(host -> host + "/").orElse("") + identifier;
        return tagged(whole, version);
    }

    /** A tag or a digest in the identifier is more precise than the version, which may be that of the server. */
    private static String tagged(String identifier, String version) {
        String last = identifier.substring(identifier.lastIndexOf('/') + 1);
        if (version.isEmpty() || last.contains(":") || last.contains("@")) {
            return identifier;
        }
        return identifier + (version.startsWith("sha256:") ? "@" : ":") + version;
    }

    /** Arguments of {@code docker run} can mean anything, so that only the Docker command can honor them. */
    private static ServerSpecBuilder image(
            String reference, List<String> runtime, List<String> arguments, Map<String, String> environment) {
        if (runtime.isEmpty()) {
            return new ServerSpecBuilder(new ServerSource.Image(reference)).args(arguments);
        }
        var words = new ArrayList<>(List.of("docker", "run", "-i", "--rm"));
        environment.keySet().forEach(name -> words.addAll(List.of("-e", name)));
        words.addAll(runtime);
        words.add(reference);
        words.addAll(arguments);
        return new ServerSpecBuilder(new ServerSource.Command(words));
    }
}
