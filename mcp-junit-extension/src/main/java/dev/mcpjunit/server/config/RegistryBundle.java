/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.config;

import dev.mcpjunit.server.ServerSpecBuilder;
import dev.mcpjunit.server.internal.bundle.BundleDownload;
import dev.mcpjunit.server.internal.bundle.InvalidBundleException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** A package of a registry file that is an MCP bundle, as a file or at an address. */
final class RegistryBundle {

    private RegistryBundle() {}

    /** Check the form of a hash. */
    static void requireHash(ConfigNode hash) {
        if (!hash.text().matches("[0-9a-f]{64}")) {
            throw hash.wrong("must be a SHA-256, as 64 hexadecimal digits in lower case");
        }
    }

    /** Make a builder for its server. The file must have the hash of the registry file. */
    static ServerSpecBuilder builder(
            ConfigNode described, Function<String, Optional<String>> lookup, Optional<Path> signers) {
        ConfigNode identifier = described.member("identifier").orElseThrow();
        Optional<ConfigNode> expected = described.member("fileSha256");
        Path file;
        if (identifier.text().matches("https?://.*")) {
            if (expected.isEmpty()) {
                throw described.wrong("the field 'fileSha256' is missing, so mcp-junit does not download the bundle");
            }
            URI address = identifier.address(identifier.text());
            try {
                file = BundleDownload.fetch(address);
            } catch (InvalidBundleException failure) {
                throw identifier.wrong(String.valueOf(failure.getMessage()));
            }
        } else {
            file = local(described, identifier.text());
            if (!Files.isRegularFile(file)) {
                throw identifier.wrong("there is no bundle at " + file);
            }
        }
        return BundleManifest.packed(file, lookup, actual -> expected.ifPresent(hash -> requireSame(hash, actual)))
                .resolved(signers);
    }

    private static Path local(ConfigNode described, String identifier) {
        Path directory = described.file().toAbsolutePath().normalize().resolveSibling("");
        return identifier.startsWith("file:")
                ? Path.of(URI.create(identifier))
                : directory.resolve(identifier).normalize();
    }

    private static void requireSame(ConfigNode hash, String actual) {
        if (!actual.equals(hash.text())) {
            throw hash.wrong("the bundle has another SHA-256, " + actual
                    + ". It is not the file that was published, or was changed since. Nothing was started");
        }
    }
}
