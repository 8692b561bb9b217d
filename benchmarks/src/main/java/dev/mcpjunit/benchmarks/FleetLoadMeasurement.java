/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.benchmarks;

import dev.mcpjunit.fleet.Fleet;
import dev.mcpjunit.load.LoadPlan;
import dev.mcpjunit.load.LoadReport;
import dev.mcpjunit.load.LoadSession;
import dev.mcpjunit.load.PlannedCall;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** Measures a load session of 40 calls of each of six servers, 8 at a time, after as many calls to warm up. */
final class FleetLoadMeasurement {

    private static final int CALLS = 40 * 6;

    private FleetLoadMeasurement() {}

    static String line() {
        PlannedCall[] calls = SixServers.all().stream()
                .map(spec -> spec.name().startsWith("notes")
                        ? PlannedCall.of(spec.name(), "save-note", Map.of("text", "a note ${nonce}"))
                        : PlannedCall.of(spec.name(), "get-forecast", Map.of("city", "Oslo")))
                .toArray(PlannedCall[]::new);
        try (Fleet fleet = Fleet.start(SixServers.all())) {
            LoadSession session = fleet.session().plan(LoadPlan.of(calls)).calls(CALLS);
            session.run().verdicts().toString();
            LoadReport load = session.run();
            if (load.latencies().count() != CALLS) {
                throw new IllegalStateException("Not every call was answered:\n" + load);
            }
            return String.format(
                    Locale.ROOT,
                    "40 calls x 6 servers       %.0f calls/s, p50 %.1f ms, p99 %.1f ms (concurrency 8)",
                    load.callsPerSecond(),
                    millis(load.latencies().percentile(50)),
                    millis(load.latencies().percentile(99)));
        }
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
