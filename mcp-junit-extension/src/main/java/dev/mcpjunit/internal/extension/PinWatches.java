/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** The pinned servers that are followed, kept in the store of the context in which they were compared first. */
final class PinWatches {

    private static final Namespace NAMESPACE = Namespace.create(PinWatches.class);

    private PinWatches() {}

    /** Follow a server until a context ends. */
    static void add(ExtensionContext context, PinWatch watch) {
        context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        new Key(context.getUniqueId()), key -> new Watches(new CopyOnWriteArrayList<>()), Watches.class)
                .list()
                .add(watch);
    }

    /** Compare again what a class has compared, for the last time. */
    static void checkAtEndOf(ExtensionContext testClass) {
        AllFailures.throwAll(failures(testClass, watch -> watch.checkAtEndOf(testClass.getDisplayName())));
    }

    /** What fails now of all that a test and the contexts around it have compared. For the test it is the last time. */
    static List<Throwable> failuresAround(ExtensionContext test) {
        var failures = new ArrayList<Throwable>();
        for (Optional<ExtensionContext> at = Optional.of(test);
                at.isPresent();
                at = at.get().getParent()) {
            boolean ends = at.get() == test;
            failures.addAll(failures(at.get(), watch -> {
                if (ends) {
                    watch.checkLast(test.getDisplayName());
                } else {
                    watch.check(test.getDisplayName());
                }
            }));
        }
        return failures;
    }

    private static List<Throwable> failures(ExtensionContext context, Consumer<PinWatch> check) {
        var failures = new ArrayList<Throwable>();
        // A store also shows what the stores around it hold, so a key says whose it is.
        Watches watches = context.getStore(NAMESPACE).get(new Key(context.getUniqueId()), Watches.class);
        if (watches == null) {
            return failures;
        }
        for (PinWatch watch : watches.list()) {
            try {
                check.accept(watch);
            } catch (RuntimeException | AssertionError failure) {
                failures.add(failure);
            }
        }
        return failures;
    }

    private record Key(String context) {}

    private record Watches(List<PinWatch> list) {}
}
