/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server;

import dev.mcpjunit.endpoint.McpEndpoint;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names a server after its source, as people would: {@code npx -y @modelcontextprotocol/server-everything} is
 * {@code everything}, {@code ghcr.io/acme/weather-mcp:1.4} is {@code weather}.
 */
final class ServerNames {

    /** Words that only start something else; the name is among what follows. */
    private static final Set<String> RUNNERS = Set.of(
            "npx", "bunx", "uvx", "uv", "pnpm", "yarn", "npm", "node", "deno", "bun", "python", "python3", "java", "sh",
            "bash", "cmd", "docker", "podman", "dlx", "exec", "run", "tool");

    /** Names of files that say nothing about the server in them. */
    private static final Set<String> GENERIC = Set.of("index", "main", "server", "app", "cli", "stdio", "dist", "mcp");

    private static final Set<String> CLASS_PATH = Set.of("-cp", "-classpath", "--class-path", "-p", "--module-path");

    private static final String FALLBACK = "server";

    private ServerNames() {}

    static String from(ServerSource source) {
        if (source instanceof ServerSource.Image image) {
            return ofImage(image.reference());
        }
        if (source instanceof ServerSource.Dockerfile dockerfile) {
            var path = dockerfile.path().toAbsolutePath().normalize();
            var directory =
                    path.getFileName() != null && path.getFileName().toString().contains("ockerfile")
                            ? path.getParent()
                            : path;
            return directory == null || directory.getFileName() == null
                    ? FALLBACK
                    : plain(directory.getFileName().toString());
        }
        if (source instanceof ServerSource.Command command) {
            return ofCommand(command.words());
        }
        if (source instanceof ServerSource.InProcess inProcess) {
            return plain(kebab(inProcess.factory().getSimpleName()));
        }
        if (source instanceof ServerSource.Remote remote) {
            return remote.endpoint() instanceof McpEndpoint.Stdio stdio
                    ? ofCommand(stdio.command())
                    : ofHost(((McpEndpoint.Http) remote.endpoint()).uri());
        }
        return FALLBACK;
    }

    private static String ofImage(String reference) {
        String path = reference.substring(reference.lastIndexOf('/') + 1);
        return plain(path.replaceFirst("[@:].*", ""));
    }

    private static String ofHost(URI uri) {
        String host = uri.getHost();
        return host == null || host.equals("localhost") || host.matches("[0-9.:\\[\\]]+") ? FALLBACK : plain(host);
    }

    private static String ofCommand(List<String> words) {
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
        // Of @playwright/mcp, the scope says more than the name.
        return GENERIC.contains(name) && word.startsWith("@") && slash > 1 ? plain(word.substring(1, slash)) : name;
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2");
    }

    /** Without the words that every MCP server has in its name, and fit for a file name. */
    private static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
        String bare =
                lower.replaceFirst("^(mcp-server-|server-|mcp-)", "").replaceFirst("(-mcp-server|-mcp|-server)$", "");
        return bare.isEmpty() ? lower : bare;
    }
}
