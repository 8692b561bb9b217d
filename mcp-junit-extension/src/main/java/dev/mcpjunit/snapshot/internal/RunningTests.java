/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.snapshot.internal;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apiguardian.api.API;

/**
 * Finds the running test for a static assertion, which has no access to JUnit's store. Never guesses: if several tests
 * may be meant, that is an error. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RunningTests {

    private static final List<RunningTest> RUNNING = new CopyOnWriteArrayList<>();

    private static final String DYNAMIC_TEST = "org.junit.jupiter.engine.descriptor.DynamicTest";

    private RunningTests() {}

    /**
     * Note that a test starts on this thread.
     *
     * @return ends it
     */
    public static Runnable register(RunningTest test) {
        RUNNING.add(test);
        return () -> RUNNING.remove(test);
    }

    /**
     * Find the test whose method calls. The test that started last on this thread counts, as a thread may run another
     * test while it waits. A timeout may run the method on a thread of its own: then the only test counts whose method
     * is on the stack.
     *
     * @throws IllegalStateException if there is none, or several
     */
    public static RunningTest current() {
        List<StackFrame> frames = framesOfTest();
        List<RunningTest> calling = RUNNING.stream()
                .filter(test -> frames.stream().anyMatch(test::isCalledBy))
                .toList();
        List<RunningTest> ofThread = RUNNING.stream()
                .filter(test -> test.startedOn(Thread.currentThread()))
                .toList();
        if (!ofThread.isEmpty()) {
            RunningTest last = ofThread.get(ofThread.size() - 1);
            if (calling.contains(last)) {
                return last;
            }
            throw unknown(
                    "it is not called in the test method '" + last.method().getName() + "' itself");
        }
        if (calling.size() == 1) {
            return calling.get(0);
        }
        throw unknown(
                calling.isEmpty()
                        ? "no test of McpExtension runs on thread '"
                                + Thread.currentThread().getName() + "'"
                        : "several tests that run at the same time may have called it on thread '"
                                + Thread.currentThread().getName() + "'");
    }

    /** A dynamic test runs after the method that made it, maybe on a thread that waits within another test. */
    private static List<StackFrame> framesOfTest() {
        return StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.takeWhile(frame -> !frame.getClassName().startsWith(DYNAMIC_TEST))
                        .toList());
    }

    private static IllegalStateException unknown(String reason) {
        return new IllegalStateException("matchesSnapshot() cannot find out which test it belongs to: " + reason
                + ". Call it in the test method, on the thread of the test (not in a dynamic test), and use"
                + " McpExtension: @McpServer, or @ExtendWith(McpExtension.class), on the class.");
    }
}
