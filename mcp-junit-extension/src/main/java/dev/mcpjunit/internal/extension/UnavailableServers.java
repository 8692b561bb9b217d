/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import java.util.Optional;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.opentest4j.TestAbortedException;

/**
 * Why the servers of a class are not available, when that is not a failure. The tests are skipped one by one, because
 * Surefire does not count the tests of a class that was aborted as a whole.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class UnavailableServers {

    private static final Namespace NAMESPACE = Namespace.create(UnavailableServers.class);

    private UnavailableServers() {}

    /** Skip the tests of a class. */
    public static void mark(ExtensionContext context, String reason) {
        context.getStore(NAMESPACE).put(UnavailableServers.class, reason);
    }

    /** The reason that holds for a class or a test in it. */
    public static Optional<String> reason(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(NAMESPACE).get(UnavailableServers.class, String.class));
    }

    /** Abort what asks for a server before its test could be skipped. */
    public static void abortIfAny(ExtensionContext context) {
        reason(context).ifPresent(reason -> {
            throw new TestAbortedException(reason);
        });
    }
}
