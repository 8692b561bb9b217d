/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;

/** Runs test classes as a user's build would, in parallel, and reports the results. */
public final class Run {

    private final EngineExecutionResults results;

    private Run(EngineExecutionResults results) {
        this.results = results;
    }

    /** Run all tests of some classes. */
    public static Run of(Class<?>... testCases) {
        return with(Map.of(), testCases);
    }

    /** Run all tests of some classes with some configuration parameters. */
    public static Run with(Map<String, String> parameters, Class<?>... testCases) {
        // What the build around us sets must not decide what these tests are about.
        var all = new TreeMap<>(Map.of(
                "mcp.ci", "false",
                "github.actions", "false",
                "github.step.summary", "",
                "mcp.contract", "auto",
                "mcp.snapshot", "create-missing",
                "mcp.report", "off",
                "mcp.console", "off",
                "junit.jupiter.execution.parallel.enabled", "true",
                "junit.jupiter.execution.parallel.mode.default", "concurrent",
                "junit.jupiter.execution.parallel.mode.classes.default", "concurrent"));
        all.putAll(parameters);
        return run(EngineTestKit.engine("junit-jupiter")
                .selectors(Stream.of(testCases)
                        .map(DiscoverySelectors::selectClass)
                        .toArray(DiscoverySelector[]::new))
                .configurationParameters(all));
    }

    /** Run one test method. */
    public static Run method(Class<?> testCase, String method, Class<?>... parameters) {
        return run(EngineTestKit.engine("junit-jupiter")
                .selectors(DiscoverySelectors.selectMethod(testCase, method, parameters))
                .configurationParameter("mcp.ci", "false")
                .configurationParameter("mcp.contract", "auto")
                .configurationParameter("mcp.report", "off")
                .configurationParameter("mcp.console", "off")
                .configurationParameter("github.actions", "false")
                .configurationParameter("github.step.summary", ""));
    }

    /**
     * Execute in a separate thread. If a thread of the outer pool waited for the inner pool, the outer pool would start
     * another test in its place. It does not do so for {@link Thread#join()}.
     */
    private static Run run(EngineTestKit.Builder engine) {
        var run = new FutureTask<>(engine::execute);
        var thread = new Thread(run, Thread.currentThread().getName() + " engine");
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join();
            return new Run(run.get());
        } catch (InterruptedException timedOut) {
            thread.interrupt();
            throw new IllegalStateException("The engine was interrupted", timedOut);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("The engine failed", failed.getCause());
        }
    }

    public long succeeded() {
        return results.testEvents().succeeded().count();
    }

    public long started() {
        return results.testEvents().started().count();
    }

    /** What classes and their runs were reported as. */
    public List<String> containers() {
        return results.containerEvents().started().stream()
                .map(event -> event.getTestDescriptor().getDisplayName())
                .toList();
    }

    /** What tests failed by, without those that were aborted. */
    public List<Throwable> failedTests() {
        return results.testEvents().failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .flatMap(result -> result.getThrowable().stream())
                .toList();
    }

    /** Why tests were aborted. */
    public List<String> aborted() {
        return results.testEvents().aborted().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .flatMap(result -> result.getThrowable().stream())
                .map(Throwable::getMessage)
                .toList();
    }

    /** Everything that failed, tests and classes alike, in the order of its end. */
    public List<Throwable> failures() {
        return results.allEvents().stream()
                .filter(event -> event.getType() == EventType.FINISHED)
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .filter(result -> result.getStatus() != Status.SUCCESSFUL)
                .flatMap(result -> result.getThrowable().stream())
                .toList();
    }

    /** The only thing that failed. */
    public Throwable failure() {
        List<Throwable> failures = failures();
        if (failures.size() != 1) {
            var error = new AssertionError("Expected one failure, but there are " + failures.size() + ": " + failures);
            failures.forEach(error::addSuppressed);
            throw error;
        }
        return failures.get(0);
    }

    /** What tests have published, by display name of the test; only the values of one key. */
    public Map<String, String> published(String key) {
        var published = new TreeMap<String, String>();
        results.allEvents().reportingEntryPublished().stream().forEach(event -> Optional.ofNullable(
                        event.getRequiredPayload(ReportEntry.class)
                                .getKeyValuePairs()
                                .get(key))
                .ifPresent(value -> published.put(event.getTestDescriptor().getDisplayName(), value)));
        return published;
    }

    /** Why classes or tests were skipped. */
    public List<String> skipReasons() {
        return results.allEvents().skipped().stream()
                .map(event -> event.getPayload(String.class).orElse(""))
                .toList();
    }

    /** Fail, with all that went wrong, unless everything succeeded and something ran. */
    public Run allSucceeded(long tests) {
        List<Throwable> failures = failures();
        if (!failures.isEmpty() || succeeded() != tests) {
            var error = new AssertionError("Expected " + tests + " tests to succeed, but " + succeeded() + " did, and "
                    + failures.size() + " things failed: " + failures + names());
            failures.forEach(error::addSuppressed);
            throw error;
        }
        return this;
    }

    private List<String> names() {
        return results.testEvents().finished().stream()
                .map(Event::getTestDescriptor)
                .map(descriptor -> descriptor.getDisplayName())
                .toList();
    }
}
