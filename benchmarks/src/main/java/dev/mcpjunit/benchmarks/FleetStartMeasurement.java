/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.mcpjunit.fleet.Fleet;
import dev.mcpjunit.server.ServerSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Measures the time until all servers have answered, divided by a lower bound: the start of the slowest server alone,
 * or the CPU time of all servers divided by the number of cores, whichever is longer. Needs Linux, and a machine that
 * does nothing else: the CPU time is that of the whole machine without this JVM, so that containers count, too.
 */
final class FleetStartMeasurement {

    private static final int ROUNDS = 5;

    /** The unit of /proc/stat, in seconds. */
    static final double TICK = 0.01;

    private FleetStartMeasurement() {}

    /** @param cpu the processor time of the servers, in seconds */
    private record Start(double seconds, double cpu) {}

    static String line(String name, List<ServerSpec> servers) {
        start(servers); // warms this JVM up
        var together = new ArrayList<Double>();
        var slowest = new ArrayList<Double>();
        var cpu = new ArrayList<Double>();
        int cores = Runtime.getRuntime().availableProcessors();
        for (int round = 0; round < ROUNDS; round++) {
            Start all = start(servers);
            together.add(all.seconds());
            cpu.add(all.cpu() / cores);
            slowest.add(servers.stream()
                    .mapToDouble(server -> start(List.of(server)).seconds())
                    .max()
                    .orElseThrow());
        }
        double bound = Math.max(Medians.of(slowest), Medians.of(cpu));
        return String.format(
                Locale.ROOT,
                "%-26s %.0f ms, %.2f x the bound (slowest alone %.0f ms, processor time over %d cores %.0f ms)",
                name,
                Medians.of(together) * 1e3,
                Medians.of(together) / bound,
                Medians.of(slowest) * 1e3,
                cores,
                Medians.of(cpu) * 1e3);
    }

    private static Start start(List<ServerSpec> servers) {
        double busy = busy();
        long begin = System.nanoTime();
        try (Fleet fleet = Fleet.start(servers)) {
            if (fleet.healthy().size() != servers.size()) {
                throw new IllegalStateException("Not every server answers:\n" + fleet.health());
            }
            return new Start((System.nanoTime() - begin) / 1e9, busy() - busy);
        }
    }

    /** The processor time that the machine has spent outside of this JVM, in seconds. */
    private static double busy() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            String[] fields = lines.findFirst().orElseThrow().split(" +");
            double own =
                    ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
            // user, nice, system, irq, softirq; idle and iowait are between them
            return Stream.of(1, 2, 3, 6, 7)
                                    .mapToLong(each -> Long.parseLong(fields[each]))
                                    .sum()
                            * TICK
                    - own;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
