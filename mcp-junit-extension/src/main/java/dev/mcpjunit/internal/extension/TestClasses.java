/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import java.util.Optional;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Finds the class of a test. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TestClasses {

    private TestClasses() {}

    /** The context of the class around a test; empty if there is none. */
    public static Optional<ExtensionContext> contextOf(ExtensionContext test) {
        return test.getParent()
                .flatMap(parent -> parent.getTestClass().isPresent()
                                && parent.getTestMethod().isEmpty()
                        ? Optional.of(parent)
                        : contextOf(parent));
    }

    /** The class that a test belongs to; the context of a dynamic test has none of its own. */
    static Class<?> of(ExtensionContext context) {
        return context.getTestClass()
                .or(() -> context.getParent().map(TestClasses::of))
                .orElseThrow(() -> new IllegalStateException(context.getUniqueId() + " has no test class"));
    }
}
