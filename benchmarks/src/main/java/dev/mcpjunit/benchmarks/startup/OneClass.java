/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.benchmarks.startup;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.time.Duration;
import java.time.Instant;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs one test class, and prints when its phases ended, in microseconds since the instant that the first argument
 * says: JUnit is ready, the first test begins, the first test has ended, all tests have ended, the class has ended.
 */
public final class OneClass implements TestExecutionListener {

    private final Instant begin;
    private final long[] ends = new long[5];
    private int passed;

    private OneClass(Instant begin) {
        this.begin = begin;
    }

    /**
     * Run the class.
     *
     * @param arguments the instant at which this JVM was started, and the name of the class
     */
    public static void main(String[] arguments) {
        var run = new OneClass(Instant.parse(arguments[0]));
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(arguments[1]))
                .build();
        LauncherFactory.create().execute(request, run);
        if (run.passed != Integer.getInteger("tests")) {
            System.out.println("passed: " + run.passed);
            System.exit(1);
        }
        for (long end : run.ends) {
            System.out.print(end + " ");
        }
        System.out.println();
        System.exit(0);
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        ends[0] = now();
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        if (test.isTest() && ends[1] == 0) {
            ends[1] = now();
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
            result.getThrowable().ifPresent(Throwable::printStackTrace);
            return;
        }
        if (test.isTest()) {
            passed++;
            ends[3] = now();
            ends[2] = ends[2] == 0 ? ends[3] : ends[2];
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        ends[4] = now();
    }

    private long now() {
        return Duration.between(begin, Instant.now()).toNanos() / 1_000;
    }
}
