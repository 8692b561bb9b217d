/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

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

    /** The test that runs, if it is the only one: its class and method, which are the same in each run. */
    synchronized Optional<String> only() {
        return ids.size() == 1 ? ids.stream().findFirst().map(RunningNow::stable) : Optional.empty();
    }

    private static String stable(String id) {
        int start = id.indexOf("[class:");
        return start < 0 ? id : id.substring(start);
    }
}
