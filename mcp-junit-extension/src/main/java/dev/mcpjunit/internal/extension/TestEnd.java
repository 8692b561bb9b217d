/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import java.util.ArrayList;
import java.util.Optional;
import org.apiguardian.api.API;

/** Checks at the end of tests what can only be known then. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TestEnd {

    private TestEnd() {}

    /** Fail a test whose faults were not used, or during which a pinned server has changed. */
    public static void afterTest(Declarations declared) {
        var failures = new ArrayList<>(PinWatches.failuresAround(declared.context()));
        try {
            ProxiedTests.check(declared);
        } catch (RuntimeException | AssertionError failure) {
            failures.add(failure);
        }
        Optional<Throwable> earlier = declared.context().getExecutionException();
        try {
            AllFailures.throwAll(failures);
        } catch (RuntimeException | Error failure) {
            TestTranscripts.finish(declared.context(), earlier.or(() -> Optional.of(failure)));
            throw failure;
        }
        TestTranscripts.finish(declared.context(), earlier);
    }

    /** Fail a class if a pinned server announced a change that arrived, or could be read, only after the last test. */
    public static void afterClass(Declarations declared) {
        PinWatches.checkLast(declared.context());
    }
}
