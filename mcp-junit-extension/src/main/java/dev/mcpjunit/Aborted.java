/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.opentest4j.TestAbortedException;

/**
 * Why the servers of a class cannot be had, when that is no failure. The tests are skipped one by one: Surefire does
 * not count those of a class that was aborted as a whole.
 */
final class Aborted {

    private static final Namespace NAMESPACE = Namespace.create(Aborted.class);

    private Aborted() {}

    static void mark(ExtensionContext context, TestAbortedException abortion) {
        context.getStore(NAMESPACE).put(Aborted.class, String.valueOf(abortion.getMessage()));
    }

    /** The reason that holds for a class or a test in it. */
    static Optional<String> reason(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(NAMESPACE).get(Aborted.class, String.class));
    }

    /** Abort who asks for a server before its test could be skipped. */
    static void rethrow(ExtensionContext context) {
        reason(context).ifPresent(reason -> {
            throw new TestAbortedException(reason);
        });
    }
}
