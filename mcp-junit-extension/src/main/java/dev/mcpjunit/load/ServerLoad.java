/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.load;

import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.VerdictReport;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The results of a load session for one server.
 *
 * @param server the name of the server
 * @param outcomes the number of calls by outcome; outcomes that did not occur are missing
 * @param latencies how long answered calls took
 * @param echoes how many answers had the nonce of their call
 * @param memory how the memory of the server's processes grew; empty if it is unknown, for example because the test did
 *     not start the server as a process on this machine, or because one of its processes started or ended meanwhile
 * @param log how the log of the server grew; empty if it is unknown, for the same reasons
 * @param verdicts the verdict of each {@link LoadCheck}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ServerLoad(
        String server,
        Map<CallOutcome, Integer> outcomes,
        Latencies latencies,
        int echoes,
        Optional<Growth> memory,
        Optional<Growth> log,
        VerdictReport verdicts) {

    /** Copy the map. */
    public ServerLoad {
        var copy = new EnumMap<CallOutcome, Integer>(CallOutcome.class);
        copy.putAll(outcomes);
        outcomes = Collections.unmodifiableMap(copy);
    }

    /**
     * Count the calls that had an outcome.
     *
     * @param outcome how they ended
     * @return the number, from 0
     */
    public int count(CallOutcome outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }

    /**
     * Count the calls that the plan has for the server.
     *
     * @return the number, from 0
     */
    public int calls() {
        return outcomes.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * Count the calls that failed.
     *
     * @return the number, from 0
     */
    public int errors() {
        return outcomes.entrySet().stream()
                .filter(outcome -> outcome.getKey().isError())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /**
     * Get the verdict of a check.
     *
     * @param check the check
     * @return its verdict; never {@code null}
     */
    public Verdict verdict(LoadCheck check) {
        return verdicts.of(check.toString());
    }

    /** One line, for example {@code weather: 40 × answered; p50 1.2 ms, …; memory +0.3 MiB}. */
    @Override
    public String toString() {
        return server + ": " + Judge.print(outcomes) + "; " + latencies
                + memory.map(grown -> "; memory " + grown).orElse("")
                + log.map(grown -> "; log " + grown).orElse("");
    }
}
