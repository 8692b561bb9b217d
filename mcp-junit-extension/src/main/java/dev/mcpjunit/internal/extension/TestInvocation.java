/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.internal.settings.Settings;
import dev.mcpjunit.snapshot.internal.RunningTest;
import dev.mcpjunit.snapshot.internal.RunningTests;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** Lets static assertions find the test that runs, from its start until JUnit closes its store. */
final class TestInvocation {

    private static final Namespace NAMESPACE = Namespace.create(TestInvocation.class);

    /** Of a repetition, a set of arguments, or a run of the class. */
    private static final Pattern INVOCATION = Pattern.compile("-invocation:(#\\d+)]");

    private TestInvocation() {}

    /** Register the test of a context. */
    static void begin(ExtensionContext test) {
        test.getStore(NAMESPACE)
                .getOrComputeIfAbsent(new Key(test.getUniqueId()), key -> new Registered(test), Registered.class);
    }

    /** The repetition, set of arguments or run that a context is; empty if there is only one. */
    static String invocation(ExtensionContext test) {
        return INVOCATION
                .matcher(test.getUniqueId())
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(joining());
    }

    private record Key(String context) {}

    /** Older releases of JUnit close one of these interfaces, newer ones the other. */
    @SuppressWarnings("deprecation")
    private static final class Registered implements Store.CloseableResource, AutoCloseable {

        private final Runnable end;

        Registered(ExtensionContext test) {
            var settings = new Settings(test);
            this.end = RunningTests.register(new RunningTest(
                    test.getRequiredTestClass(),
                    test.getRequiredTestMethod(),
                    invocation(test),
                    settings::snapshotMode,
                    settings::transcriptMasks));
        }

        @Override
        public void close() {
            end.run();
        }
    }
}
