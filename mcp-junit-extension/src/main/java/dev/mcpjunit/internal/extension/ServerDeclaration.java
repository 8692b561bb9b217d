/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.server.ServerSpec;
import java.util.Optional;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server as an annotation declares it. Placeholders are resolved when a context asks for it. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface ServerDeclaration {

    /** How long the server lives. */
    Lifetime lifetime();

    /** The annotation, if it needs Docker, for messages. Resolves nothing. */
    Optional<String> dockerNeed();

    /** The server's name in a context. */
    String name(ExtensionContext context);

    /** The server's spec in a context. */
    ServerSpec spec(ExtensionContext context);
}
