/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.load;

import static java.util.stream.Collectors.joining;

import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.contract.verdict.Verdict.Status;
import dev.mcpjunit.contract.verdict.VerdictReport;
import dev.mcpjunit.internal.time.Durations;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * What a load session shows: how the calls ended, how long they took, and a verdict for each check.
 *
 * <pre>{@code
 * LoadReport load = fleet.session().plan(PlannedCall.of("notes", "echo", Map.of("message", "${nonce}"))).run();
 * assertThat(load).hasNoErrors().hasNoLostAnswers();
 * assertThat(load.latencies().percentile(50)).isLessThan(Duration.ofMillis(200));
 * }</pre>
 *
 * @param servers the results for each server, in the order of the plan
 * @param elapsed the time from the first call to the last answer
 * @param concurrency how many calls were in flight at a time
 * @param clients how many clients each server had
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record LoadReport(List<ServerLoad> servers, Duration elapsed, int concurrency, int clients) {

    /** Copy the list. */
    public LoadReport {
        servers = List.copyOf(servers);
    }

    /**
     * Get the results for a server.
     *
     * @param name the name of the server
     * @return the results; never {@code null}
     * @throws IllegalArgumentException if the plan does not call such a server
     */
    public ServerLoad server(String name) {
        return servers.stream()
                .filter(load -> load.server().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("The plan does not call server '" + name + "'. It calls "
                                + servers.stream().map(ServerLoad::server).collect(joining(", ")) + "."));
    }

    /**
     * Exclude servers, for example one that the test has killed.
     *
     * @param names the names of the servers
     * @return a report on the others; never {@code null}
     * @throws IllegalArgumentException if the plan does not call such a server, or no server is left
     */
    public LoadReport without(String... names) {
        List<String> left = List.of(names);
        left.forEach(this::server);
        List<ServerLoad> others =
                servers.stream().filter(load -> !left.contains(load.server())).toList();
        if (others.isEmpty()) {
            throw new IllegalArgumentException(
                    "A report needs at least one server, but without(…) excludes all of them");
        }
        return new LoadReport(others, elapsed, concurrency, clients);
    }

    /**
     * Get the verdict of a check over all servers: failed if it failed for one of them, otherwise inconclusive if it is
     * inconclusive for one of them.
     *
     * @param check the check
     * @return the verdict, with the reasons for all servers that have this verdict; never {@code null}
     */
    public Verdict verdict(LoadCheck check) {
        List<Verdict> each = servers.stream().map(load -> load.verdict(check)).toList();
        Status worst = Stream.of(Status.FAILED, Status.INCONCLUSIVE)
                .filter(status -> each.stream().anyMatch(verdict -> verdict.status() == status))
                .findFirst()
                .orElse(Status.PASSED);
        String reasons = each.stream()
                .filter(verdict -> verdict.status() == worst)
                .map(Verdict::reason)
                .filter(reason -> !reason.isEmpty())
                .distinct()
                .collect(joining("\n"));
        return new Verdict(check.toString(), worst, reasons, "", Optional.empty());
    }

    /**
     * Get the verdicts of all checks over all servers.
     *
     * @return the verdicts; never {@code null}
     */
    public VerdictReport verdicts() {
        return new VerdictReport(
                Arrays.stream(LoadCheck.values()).map(this::verdict).toList());
    }

    /**
     * Get the latencies of all servers together.
     *
     * @return the times of all answered calls; never {@code null}
     */
    public Latencies latencies() {
        return new Latencies(servers.stream()
                .flatMap(load -> load.latencies().sorted().stream())
                .toList());
    }

    /**
     * Get the number of answered calls per second.
     *
     * @return the answered calls divided by the elapsed seconds
     */
    public double callsPerSecond() {
        return latencies().count() / Math.max(elapsed.toNanos() / 1e9, 1e-9);
    }

    /** A line for the session, and one for each server. */
    @Override
    public String toString() {
        int calls = servers.stream().mapToInt(ServerLoad::calls).sum();
        return String.format(
                        Locale.ROOT,
                        "Load session: %d calls in %s (%.0f answers/s), concurrency %d, %d %s, %s\n",
                        calls,
                        Durations.print(elapsed),
                        callsPerSecond(),
                        concurrency,
                        clients,
                        clients == 1 ? "client" : "clients",
                        latencies())
                + servers.stream().map(load -> "  " + load).collect(joining("\n"));
    }
}
