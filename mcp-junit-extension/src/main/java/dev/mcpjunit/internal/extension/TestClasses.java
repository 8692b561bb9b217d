/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import org.junit.jupiter.api.extension.ExtensionContext;

/** Finds the class of a test. */
final class TestClasses {

    private TestClasses() {}

    /** The class that a test belongs to; the context of a dynamic test has none of its own. */
    static Class<?> of(ExtensionContext context) {
        return context.getTestClass()
                .or(() -> context.getParent().map(TestClasses::of))
                .orElseThrow(() -> new IllegalStateException(context.getUniqueId() + " has no test class"));
    }
}
