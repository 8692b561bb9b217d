/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.internal.console.ConsoleSummary;
import dev.mcpjunit.internal.console.Progress;
import dev.mcpjunit.internal.console.Progress.Wish;
import dev.mcpjunit.internal.console.RunTotals;
import dev.mcpjunit.internal.settings.Settings;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * The console of a run. From JUnit 5.13, a run is everything that a launcher runs in one session, which is one JVM also
 * where a build runs each class by itself.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RunConsole {

    private static final Namespace NAMESPACE = Namespace.create(RunConsole.class);

    private RunConsole() {}

    /** Use the console for a run, or not, as its setting says. */
    public static void open(ExtensionContext context) {
        RunTotals unused = of(context);
    }

    /** The totals of the run. */
    static RunTotals of(ExtensionContext context) {
        return store(context)
                .getOrComputeIfAbsent(Entry.class, key -> Entry.of(new Settings(context)), Entry.class)
                .totals();
    }

    private static Store store(ExtensionContext context) {
        try {
            return OfSession.store(context);
        } catch (LinkageError olderJUnit) {
            return context.getRoot().getStore(NAMESPACE);
        }
    }

    /** Names what is missing before JUnit 5.13. */
    private static final class OfSession {
        static Store store(ExtensionContext context) {
            return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE);
        }
    }

    /** Older releases of JUnit close one of these interfaces, newer ones the other. */
    @SuppressWarnings("deprecation")
    private record Entry(RunTotals totals, Wish wish, Progress.Open progress)
            implements Store.CloseableResource, AutoCloseable {

        static Entry of(Settings settings) {
            Wish wish = settings.writesToConsole() ? Wish.SHOW : Wish.HIDE;
            return new Entry(new RunTotals(), wish, Progress.run(wish));
        }

        @Override
        public void close() {
            progress.close();
            if (wish == Wish.SHOW) {
                ConsoleSummary.ofThisJvm().print(totals);
            }
        }
    }
}
