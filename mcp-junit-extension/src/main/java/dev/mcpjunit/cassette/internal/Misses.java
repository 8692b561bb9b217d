/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.transcript.internal.RecordedTests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/**
 * The misses of a cassette, and the tests that they belong to. A client may swallow an error, so that each miss fails a
 * test: the one that ran, or, if several ran, the one that sent the message; else the class. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Misses {

    private final RunningNow running = new RunningNow();
    private final List<Found> found = new ArrayList<>();

    private record Found(Miss miss, Set<String> suspects) {}

    /** A test begins. */
    public synchronized void begin(String test) {
        running.begin(test);
    }

    /** The test that runs; {@link RecordedTests#NO_TEST} if none runs, and empty if several run. */
    Optional<String> onlyTest() {
        return running.only();
    }

    /** Note a miss. */
    synchronized void add(Miss miss) {
        found.add(new Found(miss, running.all()));
    }

    /**
     * A test ends: take the misses that are surely its own.
     *
     * @param sent whether this test has sent a message
     */
    public synchronized List<Miss> end(String test, Predicate<JsonObject> sent) {
        running.end(test);
        return take(each -> each.suspects().contains(test)
                && (each.suspects().size() == 1 || sent.test(each.miss().message())));
    }

    /** Take all other misses, when no test runs that they may still belong to. */
    public synchronized List<Miss> rest() {
        return take(each -> each.suspects().stream().noneMatch(running::has));
    }

    /** Take all that are left, when the server ends and no test is asked any more. */
    public synchronized List<Miss> remaining() {
        return take(each -> true);
    }

    private List<Miss> take(Predicate<Found> which) {
        List<Miss> taken = found.stream().filter(which).map(Found::miss).toList();
        found.removeIf(which);
        return taken;
    }
}
