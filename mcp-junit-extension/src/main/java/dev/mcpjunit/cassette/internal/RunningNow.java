/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

import dev.mcpjunit.transcript.internal.RecordedTests;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The tests that run now, by their ids in JUnit. Thread-safe. */
final class RunningNow {

    private final Set<String> ids = new LinkedHashSet<>();

    synchronized void begin(String id) {
        ids.add(id);
    }

    synchronized void end(String id) {
        ids.remove(id);
    }

    synchronized boolean has(String id) {
        return ids.contains(id);
    }

    synchronized Set<String> all() {
        return Set.copyOf(ids);
    }

    /**
     * The test that runs: its class and method, which are the same in each run.
     *
     * @return {@link RecordedTests#NO_TEST} if none runs; empty if several run
     */
    synchronized Optional<String> only() {
        return ids.size() > 1
                ? Optional.empty()
                : Optional.of(ids.stream().findFirst().map(RunningNow::stable).orElse(RecordedTests.NO_TEST));
    }

    private static String stable(String id) {
        int start = id.indexOf("[class:");
        return start < 0 ? id : id.substring(start);
    }
}
