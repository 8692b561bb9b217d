/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.config;

import dev.mcpjunit.server.ServerSpec;
import dev.mcpjunit.server.ServerSpecBuilder;
import java.nio.file.InvalidPathException;
import java.util.function.Supplier;

/**
 * A server of a configuration file. Its variables are resolved when it is asked for, so that a variable that only one
 * server needs does not stop tests of the others.
 *
 * @param name the name of the server
 * @param node where it stands
 * @param builder makes a builder for its spec
 */
record ConfigEntry(String name, ConfigNode node, Supplier<ServerSpecBuilder> builder) {

    /** A builder for the spec of the server. */
    ServerSpecBuilder resolved() {
        try {
            ServerSpecBuilder resolved = builder.get();
            ServerSpec unused = resolved.build();
            return resolved;
        } catch (InvalidConfigException precise) {
            throw precise;
        } catch (InvalidPathException noPath) {
            throw node.wrong("a path of the server is not possible on this system: " + noPath.getReason());
        } catch (IllegalArgumentException refused) {
            throw node.wrong(String.valueOf(refused.getMessage()).replaceFirst("\\.$", ""));
        }
    }
}
