/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server;

import dev.mcpjunit.endpoint.McpEndpoint;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Derives the name of a server from its source: {@code npx -y @modelcontextprotocol/server-everything} is
 * {@code everything}, {@code ghcr.io/acme/weather-mcp:1.4} is {@code weather}.
 */
final class ServerNames {

    /** Programs and words that start another program; the name is among the words that follow. */
    private static final Set<String> RUNNERS = Set.of(
            "npx", "bunx", "uvx", "uv", "pnpm", "yarn", "npm", "node", "deno", "bun", "python", "python3", "java", "sh",
            "bash", "cmd", "docker", "podman", "dlx", "exec", "run", "tool");

    /** File names that do not name the server. */
    private static final Set<String> GENERIC = Set.of("index", "main", "server", "app", "cli", "stdio", "dist", "mcp");

    private static final Set<String> CLASS_PATH = Set.of("-cp", "-classpath", "--class-path", "-p", "--module-path");

    static final String FALLBACK = "server";

    private ServerNames() {}

    static String ofDockerfile(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        boolean isFile = absolute.getFileName() != null
                && absolute.getFileName().toString().contains("ockerfile");
        Path directory = isFile ? absolute.getParent() : absolute;
        return directory == null || directory.getFileName() == null
                ? FALLBACK
                : plain(directory.getFileName().toString());
    }

    static String ofBundle(Path archive) {
        String name = String.valueOf(archive.getFileName()).replaceFirst("\\.(mcpb|dxt)$", "");
        return plain(name.isEmpty() ? FALLBACK : name);
    }

    static String ofClass(Class<?> factory) {
        return plain(kebab(factory.getSimpleName()));
    }

    static String ofEndpoint(McpEndpoint endpoint) {
        return endpoint instanceof McpEndpoint.Stdio stdio
                ? ofCommand(stdio.command())
                : ofHost(((McpEndpoint.Http) endpoint).uri());
    }

    static String ofImage(String reference) {
        String path = reference.substring(reference.lastIndexOf('/') + 1);
        return plain(path.replaceFirst("[@:].*", ""));
    }

    private static String ofHost(URI uri) {
        String host = uri.getHost();
        return host == null || host.equals("localhost") || host.matches("[0-9.:\\[\\]]+") ? FALLBACK : plain(host);
    }

    static String ofCommand(List<String> words) {
        boolean isValue = false;
        for (String word : words) {
            boolean skipped = isValue || word.startsWith("-") || word.contains("=") || word.contains("://");
            isValue = CLASS_PATH.contains(word);
            String name = skipped ? "" : ofWord(word);
            if (!name.isEmpty() && !RUNNERS.contains(name) && !GENERIC.contains(name)) {
                return name;
            }
        }
        return FALLBACK;
    }

    private static String ofWord(String word) {
        int slash = Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\'));
        String base = word.substring(slash + 1)
                .replaceFirst("(?<=.)@.*", "")
                .replaceFirst(":[^:]*$", "")
                .replaceFirst("\\.(jar|m?js|ts|py|exe|cmd|sh)$", "");
        String name = plain(kebab(base.substring(base.lastIndexOf('.') + 1)));
        // In @playwright/mcp, the scope is the better name.
        return GENERIC.contains(name) && word.startsWith("@") && slash > 1 ? plain(word.substring(1, slash)) : name;
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2");
    }

    /** Remove the words that every MCP server has in its name, and the characters that a file name cannot have. */
    private static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
        String bare =
                lower.replaceFirst("^(mcp-server-|server-|mcp-)", "").replaceFirst("(-mcp-server|-mcp|-server)$", "");
        return bare.isEmpty() ? lower : bare;
    }
}
