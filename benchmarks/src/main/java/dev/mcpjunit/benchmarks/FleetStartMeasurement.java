/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.benchmarks;

import dev.mcpjunit.fleet.Fleet;
import dev.mcpjunit.server.ServerSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures how long six servers take until each has answered, over what the machine allows: the slowest of them alone,
 * or the processor time of all of them over the cores, whichever is more.
 */
final class FleetStartMeasurement {

    private static final int ROUNDS = 5;

    private FleetStartMeasurement() {}

    /** @param cpu the processor time of the servers, in seconds */
    private record Start(double seconds, double cpu) {}

    static String line() {
        List<ServerSpec> servers = SixServers.all();
        start(servers); // warms this JVM up
        var together = new ArrayList<Double>();
        var slowest = new ArrayList<Double>();
        var cpu = new ArrayList<Double>();
        for (int round = 0; round < ROUNDS; round++) {
            Start all = start(servers);
            together.add(all.seconds());
            cpu.add(all.cpu() / Runtime.getRuntime().availableProcessors());
            slowest.add(servers.stream()
                    .mapToDouble(server -> start(List.of(server)).seconds())
                    .max()
                    .orElseThrow());
        }
        double bound = Math.max(Medians.of(slowest), Medians.of(cpu));
        return String.format(
                Locale.ROOT,
                "six servers                %.0f ms, %.2f x the bound (slowest alone %.0f ms, processor time over %d cores"
                        + " %.0f ms)",
                Medians.of(together) * 1e3,
                Medians.of(together) / bound,
                Medians.of(slowest) * 1e3,
                Runtime.getRuntime().availableProcessors(),
                Medians.of(cpu) * 1e3);
    }

    private static Start start(List<ServerSpec> servers) {
        long begin = System.nanoTime();
        try (Fleet fleet = Fleet.start(servers)) {
            if (fleet.healthy().size() != servers.size()) {
                throw new IllegalStateException("Not every server answers:\n" + fleet.health());
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            double cpu = ProcessHandle.current()
                            .descendants()
                            .mapToLong(process -> process.info()
                                    .totalCpuDuration()
                                    .map(Duration::toMillis)
                                    .orElse(0L))
                            .sum()
                    / 1e3;
            return new Start(seconds, cpu);
        }
    }
}
