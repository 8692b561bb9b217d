/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.server.ServerSpec;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server that a test can see.
 *
 * @param name its name
 * @param scope how long it lives
 * @param home the context of the class that declares it
 * @param spec makes the spec; to be called once per server that is started
 */
record DeclaredServer(String name, Scope scope, ExtensionContext home, Supplier<ServerSpec> spec) {

    /** Whether the server ends with the test of a context. */
    boolean isFreshIn(ExtensionContext test) {
        return scope == Scope.METHOD || (scope == Scope.CLASS && isAtHomeIn(test));
    }

    private boolean isAtHomeIn(ExtensionContext test) {
        return test.getTestMethod().isPresent() && home.getUniqueId().equals(test.getUniqueId());
    }
}
