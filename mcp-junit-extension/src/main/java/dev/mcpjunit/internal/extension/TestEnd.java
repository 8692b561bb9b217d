/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import java.util.ArrayList;
import java.util.Optional;
import org.apiguardian.api.API;
import org.opentest4j.TestAbortedException;

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
        failures.addAll(CassetteMisses.endTest(declared));
        if (!failures.isEmpty() || hasFailed(declared)) {
            CassetteMisses.discardRecordings(declared);
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

    /** Fail a class if a pinned server no longer honors its snapshot, which it may not have announced. */
    public static void afterClass(Declarations declared) {
        var failures = new ArrayList<Throwable>();
        try {
            PinWatches.checkAtEndOf(declared.context());
        } catch (RuntimeException | AssertionError failure) {
            failures.add(failure);
        }
        failures.addAll(CassetteMisses.endClass(declared));
        if (!failures.isEmpty() || hasFailed(declared)) {
            CassetteMisses.discardRecordings(declared);
        }
        AllFailures.throwAll(failures);
    }

    /**
     * A test failed after its end was checked, for example in another extension, or is a dynamic test. What is recorded
     * for its class is not kept.
     */
    public static void failed(Declarations declaredByClass) {
        CassetteMisses.discardRecordings(declaredByClass);
    }

    /** An aborted test has not failed. */
    private static boolean hasFailed(Declarations declared) {
        return declared.context()
                .getExecutionException()
                .filter(failure -> !(failure instanceof TestAbortedException))
                .isPresent();
    }
}
