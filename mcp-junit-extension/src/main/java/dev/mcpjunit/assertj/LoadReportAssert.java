/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.assertj;

import static java.util.stream.Collectors.toCollection;

import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.load.CallOutcome;
import dev.mcpjunit.load.Growth;
import dev.mcpjunit.load.Latencies;
import dev.mcpjunit.load.LoadCheck;
import dev.mcpjunit.load.LoadReport;
import dev.mcpjunit.load.ServerLoad;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about a load session. A check with too little evidence is inconclusive, and fails.
 *
 * <pre>{@code
 * LoadReport load = fleet.session()
 *         .plan(PlannedCall.of("notes", "echo", Map.of("message", "${nonce}")))
 *         .calls(40)
 *         .clients(2)
 *         .run();
 * assertThat(load).hasNoErrors().hasNoLostAnswers().hasNoDuplicatedAnswers().hasNoCrossTalk();
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class LoadReportAssert extends AbstractAssert<LoadReportAssert, LoadReport> {

    LoadReportAssert(LoadReport actual) {
        super(actual, LoadReportAssert.class);
    }

    /**
     * Verify that every call got a result that is not an error.
     *
     * @return this
     * @throws AssertionError if a call failed, or was not made
     */
    public LoadReportAssert hasNoErrors() {
        return passes(LoadCheck.NO_ERRORS);
    }

    /**
     * Verify that calls of these servers failed, and that every call of the other servers got a result that is not an
     * error.
     *
     * @param servers the names of the servers, at least one
     * @return this
     * @throws AssertionError if calls of another server failed, if no call of one of these servers failed, or if calls
     *     of another server were not made or not answered before the time of the session was over
     * @throws IllegalArgumentException if there is no name, if a name is there twice, or if the plan does not call one
     *     of the servers
     */
    public LoadReportAssert hasErrorsOnlyFrom(String... servers) {
        isNotNull();
        Set<String> expected = named(servers);
        Set<String> failing = actual.servers().stream()
                .filter(load -> load.errors() > 0)
                .map(ServerLoad::server)
                .collect(toCollection(LinkedHashSet::new));
        if (!failing.equals(expected)) {
            throw failure(
                    "Expected errors only from %s, but there are errors from %s:%n%s",
                    String.join(", ", servers),
                    failing.isEmpty() ? "no server" : String.join(", ", failing),
                    Printable.message(actual.toString()));
        }
        actual.servers().stream()
                .filter(load -> !expected.contains(load.server()))
                .map(load -> load.verdict(LoadCheck.NO_ERRORS))
                .filter(verdict -> !verdict.passed())
                .findFirst()
                .ifPresent(verdict -> {
                    throw failure(
                            "Inconclusive: errors only from %s: %s.%n%n%s",
                            String.join(", ", servers), verdict.reason(), Printable.message(actual.toString()));
                });
        return this;
    }

    private Set<String> named(String... servers) {
        if (servers.length == 0) {
            throw new IllegalArgumentException(
                    "hasErrorsOnlyFrom(…) needs the name of a server. If no call may fail," + " use hasNoErrors().");
        }
        var names = new LinkedHashSet<String>();
        for (String server : servers) {
            actual.server(server);
            if (!names.add(server)) {
                throw new IllegalArgumentException(
                        "hasErrorsOnlyFrom(…) names server '" + server + "' twice. Name each server once.");
            }
        }
        return names;
    }

    /**
     * Verify that every call was answered within its timeout.
     *
     * @return this
     * @throws AssertionError if a call was not answered, or a server was unreachable or had ended
     */
    public LoadReportAssert hasNoLostAnswers() {
        return passes(LoadCheck.NO_LOST_ANSWERS);
    }

    /**
     * Verify that no call was answered twice, and that no unexpected answer came.
     *
     * @return this
     * @throws AssertionError if there was such an answer, or a server was unreachable or had ended
     */
    public LoadReportAssert hasNoDuplicatedAnswers() {
        return passes(LoadCheck.NO_DUPLICATED_ANSWERS);
    }

    /**
     * Verify that the answer to each call with a nonce has the nonce of that call.
     *
     * @return this
     * @throws AssertionError if an answer belongs to another call, or if fewer than two answers of a server have their
     *     nonce
     */
    public LoadReportAssert hasAnswersOfTheirCalls() {
        return passes(LoadCheck.ANSWERS_BELONG_TO_CALLS);
    }

    /**
     * Verify that no client got the answer to a call of another client.
     *
     * @return this
     * @throws AssertionError if one did, or if no two clients waited for answers of a server at the same moment
     */
    public LoadReportAssert hasNoCrossTalk() {
        return passes(LoadCheck.NO_CROSS_TALK);
    }

    private LoadReportAssert passes(LoadCheck check) {
        isNotNull();
        Verdict verdict = actual.verdict(check);
        if (!verdict.passed()) {
            throw failure("%s%n%n%s", verdict.message(), Printable.message(actual.toString()));
        }
        return this;
    }

    /**
     * Verify that a percentile of the latencies of all calls is at most a duration. A call without an answer, whose
     * timeout or the time of the session was over, counts as longer than any answer. Other calls without a result do
     * not count.
     *
     * @param percentile more than 0, at most 100; 50 for the median
     * @param most the time
     * @return this
     * @throws AssertionError if the percentile is higher, or if there were too few calls; the percentile 99 needs 100
     */
    public LoadReportAssert hasLatencyAtMost(double percentile, Duration most) {
        isNotNull();
        Latencies latencies = actual.latencies();
        int unanswered = actual.servers().stream()
                .mapToInt(load -> load.count(CallOutcome.LOST) + load.count(CallOutcome.CUT_OFF))
                .sum();
        int calls = latencies.count() + unanswered;
        Optional<Duration> found = latencies.percentile(percentile, unanswered);
        int needed = Latencies.neededFor(percentile);
        if (calls < needed) {
            throw failure(
                    "Inconclusive: latency: the percentile %s needs at least %s answered calls, but there are %s."
                            + " Make more calls: calls(…)",
                    percentile, needed, latencies.count());
        }
        if (found.isEmpty()) {
            throw failure(
                    "Expected the percentile %s of the latencies to be at most %s ms, but %s of %s calls got no"
                            + " answer:%n%s",
                    percentile, most.toNanos() / 1e6, unanswered, calls, Printable.message(actual.toString()));
        }
        if (found.get().compareTo(most) > 0) {
            throw failure(
                    "Expected the percentile %s of the latencies to be at most %s ms, but it is %s ms:%n%s",
                    percentile,
                    most.toNanos() / 1e6,
                    found.get().toNanos() / 1e6,
                    Printable.message(actual.toString()));
        }
        return this;
    }

    /**
     * Verify that the memory of a server's processes grew by no more than a number of bytes while the calls were made.
     *
     * @param server the name of the server
     * @param bytes the number of bytes
     * @return this
     * @throws AssertionError if it grew by more, if the memory cannot be read, if no call of the server got a result,
     *     or if the server ended or was restarted
     * @throws IllegalArgumentException if the plan does not call the server
     */
    public LoadReportAssert hasMemoryGrowthAtMost(String server, long bytes) {
        isNotNull();
        return hasGrowthAtMost("memory", actual.server(server), ServerLoad::memory, bytes);
    }

    /**
     * Verify that the log of a server grew by no more than a number of characters while the calls were made.
     *
     * @param server the name of the server
     * @param characters the number of characters
     * @return this
     * @throws AssertionError if it grew by more, if the log cannot be read, if no call of the server got a result, or
     *     if the server ended or was restarted
     * @throws IllegalArgumentException if the plan does not call the server
     */
    public LoadReportAssert hasLogGrowthAtMost(String server, long characters) {
        isNotNull();
        return hasGrowthAtMost("log", actual.server(server), ServerLoad::log, characters);
    }

    private LoadReportAssert hasGrowthAtMost(
            String what, ServerLoad load, Function<ServerLoad, Optional<Growth>> figure, long most) {
        if (load.latencies().count() == 0) {
            throw failure(
                    "Inconclusive: growth of the %s: no call of server '%s' got a result; see hasNoErrors()",
                    what, load.server());
        }
        Growth growth = figure.apply(load)
                .orElseThrow(() -> failure(
                        "Inconclusive: growth of the %s: that of server '%s' is unknown. It can be read only for a server"
                                + " that the test started as a process on this machine, and only if the same processes"
                                + " ran before the first call and after the last call.",
                        what, load.server()));
        if (growth.difference() > most) {
            throw failure(
                    "Expected the %s of server '%s' to grow by at most %s %s, but it grew by %s, from %s to %s",
                    what, load.server(), most, growth.unit(), growth.difference(), growth.before(), growth.after());
        }
        return this;
    }
}
