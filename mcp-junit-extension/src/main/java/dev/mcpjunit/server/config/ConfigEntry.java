/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.config;

import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.ServerSpecBuilder;
import dev.mcpjunit.server.internal.bundle.InvalidBundleException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A server of a configuration file. Its variables are resolved when it is asked for, so that a variable that only one
 * server needs does not stop tests of the others.
 *
 * @param name the name of the server
 * @param node where it stands
 * @param builder makes a builder for its spec; its argument is a file of certificates of those who may have signed it
 */
record ConfigEntry(String name, ConfigNode node, Function<Optional<Path>, ServerSpecBuilder> builder) {

    /** A server that is no bundle, so that it has no signature. */
    static ConfigEntry unsigned(String name, ConfigNode node, Supplier<ServerSpecBuilder> builder) {
        return new ConfigEntry(name, node, signers -> {
            if (signers.isPresent()) {
                throw node.wrong("signedBy requires a signature, and only the archive of a bundle (.mcpb) has one");
            }
            return builder.get();
        });
    }

    /** A builder for the spec of the server. */
    ServerSpecBuilder resolved(Optional<Path> signers) {
        try {
            ServerSpecBuilder resolved = builder.apply(signers);
            ServerSpec unused = resolved.build();
            return resolved;
        } catch (InvalidConfigException precise) {
            throw precise;
        } catch (InvalidPathException noPath) {
            throw node.wrong("a path of the server is not possible on this system: " + noPath.getReason());
        } catch (IllegalArgumentException | InvalidBundleException refused) {
            throw node.wrong(String.valueOf(refused.getMessage()).replaceFirst("\\.$", ""));
        }
    }
}
