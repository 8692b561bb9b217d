/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.timeout;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.contract.internal.trial.Trial;
import dev.mcpjunit.contract.timeout.DeclaredTimeouts;
import dev.mcpjunit.internal.time.Durations;
import dev.mcpjunit.traffic.Exchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/** The check of what closed clients leave behind after timeouts. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Leaks {

    private static final int CLIENTS = 3;

    private static final Duration BOUND = Duration.ofSeconds(3);

    /** Shared by all of the JVM, and not ended with a client: a pool's threads, or what the garbage collector ends. */
    private static final List<String> SHARED = List.of(
            "mcp-junit ",
            "parallel-",
            "boundedElastic-",
            "ForkJoinPool.commonPool",
            "CompletableFutureDelayScheduler",
            "process reaper",
            "Keep-Alive-Timer",
            "HttpClient-");

    private final Trial trial;
    private final DeclaredTimeouts declared;

    public Leaks(Trial trial, DeclaredTimeouts declared) {
        this.trial = trial;
        this.declared = declared;
    }

    /** Nothing grows with the number of clients. */
    public void afterClosing() {
        // What the first client creates once does not grow.
        useAndClose();
        Set<Thread> before = new HashSet<>(trial.threads());
        List<Long> calls = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            calls.add(useAndClose());
        }
        if (!trial.waitUntil(() -> open(calls).isEmpty(), BOUND)) {
            throw Finding.failed("Clients had timed out and were closed, and " + Durations.print(BOUND) + " later "
                    + open(calls).size() + " of their " + CLIENTS + " calls were still open on the wire");
        }
        if (!trial.waitUntil(() -> left(before).isEmpty(), BOUND)) {
            throw Finding.failed(CLIENTS + " clients had timed out and were closed, and " + Durations.print(BOUND)
                    + " later there were still threads of theirs: "
                    + left(before).entrySet().stream()
                            .map(family -> family.getValue() + " × '" + family.getKey() + "'")
                            .sorted()
                            .collect(joining(", ")));
        }
    }

    /** One client from its beginning to its end; gives the call that it gave up. */
    private long useAndClose() {
        var unanswered = new UnansweredChecks(trial, declared);
        long call = unanswered
                .timeOut(unanswered.ready(), UnansweredChecks.hanging())
                .exchange()
                .number();
        trial.closeClient();
        return call;
    }

    private List<Exchange> open(List<Long> calls) {
        return trial.callsOf(declared.tool()).all().stream()
                .filter(each ->
                        calls.contains(each.number()) && each.finishedAt().isEmpty())
                .toList();
    }

    /** Groups of threads, by their names without numbers, that have a member for each client. */
    private Map<String, Integer> left(Set<Thread> before) {
        return trial.threads().stream()
                .filter(thread -> thread.isAlive() && !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> SHARED.stream().noneMatch(name::startsWith))
                .collect(groupingBy(name -> name.replaceAll("[0-9a-f]*[0-9][0-9a-f]*", "#")))
                .entrySet()
                .stream()
                .filter(family -> family.getValue().size() >= CLIENTS)
                .collect(toMap(Map.Entry::getKey, family -> family.getValue().size()));
    }
}
