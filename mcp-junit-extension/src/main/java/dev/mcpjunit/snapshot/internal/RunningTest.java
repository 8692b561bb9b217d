/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.snapshot.internal;

import dev.mcpjunit.snapshot.SnapshotMode;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/** A running test: what an assertion needs to know about it besides the result. Thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RunningTest {

    private final Class<?> testClass;
    private final Method method;
    private final String invocation;
    private final Supplier<SnapshotMode> mode;
    private final Supplier<List<String>> secrets;
    private final Thread thread = Thread.currentThread();
    private final Set<Path> results = ConcurrentHashMap.newKeySet();

    /**
     * Describe the test that runs on this thread.
     *
     * @param invocation which repetition or set of arguments it is, for example {@code #2}; empty if there is only one
     * @param mode reads what may be written
     * @param secrets reads the names and paths of secrets in results
     */
    public RunningTest(
            Class<?> testClass,
            Method method,
            String invocation,
            Supplier<SnapshotMode> mode,
            Supplier<List<String>> secrets) {
        this.testClass = testClass;
        this.method = method;
        this.invocation = invocation;
        this.mode = mode;
        this.secrets = secrets;
    }

    /** The class that runs; a test method may be inherited. */
    public Class<?> testClass() {
        return testClass;
    }

    /** The test method. */
    public Method method() {
        return method;
    }

    /** Which repetition or set of arguments it is; empty if there is only one. */
    public String invocation() {
        return invocation;
    }

    /**
     * What may be written to a file. The file that has the first result of this test is only compared with later ones:
     * a test cannot have two results of one name.
     */
    public SnapshotMode modeFor(Path file) {
        SnapshotMode declared = mode.get();
        return hasResultIn(file) ? SnapshotMode.VERIFY : declared;
    }

    /** Names and paths of secrets in results, in addition to those that are known. */
    public List<String> secrets() {
        return secrets.get();
    }

    /** Note that a file has a result of this test. */
    public void hasResult(Path file) {
        results.add(file);
    }

    /** Whether a file has a result of this test. */
    public boolean hasResultIn(Path file) {
        return results.contains(file);
    }

    boolean startedOn(Thread asking) {
        return thread == asking;
    }

    /** Whether a call on the stack is that of the test method. */
    boolean isCalledBy(StackWalker.StackFrame frame) {
        return frame.getMethodName().equals(method.getName())
                && frame.getClassName().equals(method.getDeclaringClass().getName())
                && frame.getMethodType().parameterList().equals(List.of(method.getParameterTypes()));
    }
}
