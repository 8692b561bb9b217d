/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.server.ServerSpec;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server that a test can see.
 *
 * @param home the context of the class that declares it
 * @param spec makes the spec for a context; called once per server that is started
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record DeclaredServer(
        String name, Lifetime lifetime, ExtensionContext home, Function<ExtensionContext, ServerSpec> spec) {

    /** Whether the server ends with the test of a context. */
    boolean endsWith(ExtensionContext test) {
        return lifetime == Lifetime.METHOD
                || (lifetime == Lifetime.CLASS && test.getTestMethod().isPresent() && belongsTo(test));
    }

    /** Whether a context is that of the class that declares the server. */
    boolean belongsTo(ExtensionContext context) {
        return home.getUniqueId().equals(context.getUniqueId());
    }
}
