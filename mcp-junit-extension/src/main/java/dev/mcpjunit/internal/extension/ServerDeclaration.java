/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.server.ServerSpec;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Servers as an annotation declares them: one, or those of a configuration file. Placeholders are resolved when a
 * context asks for it.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface ServerDeclaration {

    /** How long each server lives. */
    Lifetime lifetime();

    /** The annotation, if it needs Docker, for messages. Resolves nothing. */
    Optional<String> dockerNeed();

    /** The names of the servers in a context. */
    List<String> names(ExtensionContext context);

    /**
     * The spec of a server in a context.
     *
     * @param name one of the names
     */
    ServerSpec spec(String name, ExtensionContext context);
}
